"""What belongs to a complaint: what was merged with it, what it was split from or into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import ColumnElement, false, or_, select

from portal.attachments import queries as attachments
from portal.complaints import policy
from portal.complaints.lifecycle import STATE_WORDS, State
from portal.complaints.models import MATTER, Complaint
from portal.complaints.numbering import parsed
from portal.complaints.queries import choices
from portal.complaints.queries.neighbours import number
from portal.complaints.queries.public_page import PublicStep, steps_shown
from portal.complaints.queries.said import Said
from portal.complaints.terms import Visibility
from portal.foundation import tenancy
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual, Lazy
from portal.foundation.policy import Actor
from portal.municipalities import queries as municipalities
from portal.response_times.versions import PRIORITY_WORDS, Priority


@dataclass(frozen=True, slots=True)
class Relative:
    """Another complaint that belongs to this one. `title` is None where it may not be read."""

    id: int
    year: int
    running: int
    number: str
    path: str
    title: Said | None
    state: State
    state_words: Lazy
    tracking_code: str
    is_public: bool


@dataclass(frozen=True, slots=True)
class Relations:
    """All of them."""

    first: Relative | None
    merged: tuple[Relative, ...]
    whole: Relative | None
    parts: tuple[Relative, ...]

    @property
    def any(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.first or self.merged or self.whole or self.parts)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two complaints that are looked at beside each other before they are merged."""

    id: int
    number: str
    path: str
    title: Said
    text: Said
    category: Bilingual | None
    area: Bilingual | None
    unit: Bilingual | None
    state: State
    state_words: Lazy
    priority: Priority
    priority_words: Lazy
    filed_at: datetime
    photos: int


def of(row: Complaint, actor: Actor | None = None) -> Relations:
    """What belongs to it; titles only of what this member of staff may read."""
    readable: ColumnElement[bool] = policy.readable_by(actor) if actor else false()
    ids = [each for each in (row.first_id, row.split_from_id) if each is not None]
    found = session.execute(
        select(Complaint, readable)
        .where(
            or_(
                Complaint.id.in_(ids),
                Complaint.first_id == row.id,
                Complaint.split_from_id == row.id,
            )
        )
        .order_by(Complaint.year, Complaint.running)
    ).all()
    lines = {other.id: (other, _relative(other, may_read=bool(may))) for other, may in found}
    return Relations(
        first=lines[row.first_id][1] if row.first_id in lines else None,
        merged=tuple(line for other, line in lines.values() if other.first_id == row.id),
        whole=lines[row.split_from_id][1] if row.split_from_id in lines else None,
        parts=tuple(line for other, line in lines.values() if other.split_from_id == row.id),
    )


def _relative(other: Complaint, *, may_read: bool) -> Relative:
    state = State(other.state)
    return Relative(
        id=other.id,
        year=other.year,
        running=other.running,
        number=number(other.year, other.running),
        path=f"{other.year}/{other.running}",
        title=Said(other.title, other.language) if may_read else None,
        state=state,
        state_words=STATE_WORDS[state],
        tracking_code=other.tracking_code,
        is_public=other.is_public,
    )


def named(actor: Actor, typed: str) -> Complaint | None:
    """The complaint that a typed number means, if this member of staff may read it."""
    profile = municipalities.profile_of(tenancy.municipality_id())
    meant = parsed(typed, profile.letters.th, profile.letters.en) if profile else None
    if meant is None:
        return None
    return session.scalar(
        select(Complaint).where(
            Complaint.year == meant.year_ce,
            Complaint.running == meant.running,
            policy.readable_by(actor),
        )
    )


def side(row: Complaint) -> Side:
    """What decides whether two complaints are the same."""
    state, priority = State(row.state), Priority(row.priority)
    category, unit = choices.category(row.category_id), choices.unit(row.unit_id)
    return Side(
        id=row.id,
        number=number(row.year, row.running),
        path=f"{row.year}/{row.running}",
        title=Said(row.title, row.language),
        text=Said(row.text, row.language),
        category=category.title if category else None,
        area=choices.area_title(row.area_id),
        unit=unit.title if unit else None,
        state=state,
        state_words=STATE_WORDS[state],
        priority=priority,
        priority_words=PRIORITY_WORDS[priority],
        filed_at=row.filed_at,
        photos=len(attachments.of(MATTER, row.id)),
    )


class Pressing(Protocol):
    """What has a priority: a complaint, or a row of a list of them."""

    @property
    def priority(self) -> Any:  # noqa: ANN401 - a column's text
        """How pressing it is."""


def is_urgent(row: Pressing) -> bool:
    """Whether it was said that it cannot wait."""
    return bool(row.priority == Priority.URGENT)


@dataclass(frozen=True, slots=True)
class Shared:
    """How the complaint goes on that somebody’s own was merged with: only what anyone may read."""

    number: str
    year: int
    running: int
    state: State
    state_words: Lazy
    is_public: bool
    next_due_at: datetime | None
    steps: Sequence[PublicStep]


def shared(first_id: int) -> Shared | None:
    """The first complaint as the reporter of a merged one may see it.

    Nothing of the other reporter: no text, no contact, no photos. Where the first is kept from the
    public, the municipality's words to the other are left out, too.
    """
    row = session.get(Complaint, first_id)
    if row is None:
        return None
    with_words = row.visibility != Visibility.PRIVATE and row.withheld is None
    return Shared(
        number=number(row.year, row.running),
        year=row.year,
        running=row.running,
        state=State(row.state),
        state_words=STATE_WORDS[State(row.state)],
        is_public=row.is_public,
        next_due_at=row.next_due_at,
        steps=steps_shown(row.id, with_words=with_words),
    )
