"""What may be asked of the queue, and the same as conditions of a query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, literal, or_, select

from portal.complaints.lifecycle import ENDED, OPEN, Channel, State, Visibility
from portal.complaints.marking.models import CaseMark, CaseMention
from portal.complaints.models import Complaint
from portal.complaints.numbering import parsed
from portal.complaints.queries.filed import filed_between
from portal.foundation import clock, fulltext, tenancy
from portal.foundation.database import session
from portal.municipalities import queries as municipalities
from portal.response_times.versions import Priority

NONE = 0
"""As a filter: no person, no category, no area."""


class Lateness(StrEnum):
    """How near the next promised moment is."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"


class Waiting(StrEnum):
    """For whom or what a complaint waits beside the work itself."""

    ANY = "any"
    LOOK = "look"
    REPORTER = "reporter"


class Marked(StrEnum):
    """What somebody keeps for themselves about a complaint."""

    CHANGED = "changed"
    REMINDED = "reminded"
    WATCHED = "watched"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Filters:
    """What is wanted of the queue. None means all; `unit` None: all that the person may read."""

    unit: int | None = None
    person: int | None = None
    state: State | None = None
    category: int | None = None
    area: int | None = None
    channel: Channel | None = None
    priority: Priority | None = None
    lateness: Lateness | None = None
    waiting: Waiting | None = None
    marked: Marked | None = None
    viewer: int | None = None
    """Whose marks are meant."""
    text: str = ""
    since: date | None = None
    until: date | None = None
    with_ended: bool = False
    """Not only what is open, though no state is named."""
    only_ended: bool = False

    @property
    def by_promise(self) -> bool:
        """Whether the rows come by the next promised moment; found and ended ones newest first."""
        if self.with_ended or self.only_ended or self.marked is not None:
            return False
        return not self.text and (self.state is None or self.state in OPEN)


def conditions(filters: Filters, at: datetime) -> list[ColumnElement[bool]]:
    """All that the filters ask for."""
    found = [*of_unit(filters.unit), *_of_text(filters.text)]
    found += filed_between(filters.since, filters.until)
    found += [Complaint.state.in_([state.value for state in ENDED])] if filters.only_ended else []
    for column, wanted in (
        (Complaint.officer_id, filters.person),
        (Complaint.category_id, filters.category),
        (Complaint.area_id, filters.area),
    ):
        if wanted is not None:
            found.append(column.is_(None) if wanted == NONE else column == wanted)
    if filters.by_promise:
        found.append(Complaint.is_open.is_(True))
    found += _of_words(filters)
    if filters.lateness is not None:
        found.append(near(filters.lateness, at))
    if filters.waiting is not None:
        found.append(waits(filters.waiting))
    if filters.marked is not None:
        found.append(marked(filters.marked, filters.viewer or 0, at))
    return found


def marked(wanted: Marked, person_id: int, at: datetime) -> ColumnElement[bool]:
    """Whether this person watches it, is reminded of it, or has something new to read there."""
    if wanted is Marked.MENTIONED:
        told = select(CaseMention.complaint_id).where(
            CaseMention.person_id == person_id, CaseMention.read_at.is_(None)
        )
        return Complaint.id.in_(told)
    own = select(CaseMark.complaint_id).where(CaseMark.person_id == person_id)
    if wanted is Marked.WATCHED:
        return Complaint.id.in_(own.where(CaseMark.watch != ""))
    if wanted is Marked.REMINDED:
        return Complaint.id.in_(own.where(CaseMark.remind_on <= clock.local(at).date()))
    is_newer = own.where(
        CaseMark.complaint_id == Complaint.id, CaseMark.seen_version < Complaint.version
    )
    return and_(
        Complaint.id.in_(own.where(CaseMark.seen_version.is_not(None))),
        is_newer.correlate(Complaint).exists(),
    )


def _of_words(filters: Filters) -> list[ColumnElement[bool]]:
    """What is chosen by a word. It stands in the statement itself, for the partial indexes."""
    wanted = (
        (Complaint.state, filters.state),
        (Complaint.channel, filters.channel),
        (Complaint.priority, filters.priority),
    )
    return [
        column == literal(word.value, literal_execute=True)
        for column, word in wanted
        if word is not None
    ]


def _of_text(text: str) -> list[ColumnElement[bool]]:
    if not text:
        return []
    here = tenancy.municipality_id()
    profile = municipalities.profile_of(here)
    number = parsed(text, profile.letters.th, profile.letters.en) if profile else None
    if number is not None:
        return [Complaint.year == number.year_ce, Complaint.running == number.running]
    hits = fulltext.hits(session(), here, text, public=False)
    return [Complaint.id < 0 if hits is None else Complaint.id.in_(hits)]


def of_unit(unit: int | None) -> list[ColumnElement[bool]]:
    """What a unit answers for; all of it for None."""
    return [] if unit is None else [Complaint.unit_id == unit]


def near(lateness: Lateness, at: datetime) -> ColumnElement[bool]:
    """How near the next promised moment is, by the local day."""
    due = Complaint.next_due_at
    midnight = clock.local(at).replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow, after = midnight + timedelta(days=1), midnight + timedelta(days=2)
    if lateness is Lateness.LATE:
        return due < at
    if lateness is Lateness.TODAY:
        return and_(due >= at, due < tomorrow)
    return and_(due >= tomorrow, due < after)


def waits(waiting: Waiting) -> ColumnElement[bool]:
    """Whether it waits for the reporter, or for the look that lets the public see it."""
    reporter = Complaint.state == State.WAITING.value
    public = Complaint.visibility == Visibility.PUBLIC.value
    first = and_(
        Complaint.reviewed_at.is_(None),
        or_(
            Complaint.visibility == Visibility.REVIEW.value,
            and_(public, Complaint.cover_id.is_not(None)),
        ),
    )
    added = and_(Complaint.photos_wait.is_(True), Complaint.visibility != Visibility.PRIVATE.value)
    look = or_(first, added)
    return {Waiting.REPORTER: reporter, Waiting.LOOK: look}.get(waiting, or_(reporter, look))
