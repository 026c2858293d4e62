"""Add, rename, order and close units. Who may, and what hangs on one, ask the verbs above."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import select

from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import Bilingual, lazy
from portal.municipalities.models import Unit

LONGEST_TITLE = 120
LONGEST_CODE = 40
_CODE = re.compile(r"[a-z][a-z0-9_]*")


def add(code: str, title: Bilingual) -> int:
    """Add a unit after the others; returns its id. Raises `Invalid` by field."""
    wrong = _wrong(title)
    if not _CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        wrong["code"] = lazy("Use small letters, digits and underscores, a letter first.")
    elif session.scalar(select(Unit.id).where(Unit.code == code)) is not None:
        wrong["code"] = lazy("There is already a unit with this code.")
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    last = max((row.position for row in _all()), default=0)
    row = Unit(code=code, title_th=title.th.strip(), title_en=title.en.strip(), position=last + 1)
    session.add(row)
    session.flush()
    return row.id


def rename(unit_id: int, title: Bilingual) -> None:
    """Call it something else; its code and all that it did stay."""
    row, wrong = load(unit_id), _wrong(title)
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    row.title_th, row.title_en = title.th.strip(), title.en.strip()
    session.flush()


def move(unit_id: int, *, up: bool) -> int:
    """Let it stand one place earlier or later; returns its new place, from 1."""
    rows = _all()
    place = next((number for number, row in enumerate(rows) if row.id == unit_id), None)
    if place is None:
        raise NotFound(lazy("There is no such unit."))
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
        place = other
    for position, row in enumerate(rows, 1):
        row.position = position
    session.flush()
    return place + 1


def close(unit_id: int, at: datetime) -> None:
    """Give nothing to it from now on. Raises `OutOfOrder` for the last resort and a closed one."""
    row = load(unit_id)
    if row.is_fallback:
        raise OutOfOrder(
            lazy("This unit takes what no other unit does, and so it cannot be closed.")
        )
    if row.closed_at is not None:
        raise OutOfOrder(lazy("This unit is closed already."))
    row.closed_at = at
    session.flush()


def reopen(unit_id: int) -> None:
    """Let work be given to it again."""
    row = load(unit_id)
    if row.closed_at is None:
        raise OutOfOrder(lazy("This unit is open already."))
    row.closed_at = None
    session.flush()


def load(unit_id: int) -> Unit:
    """The unit, locked for a change; raises `NotFound`."""
    row = session.scalar(select(Unit).where(Unit.id == unit_id).with_for_update())
    if row is None:
        raise NotFound(lazy("There is no such unit."))
    return row


def _all() -> list[Unit]:
    asked = select(Unit).order_by(Unit.position, Unit.id).with_for_update()
    return list(session.scalars(asked))


def _wrong(title: Bilingual) -> dict[str, object]:
    wrong: dict[str, object] = {}
    for name, words in (("title_th", title.th), ("title_en", title.en)):
        if not words.strip():
            wrong[name] = lazy("Write the name.")
        elif len(words) > LONGEST_TITLE:
            wrong[name] = lazy("Use at most %(longest)s characters.", longest=LONGEST_TITLE)
    return wrong
