"""Set up the kinds of matter: add, rename, order, take out of use.

A category keeps its id for good: figures follow it, and old cases show its name of today. What it
was called before is kept with the day of the change.
"""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import func, select

from portal.complaints.asking import acts
from portal.complaints.asking.drafting import CategoryDraft, titles_wrong
from portal.complaints.asking.models import CategoryTitle
from portal.complaints.lifecycle import Visibility
from portal.complaints.models import Category
from portal.complaints.queries import choices
from portal.foundation import audit, database, thai
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.policy import Actor
from portal.municipalities import queries as municipalities
from portal.municipalities import services as towns

NEAR = range(5, 2001)
"""How near another complaint may be said to lie, in metres."""
LONGEST_CODE = 34
KIND = "category"
_NO_LETTER = re.compile(r"[^a-z0-9]+")


def add(actor: Actor, draft: CategoryDraft, at: datetime) -> int:
    """Add a category at the end of the order; returns its id. Raises `Invalid` in words."""
    acts.may_set(actor)
    database.lock(f"categories:{actor.municipality_id}")
    _check(draft, None)
    rows = _all()
    row = Category(
        code=_code(draft.title.en, {each.code for each in rows}),
        position=max((each.position for each in rows), default=0) + 1,
        traffy_types=[],
    )
    _write(row, draft)
    session.add(row)
    session.flush()
    audit.note(acts.CATEGORY_ADDED, KIND, row.id, by=actor, at=at)
    tell_everyone()
    return row.id


def change(actor: Actor, category_id: int, draft: CategoryDraft, at: datetime) -> None:
    """Change a category; a new name is kept beside the old one. Raises `Invalid` in words.

    Complaints that are there stay as visible as they are: the new rule is for what is filed now.
    """
    acts.may_set(actor)
    database.lock(f"categories:{actor.municipality_id}")
    row = load(category_id)
    _check(draft, row)
    former = Bilingual(row.title_th, row.title_en)
    _write(row, draft)
    if former != Bilingual(row.title_th, row.title_en):
        session.add(
            CategoryTitle(category_id=row.id, title_th=former.th, title_en=former.en, until=at)
        )
    session.flush()
    audit.note(acts.CATEGORY_CHANGED, KIND, row.id, by=actor, at=at)
    tell_everyone()


def move(actor: Actor, category_id: int, *, up: bool, at: datetime) -> None:
    """Put it one place earlier or later; at the end of the order nothing happens."""
    acts.may_set(actor)
    database.lock(f"categories:{actor.municipality_id}")
    rows = _all()
    place = next((n for n, each in enumerate(rows) if each.id == category_id), None)
    if place is None:
        raise NotFound(lazy("There is no such category."))
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for number, each in enumerate(rows, 1):
        each.position = number
    session.flush()
    audit.note(acts.CATEGORY_MOVED, KIND, category_id, by=actor, at=at)
    tell_everyone()


def load(category_id: int) -> Category:
    """The category; `NotFound` in words."""
    row = session.scalar(select(Category).where(Category.id == category_id))
    if row is None:
        raise NotFound(lazy("There is no such category."))
    return row


def draft_of(category_id: int) -> CategoryDraft:
    """A category as it is, to be changed."""
    row = load(category_id)
    return CategoryDraft(
        title=Bilingual(row.title_th, row.title_en),
        unit_id=row.unit_id,
        co_unit_ids=tuple(row.co_unit_ids),
        visibility=Visibility(row.visibility),
        is_staff_only=row.is_staff_only,
        is_active=row.is_active,
        outside_owner=Bilingual(row.outside_owner_th, row.outside_owner_en),
        near_metres=row.near_metres,
    )


def tell_everyone() -> None:
    """Let every page show it: choices are read anew, kept pages are renewed."""
    choices.forget_choices()
    towns.show_public_change()


def _all() -> list[Category]:
    return list(session.scalars(select(Category).order_by(Category.position, Category.id)))


def _write(row: Category, draft: CategoryDraft) -> None:
    row.title_th, row.title_en = thai.cleaned(draft.title.th), thai.cleaned(draft.title.en)
    row.unit_id = draft.unit_id
    row.co_unit_ids = [unit for unit in draft.co_unit_ids if unit != draft.unit_id]
    row.visibility = draft.visibility.value
    row.near_metres = draft.near_metres
    row.is_staff_only, row.is_active = draft.is_staff_only, draft.is_active
    row.outside_owner_th = thai.cleaned(draft.outside_owner.th)
    row.outside_owner_en = thai.cleaned(draft.outside_owner.en)


def _check(draft: CategoryDraft, row: Category | None) -> None:
    wrong = titles_wrong(draft.title) | _taken(draft.title, row)
    if not {draft.unit_id, *draft.co_unit_ids} <= {unit.id for unit in municipalities.units()}:
        wrong["unit"] = lazy("Choose a unit from the list")
    if not (draft.is_active and not draft.is_staff_only) and row is not None:
        others = select(func.count()).where(
            Category.is_active.is_(True), Category.is_staff_only.is_(False), Category.id != row.id
        )
        if not session.scalar(others):
            wrong["is_active" if not draft.is_active else "is_staff_only"] = lazy(
                "It is the last category that residents can choose. Offer them another one first."
            )
    if draft.near_metres not in NEAR:
        wrong["near_metres"] = lazy(
            "Enter a number from %(least)s to %(most)s", least=NEAR[0], most=NEAR[-1]
        )
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)


def _taken(title: Bilingual, row: Category | None) -> dict[str, object]:
    """Two categories that can be chosen must not bear one name."""
    wrong: dict[str, object] = {}
    for each in _all():
        if (row is not None and each.id == row.id) or not each.is_active:
            continue
        if each.title_th == thai.cleaned(title.th):
            wrong["title_th"] = lazy("Another category bears this name already")
        if each.title_en.lower() == thai.cleaned(title.en).lower():
            wrong["title_en"] = lazy("Another category bears this name already")
    return wrong


def _code(title: str, taken: set[str]) -> str:
    """A short code of its own that never changes, for files: `street_dogs`, `street_dogs_2`."""
    stem = _NO_LETTER.sub("_", title.lower()).strip("_")[:LONGEST_CODE].strip("_") or "category"
    codes = (stem if n == 1 else f"{stem}_{n}" for n in range(1, len(taken) + 2))
    return next(code for code in codes if code not in taken)
