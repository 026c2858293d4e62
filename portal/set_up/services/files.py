"""A whole set-up in one file: taken out, looked at, taken over."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from portal.foundation import audit, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Invalid, OutOfOrder, PortalError, TooLarge
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.operations import setup
from portal.set_up import comparing
from portal.set_up.acts import FILE_TAKEN_OUT, FILE_TAKEN_OVER
from portal.set_up.models import SetUpDraft
from portal.set_up.services import must_own

MOST_BYTES = 10 * 1024 * 1024
UNFIT = lazy("The file is not a set-up file of this portal.")


def take_out(actor: Actor, *, at: datetime) -> str:
    """The set-up of this municipality as JSON."""
    must_own(actor)
    here = tenancy.municipality_id()
    audit.note(FILE_TAKEN_OUT, "municipality", here, by=actor, at=at)
    return json.dumps(setup.dump(here), ensure_ascii=False, indent=1)


def look_at(actor: Actor, content: bytes, parts: Collection[str], *, at: datetime) -> None:
    """Keep a file with what these parts of it would change; nothing is changed yet.

    It is taken over for a moment and all of that undone, so that what is shown is what would be.
    Raises `Invalid` in words for what does not fit.
    """
    must_own(actor)
    kept = _document(content)
    wanted = [part for part in setup.PARTS if part in parts and part in kept]
    if not wanted:
        raise Invalid(fields={"parts": lazy("Choose at least one part that the file has")})
    here = tenancy.municipality_id()
    before = setup.dump(here)
    trial = session.begin_nested()
    try:
        _take(here, kept, wanted, at)
        setup.forget()
        changes = comparing.compare(before, setup.dump(here))
    finally:
        trial.rollback()
        session.expire_all()
        setup.forget()
    session.execute(delete(SetUpDraft))
    session.add(SetUpDraft(file=kept, parts=wanted, changes=changes, sent_at=at))
    session.flush()


def draft() -> SetUpDraft | None:
    """The file that was looked at."""
    return session.scalars(select(SetUpDraft)).one_or_none()


def take_over(actor: Actor, *, at: datetime) -> None:
    """Take over what was looked at, whole or not at all."""
    must_own(actor)
    row = draft()
    if row is None:
        raise OutOfOrder(lazy("There is no file to take. Send it again."))
    here = tenancy.municipality_id()
    _take(here, row.file, row.parts, at)
    audit.note(FILE_TAKEN_OVER, "municipality", here, by=actor, at=at, parts=list(row.parts))
    session.delete(row)
    session.flush()
    setup.forget()


def drop(actor: Actor) -> None:
    """Forget the file."""
    must_own(actor)
    session.execute(delete(SetUpDraft))


def _take(here: int, kept: dict[str, Any], parts: Collection[str], at: datetime) -> None:
    try:
        setup.take_over(here, kept, frozenset(parts), at=at)
    except PortalError as refusal:
        told = [str(words) for words in getattr(refusal, "fields", {}).values()]
        raise Invalid(fields={"file": " ".join(told) or refusal.message}) from refusal
    except (KeyError, TypeError, ValueError, AttributeError) as refusal:
        raise Invalid(fields={"file": UNFIT}) from refusal


def _document(content: bytes) -> dict[str, Any]:
    if not content:
        raise Invalid(fields={"file": lazy("Choose a file")})
    if len(content) > MOST_BYTES:
        raise TooLarge(lazy("This file is larger than 10 MB."))
    try:
        kept = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        kept = None
    if not isinstance(kept, dict) or not set(setup.PARTS) & kept.keys():
        raise Invalid(fields={"file": UNFIT})
    return kept
