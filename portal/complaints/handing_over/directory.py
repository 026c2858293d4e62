"""The directory of outside bodies: who else answers for what, and how to reach them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.complaints.handing_over import acts
from portal.complaints.handing_over.models import OutsideBody
from portal.complaints.queries import choices
from portal.complaints.queries.said import Said, said
from portal.foundation import audit, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound
from portal.foundation.i18n import Bilingual, lazy

if TYPE_CHECKING:
    from portal.foundation.policy import Actor

LONGEST_TITLE = 200
LONGEST_EMAIL = 254
LONGEST_PHONE = 40
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One body as somebody writes it."""

    title_th: str
    title_en: str = ""
    email: str = ""
    phone: str = ""
    categories: tuple[int, ...] = ()
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One body of the directory."""

    id: int
    title: Bilingual
    email: str
    phone: str
    categories: frozenset[int]
    is_active: bool

    @property
    def name(self) -> Said:
        """Its name for the page: the Thai one where no other was written."""
        return said(self.title.here)


def bodies(category_id: int | None = None) -> list[BodyLine]:
    """Every body: those for this category first, those no longer offered last, then by name."""
    lines = [_line(row) for row in session.scalars(select(OutsideBody))]
    return sorted(
        lines,
        key=lambda line: (
            not line.is_active,
            category_id not in line.categories,
            thai.sort_key(line.title.th),
        ),
    )


def body(body_id: int) -> BodyLine:
    """One body; raises `NotFound`."""
    return _line(_load(body_id))


def save(clerk: Actor, body_id: int | None, entry: Entry, *, at: datetime) -> int:
    """Write a new body, or change one. Raises `Invalid`, naming the fields."""
    if clerk.role not in acts.SETS_BODIES:
        raise Forbidden(lazy("You do not have permission to change the directory."))
    saved = write(body_id, entry)
    audit.note(acts.BODY_SAVED, "outside_body", saved, by=clerk, at=at)
    return saved


def write(body_id: int | None, entry: Entry) -> int:
    """The same without asking who: for a set-up file, whose taking over is noted as a whole."""
    tidy = _checked(entry)
    row = OutsideBody() if body_id is None else _load(body_id)
    row.title_th, row.title_en = tidy.title_th, tidy.title_en or tidy.title_th
    row.email, row.phone = tidy.email, tidy.phone
    row.category_ids, row.is_active = sorted(tidy.categories), tidy.is_active
    session.add(row)
    session.flush()
    return row.id


def _checked(entry: Entry) -> Entry:
    tidy = replace(
        entry,
        title_th=thai.cleaned(entry.title_th),
        title_en=thai.cleaned(entry.title_en),
        email=entry.email.strip().lower(),
        phone=entry.phone.strip(),
    )
    wrong: dict[str, object] = {}
    if not tidy.title_th:
        wrong["title_th"] = lazy("Enter the name of the body")
    for name, longest in (
        ("title_th", LONGEST_TITLE),
        ("title_en", LONGEST_TITLE),
        ("phone", LONGEST_PHONE),
    ):
        if len(getattr(tidy, name)) > longest:
            wrong[name] = lazy("Use at most %(longest)s characters.", longest=longest)
    if tidy.email and (not _EMAIL.fullmatch(tidy.email) or len(tidy.email) > LONGEST_EMAIL):
        wrong["email"] = lazy("Enter an e-mail like name@example.com, or leave it empty")
    if not _known(tidy.categories):
        wrong["categories"] = lazy("Choose categories from the list")
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    return tidy


def _known(categories: Sequence[int]) -> bool:
    return {line.id for line in choices.every_category()}.issuperset(categories)


def _load(body_id: int) -> OutsideBody:
    row = session.scalar(select(OutsideBody).where(OutsideBody.id == body_id))
    if row is None:
        raise NotFound(lazy("There is no such body in the directory."))
    return row


def _line(row: OutsideBody) -> BodyLine:
    return BodyLine(
        row.id,
        Bilingual(row.title_th, row.title_en),
        row.email,
        row.phone,
        frozenset(row.category_ids),
        row.is_active,
    )
