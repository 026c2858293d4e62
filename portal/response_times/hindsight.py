"""How many past matters a standard would have found in time: counted, before it is set.

A matter counts as in time when it was met no later than the standard's due moment, pauses allowed
for; as missed when it was met later or is still open past that moment. It is left out, and counted
as left out, when it

- is open and not yet due: nobody knows how it will end,
- ended without this ever being met (withdrawn, merged, closed without a fix),
- has no trustworthy times, or stays out of every figure,
- would need a year the working calendar does not have.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from portal.response_times.calendar import OfficeCalendar, due, due_with_pauses
from portal.response_times.standards import Standard, Unit
from portal.response_times.timetable import YearMissing, day_of, second_of

Pauses = tuple[tuple[datetime, datetime], ...]
_WHOLE_DAYS = frozenset({Unit.CALENDAR_DAYS, Unit.WORKING_DAYS})


class Past(NamedTuple):
    """One matter: when it came, was met (if ever), whether it is over, when it stood still."""

    filed_at: datetime
    met_at: datetime | None
    is_over: bool
    is_timed: bool = True
    is_counted: bool = True
    pauses: Pauses = ()


@dataclass(slots=True)
class Tally:
    """What was counted. `n` is the base of every share; the rest was left out."""

    in_time: int = 0
    missed: int = 0
    not_due: int = 0
    ended_otherwise: int = 0
    untimed: int = 0
    uncounted: int = 0
    without_calendar: int = 0

    @property
    def n(self) -> int:
        """How many can be judged."""
        return self.in_time + self.missed

    @property
    def left_out(self) -> int:
        """How many cannot."""
        return (
            self.not_due
            + self.ended_otherwise
            + self.untimed
            + self.uncounted
            + self.without_calendar
        )

    @property
    def share(self) -> float | None:
        """In time of those that can be judged; None where none can."""
        return self.in_time / self.n if self.n else None


class Ruler:
    """One standard laid along many matters. Days are counted once for all that came on one day."""

    def __init__(self, standard: Standard, calendar: OfficeCalendar) -> None:
        self._standard = standard
        self._calendar = calendar
        self._is_whole_days = standard.unit in _WHOLE_DAYS
        hours = standard.unit is Unit.CALENDAR_HOURS
        self._plainly = timedelta(hours=standard.amount) if hours else None
        self._by_day: dict[int, datetime] = {}

    def due(self, past: Past) -> datetime:
        """Until when the standard would have been kept. Raises `YearMissing`."""
        if past.pauses:
            return due_with_pauses(self._standard, past.filed_at, past.pauses, self._calendar)
        if self._plainly is not None:
            return past.filed_at.replace(microsecond=0) + self._plainly
        if not self._is_whole_days:
            return due(self._standard, past.filed_at, self._calendar)
        day = day_of(second_of(past.filed_at))
        found = self._by_day.get(day)
        if found is None:
            found = self._by_day[day] = due(self._standard, past.filed_at, self._calendar)
        return found


def judge(
    pasts: Iterable[Past], standard: Standard, calendar: OfficeCalendar, at: datetime
) -> Tally:
    """Count how these matters would stand at `at` under this standard.

    Raises:
        NeverOpen: working time is promised and the office has no hours.

    """
    tally, ruler = Tally(), Ruler(standard, calendar)
    for past in pasts:
        _count(past, ruler, tally, at)
    return tally


def _count(past: Past, ruler: Ruler, tally: Tally, at: datetime) -> None:
    if not past.is_counted:
        tally.uncounted += 1
    elif not past.is_timed:
        tally.untimed += 1
    elif past.met_at is None and past.is_over:
        tally.ended_otherwise += 1
    else:
        _judge(past, ruler, tally, at)


def _judge(past: Past, ruler: Ruler, tally: Tally, at: datetime) -> None:
    try:
        due_at = ruler.due(past)
    except YearMissing:
        tally.without_calendar += 1
        return
    if past.met_at is None and due_at >= at:
        tally.not_due += 1
    elif (past.met_at or at) <= due_at:
        tally.in_time += 1
    else:
        tally.missed += 1
