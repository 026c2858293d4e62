"""Prepared texts: which there are, which suit a case, and what they say of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from portal.complaints.lifecycle import Verb
from portal.complaints.models import ComplaintContact
from portal.complaints.numbering import formatted
from portal.complaints.queries.case import Case
from portal.complaints.replying.models import ReplyTemplate
from portal.complaints.replying.placeholders import filled
from portal.foundation import clock, dates, tenancy
from portal.foundation.database import session
from portal.foundation.errors import NotFound
from portal.foundation.i18n import Bilingual, Lazy, lazy
from portal.municipalities import queries as municipalities

MOVES: dict[Verb, Lazy] = {
    Verb.REPLY: lazy("Answer"),
    Verb.ASK: lazy("Question to the reporter"),
    Verb.RESOLVE: lazy("Result"),
    Verb.CLOSE: lazy("Closed without a fix"),
}
"""The moves in which the municipality speaks to the reporter."""


@dataclass(frozen=True, slots=True)
class Template:
    """A prepared text as it is kept."""

    id: int
    move: Verb
    category_id: int | None
    title: Bilingual
    text: Bilingual
    version: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """A prepared text, filled in for a case in the reporter's language."""

    id: int
    title: Bilingual
    text: str


def every() -> list[Template]:
    """All of them: by move, those of every category first, then by name."""
    rows = session.scalars(select(ReplyTemplate))
    order = list(MOVES)
    found = [_line(row) for row in rows]
    return sorted(
        found, key=lambda one: (order.index(one.move), one.category_id or 0, one.title.th, one.id)
    )


def template(template_id: int) -> Template:
    """One of them; `NotFound` in words."""
    row = session.scalar(select(ReplyTemplate).where(ReplyTemplate.id == template_id))
    if row is None:
        raise NotFound(lazy("There is no such reply template."))
    return _line(row)


def prepared(case: Case, move: Verb) -> list[Prepared]:
    """What is offered for this move of this case; those of its own category first."""
    if move not in MOVES:
        return []
    own = case.category.id if case.category else None
    rows = session.scalars(
        select(ReplyTemplate).where(
            ReplyTemplate.move == move.value,
            or_(ReplyTemplate.category_id.is_(None), ReplyTemplate.category_id == own),
        )
    ).all()
    if not rows:
        return []
    spoken = reporters_language(case.id)
    values = values_of(case, spoken)
    rows = sorted(rows, key=lambda row: (row.category_id is None, row.title_th, row.id))
    return [
        Prepared(row.id, Bilingual(row.title_th, row.title_en), filled(_in(row, spoken), values))
        for row in rows
    ]


def reporters_language(complaint_id: int) -> str:
    """The language in which the reporter wants the answers."""
    asked = select(ComplaintContact.language).where(ComplaintContact.complaint_id == complaint_id)
    return session.scalar(asked) or "th"


def values_of(case: Case, spoken: str) -> dict[str, str]:
    """What the placeholders stand for, in a language."""
    profile = municipalities.profile_of(tenancy.municipality_id())
    year, _, running = case.path.partition("/")
    letters = profile.letters.in_(spoken) if profile else ""
    return {
        "number": formatted(letters, int(year), int(running), spoken),
        "category": case.category.title.in_(spoken) if case.category else "",
        "unit": case.unit.in_(spoken) if case.unit else "",
        "area": case.area.in_(spoken) if case.area else "",
        "filed": _day(case.filed_at, spoken),
        "due": _day(case.next_due_at, spoken) if case.next_due_at else "",
        "office": profile.title.in_(spoken) if profile else "",
        "phone": profile.phone if profile else "",
    }


def _day(moment: datetime, spoken: str) -> str:
    return dates.date_long(clock.local(moment).date(), spoken)


def _in(row: ReplyTemplate, spoken: str) -> str:
    return row.text_en if spoken == "en" else row.text_th


def _line(row: ReplyTemplate) -> Template:
    return Template(
        row.id,
        Verb(row.move),
        row.category_id,
        Bilingual(row.title_th, row.title_en),
        Bilingual(row.text_th, row.text_en),
        row.version,
    )
