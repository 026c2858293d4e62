"""The list that each member of the staff gets on a working morning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from portal.channels.models import DigestDay
from portal.channels.queries import owing
from portal.channels.queries.owing import NOTHING, Owing
from portal.channels.queries.staffing import Colleague
from portal.complaints import policy
from portal.complaints.marking import queries as marking
from portal.complaints.marking.queries import Marked
from portal.complaints.marking.terms import Watch
from portal.complaints.models import Complaint
from portal.complaints.queries import choices, desk, second_looks
from portal.complaints.queries.desk import QueueLine
from portal.complaints.queries.filters import Filters, Lateness, conditions
from portal.foundation import clock, tenancy
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.response_times import queries as times
from portal.response_times.queries.escalations import left_to_digest_since
from portal.response_times.timetable import YearMissing

LATEST = timedelta(hours=4)
"""A worker that begins later than this after the office opened writes no morning's list."""
LINES = 10
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Own:
    """What one person marked for themselves, or was named in."""

    reminders: tuple[Marked, ...]
    mentions: tuple[Marked, ...]
    changed: tuple[Marked, ...]
    """What they watch and others changed since they were told."""

    @property
    def any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.reminders or self.mentions or self.changed)

    @property
    def versions(self) -> dict[int, int]:
        """Up to which version they are told by this list."""
        return {one.id: one.version for one in self.changed}


@dataclass(frozen=True, slots=True)
class Morning:
    """What somebody answers for, as it stands: counts, and what presses most."""

    unit: Bilingual | None
    """Of a head of unit."""
    is_own: bool
    """Whether it is what was given to this person alone."""
    open: int
    late: int
    today: int
    tomorrow: int
    untold: int
    """Levels since the last list that nobody was told of one by one; for clerk and mayor."""
    lines: tuple[QueueLine, ...]
    own: Own
    looks: int = 0
    """Second looks that wait for this person."""
    owing: Owing = NOTHING
    """What they owe beside complaints."""


def morning(at: datetime) -> date | None:
    """The day whose list is to be written now; None outside working mornings, or once it is.

    A year whose holidays are not known yet counts by the week alone: a list too many does no harm.
    """
    local = clock.local(at)
    day = local.date()
    calendar = times.calendar_of(tenancy.municipality_id())
    openings = calendar.week[day.weekday()]
    try:
        is_open = calendar.is_open_on(day)
    except YearMissing:
        is_open = bool(openings)
    if not is_open:
        return None
    opens_at = datetime.combine(day, openings[0][0], clock.BANGKOK)
    if not opens_at <= at < opens_at + LATEST:
        return None
    known = session.scalar(select(DigestDay.id).where(DigestDay.day == day))
    return day if known is None else None


def list_for(person: Colleague, at: datetime) -> Morning | None:
    """The list of one person, in the language of the moment; None when there is nothing open."""
    filters, actor, own = _scope(person), person.actor, own_of(person, at)
    looks = second_looks.waiting_for(actor)
    owes = owing.owed_by(actor, at)
    is_open = _count(person, filters, None, at) if filters is not None else 0
    if filters is None or not (is_open or looks):
        return _own_alone(own, owes) if own.any or owes.presses else None
    page = desk.queue(actor, filters, desk.offered(), cursor=None, at=at)
    unit = choices.unit(filters.unit)
    return Morning(
        unit=unit.title if unit else None,
        is_own=filters.person is not None,
        open=is_open,
        late=_count(person, filters, Lateness.LATE, at),
        today=_count(person, filters, Lateness.TODAY, at),
        tomorrow=_count(person, filters, Lateness.SOON, at),
        untold=_untold(at) if actor.role in {Role.CLERK, Role.MAYOR} else 0,
        lines=tuple(page.items[:LINES]),
        looks=looks,
        own=own,
        owing=owes,
    )


def _own_alone(own: Own, owes: Owing) -> Morning:
    """The list of somebody with no complaint open, who has marked something or owes something."""
    return Morning(
        unit=None,
        is_own=True,
        **dict.fromkeys(("open", "late", "today", "tomorrow", "untold"), 0),
        lines=(),
        own=own,
        owing=owes,
    )


def own_of(person: Colleague, at: datetime) -> Own:
    """Reminders that have come, unread notes that name them, and changes of what they watch."""
    found = marking.for_me(person.actor, at)
    return Own(found.due, found.mentions, marking.changes(person.actor, Watch.MORNING))


def _untold(at: datetime) -> int:
    last = session.scalar(select(func.max(DigestDay.written_at)).where(DigestDay.written_at < at))
    return left_to_digest_since(last or at - DAY)


def _scope(person: Colleague) -> Filters | None:
    """What somebody answers for; None for those who get no list."""
    match person.actor.role:
        case Role.OFFICER:
            return Filters(person=person.actor.person_id)
        case Role.HEAD if person.actor.unit_id is not None:
            return Filters(unit=person.actor.unit_id)
        case Role.CLERK | Role.MAYOR:
            return Filters()
    return None


def _count(person: Colleague, filters: Filters, lateness: Lateness | None, at: datetime) -> int:
    near = Filters(unit=filters.unit, person=filters.person, lateness=lateness)
    wanted = select(func.count(Complaint.id)).where(
        policy.readable_by(person.actor), *conditions(near, at)
    )
    return session.scalar(wanted) or 0
