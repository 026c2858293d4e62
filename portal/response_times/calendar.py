"""The arithmetic of promised times: pure, exact to the second, UTC in and out.

Rules and where they come from:

- Hours run from the moment of arrival, whatever the hour. Working hours run only while the office
  is open, so they never end outside office hours.
- Days leave out the day of arrival and end with the last day (Administrative Procedure Act s.64,
  Civil Code s.193/3): a calendar-day promise at 24.00 of that day, also on a holiday, since it is
  the authority's own duty; a working-day promise at the close of office of that working day.
- A limit for the reporter that ends on a day off moves to the next working day (Civil Code
  s.193/8) and ends there at 24.00.
- A pause moves a due moment by exactly the time it covers: working time for a promise counted in
  working time, else all of it. A promise that was late when the pause began stays late.

Parts of a second are dropped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.response_times.standards import WORKING, Standard, Unit
from portal.response_times.timetable import (
    DAY,
    HOUR,
    Span,
    Timetable,
    YearMissing,
    date_of,
    day_of,
    midnight_of,
    moment_of,
    number_of,
    second_of,
)

Opening = tuple[time, time]
"""From opening to closing, local time; closing at 00.00 means 24.00."""

_WEEK = 7


@dataclass(frozen=True)
class OfficeCalendar:
    """When an office is open.

    `week` holds the openings of Monday to Sunday in order of the clock, `holidays` the days on
    which it stays shut, `years` the years (A.D.) whose holidays are known.

    Raises:
        Invalid: openings overlap, or end before they begin.

    """

    week: tuple[tuple[Opening, ...], ...]
    holidays: frozenset[date]
    years: frozenset[int]
    _timetable: Timetable = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.week) != _WEEK:
            message = "A week has seven days."
            raise ValueError(message)
        spans = tuple(_spans(openings) for openings in self.week)
        object.__setattr__(self, "_timetable", Timetable(spans, self.holidays, self.years))

    def is_open_on(self, day: date) -> bool:
        """Whether the office opens on this day; raises `YearMissing`."""
        if day.year not in self.years:
            raise YearMissing(day.year)
        return bool(self.week[day.weekday()]) and day not in self.holidays


def due(standard: Standard, started_at: datetime, calendar: OfficeCalendar) -> datetime:
    """The moment until which the standard is kept, for a matter that arrived at `started_at`.

    Raises:
        YearMissing: working time is counted through a year the calendar does not know.
        NeverOpen: working time is counted, and the office has no hours.

    """
    start = second_of(started_at)
    table = calendar._timetable  # noqa: SLF001 - the precomputed half of the calendar
    match standard.unit:
        case Unit.CALENDAR_HOURS:
            end = start + standard.amount * HOUR
        case Unit.WORKING_HOURS:
            end = table.after(start, standard.amount * HOUR)
        case Unit.CALENDAR_DAYS:
            end = midnight_of(day_of(start) + standard.amount + 1)
        case Unit.WORKING_DAYS:
            end = table.closing(day_of(start), standard.amount)
    if standard.binds_reporter:
        end = _on_working_day(end, table)
    return moment_of(end)


def working_seconds_between(a: datetime, b: datetime, calendar: OfficeCalendar) -> int:
    """Seconds of office time from `a` to `b`; negative if `b` lies before `a`.

    Raises `YearMissing` and `NeverOpen` as `due`.
    """
    return calendar._timetable.between(second_of(a), second_of(b))  # noqa: SLF001 - see `due`


def add_working_seconds(start: datetime, seconds: int, calendar: OfficeCalendar) -> datetime:
    """The first moment at which `seconds` of office time have passed since `start`.

    So a full day's hours added at opening end at that day's close, not at the next opening.
    Raises `YearMissing` and `NeverOpen` as `due`, `ValueError` for a negative amount.
    """
    if seconds < 0:
        message = "Time is only added."
        raise ValueError(message)
    table = calendar._timetable  # noqa: SLF001 - see `due`
    return moment_of(table.after(second_of(start), seconds)) if seconds else start


def moved_to_working_day(day: date, calendar: OfficeCalendar) -> date:
    """The day itself if the office opens on it, else the next day on which it does."""
    number = calendar._timetable.open_day_from(number_of(day))  # noqa: SLF001 - see `due`
    return date_of(number)


def moved_by_pause(
    due_at: datetime, unit: Unit | None, pause: tuple[datetime, datetime], calendar: OfficeCalendar
) -> datetime:
    """The due moment after a pause: later by the time it covers, in the promise's own time.

    `unit` None is an explicit date and counts as calendar time. What was due when the pause began
    does not move: the promise was broken already.
    """
    began, ended = pause
    if due_at < began:
        return due_at
    if unit in WORKING:
        covered = working_seconds_between(began, ended, calendar)
        return add_working_seconds(due_at, covered, calendar)
    return due_at + timedelta(seconds=second_of(ended) - second_of(began))


def due_with_pauses(
    standard: Standard,
    started_at: datetime,
    pauses: Iterable[tuple[datetime, datetime]],
    calendar: OfficeCalendar,
) -> datetime:
    """The due moment counted anew from the start, moved by the pauses since, oldest first."""
    due_at = due(standard, started_at, calendar)
    for began, ended in pauses:
        if ended > started_at:
            pause = (max(began, started_at), ended)
            due_at = moved_by_pause(due_at, standard.unit, pause, calendar)
    return due_at


def last_day(due_at: datetime) -> date:
    """The local day with which a promise ends: 24.00 belongs to the day it closes."""
    return date_of(day_of(second_of(due_at) - 1))


def _on_working_day(end: int, table: Timetable) -> int:
    """Where a reporter's limit ends: there, or at 24.00 of the next working day."""
    day = day_of(end - 1)
    open_day = table.open_day_from(day)
    return end if open_day == day else midnight_of(open_day + 1)


def _spans(openings: tuple[Opening, ...]) -> tuple[Span, ...]:
    """Openings as seconds after midnight, checked."""
    former = 0
    spans: list[tuple[int, int]] = []
    for opens_at, closes_at in openings:
        opening = _seconds_of(opens_at)
        closing = _seconds_of(closes_at) or DAY
        if closing <= opening:
            raise Invalid(lazy("The office must close later than it opens."))
        if opening < former:
            raise Invalid(lazy("Two opening times of one day overlap."))
        spans.append((opening, closing))
        former = closing
    return tuple(spans)


def _seconds_of(clock: time) -> int:
    return clock.hour * HOUR + clock.minute * 60 + clock.second
