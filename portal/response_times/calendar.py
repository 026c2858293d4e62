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

Parts of a second are dropped. Thailand has been at UTC+7 without summer time since 1920, so local
days are whole multiples of 86,400 seconds and plain integers do.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.response_times.standards import WORKING, Standard, Unit

Opening = tuple[time, time]
"""From opening to closing, local time; closing at 00.00 means 24.00."""

_DAY = 86_400
_HOUR = 3_600
_EAST = 7 * _HOUR
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = _EPOCH.toordinal()
_WEEK = 7


class YearMissing(Invalid):
    """The calendar does not reach into a year that is needed. `year` (A.D.) says which."""

    def __init__(self, year: int) -> None:
        """Name the year in both eras."""
        super().__init__(
            lazy(
                "The working calendar of %(year)d (B.E. %(buddhist)d) has not been entered yet. "
                "The clerk must confirm it first.",
                year=year,
                buddhist=year + 543,
            )
        )
        self.year = year


class NeverOpen(Invalid):
    """The office has no opening hours at all, so working time never passes."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(lazy("The office never opens. Enter its office hours first."))


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
    _timetable: _Timetable = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.week) != _WEEK:
            message = "A week has seven days."
            raise ValueError(message)
        spans = tuple(_spans(openings) for openings in self.week)
        object.__setattr__(self, "_timetable", _Timetable(spans, self.holidays, self.years))

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
    start = _second(started_at)
    table = calendar._timetable  # noqa: SLF001 - the precomputed half of the calendar
    match standard.unit:
        case Unit.CALENDAR_HOURS:
            end = start + standard.amount * _HOUR
        case Unit.WORKING_HOURS:
            end = table.after(start, standard.amount * _HOUR)
        case Unit.CALENDAR_DAYS:
            end = _midnight(_day(start) + standard.amount + 1)
        case Unit.WORKING_DAYS:
            end = table.closing(_day(start), standard.amount)
    if standard.binds_reporter:
        end = _on_working_day(end, table)
    return _moment(end)


def working_seconds_between(a: datetime, b: datetime, calendar: OfficeCalendar) -> int:
    """Seconds of office time from `a` to `b`; negative if `b` lies before `a`.

    Raises `YearMissing` and `NeverOpen` as `due`.
    """
    return calendar._timetable.between(_second(a), _second(b))  # noqa: SLF001 - see `due`


def add_working_seconds(start: datetime, seconds: int, calendar: OfficeCalendar) -> datetime:
    """The first moment at which `seconds` of office time have passed since `start`.

    So a full day's hours added at opening end at that day's close, not at the next opening.
    Raises `YearMissing` and `NeverOpen` as `due`, `ValueError` for a negative amount.
    """
    if seconds < 0:
        message = "Time is only added."
        raise ValueError(message)
    table = calendar._timetable  # noqa: SLF001 - see `due`
    return _moment(table.after(_second(start), seconds)) if seconds else start


def moved_to_working_day(day: date, calendar: OfficeCalendar) -> date:
    """The day itself if the office opens on it, else the next day on which it does."""
    number = calendar._timetable.open_day_from(day.toordinal() - _EPOCH_DAY)  # noqa: SLF001
    return date.fromordinal(number + _EPOCH_DAY)


def moved_by_pause(
    due_at: datetime, unit: Unit | None, pause: tuple[datetime, datetime], calendar: OfficeCalendar
) -> datetime:
    """The due moment after a pause: later by the time it covers, in the promise's own time.

    `unit` None is an explicit date and counts as calendar time. What was due when the pause began
    does not move: the promise was broken already.
    """
    began, ended = pause
    if due_at <= began:
        return due_at
    if unit in WORKING:
        covered = working_seconds_between(began, ended, calendar)
        return add_working_seconds(due_at, covered, calendar)
    return due_at + timedelta(seconds=_second(ended) - _second(began))


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
    return date.fromordinal(_day(_second(due_at) - 1) + _EPOCH_DAY)


class _Timetable:
    """All openings of the covered years as sorted seconds, to be searched instead of walked."""

    def __init__(
        self,
        week: tuple[tuple[tuple[int, int], ...], ...],
        holidays: frozenset[date],
        years: frozenset[int],
    ) -> None:
        self._week = week
        self._holidays = holidays
        self._years = years

    @cached_property
    def _open_days(self) -> list[int]:
        days: list[int] = []
        for year in sorted(self._years):
            first = date(year, 1, 1).toordinal()
            after = date(year, 12, 31).toordinal() + 1
            days.extend(
                number - _EPOCH_DAY
                for number in range(first, after)
                if self._week[(number - 1) % _WEEK]
                and date.fromordinal(number) not in self._holidays
            )
        return days

    @cached_property
    def _openings(self) -> tuple[list[int], list[int], list[int]]:
        """Opening seconds, closing seconds, and office seconds passed by each closing."""
        opens: list[int] = []
        closes: list[int] = []
        passed: list[int] = []
        total = 0
        for day in self._open_days:
            for opening, closing in self._week[_weekday(day)]:
                opens.append(_midnight(day) + opening)
                closes.append(_midnight(day) + closing)
                total += closing - opening
                passed.append(total)
        return opens, closes, passed

    def after(self, start: int, amount: int) -> int:
        """The second at which `amount` > 0 office seconds have passed since `start`."""
        self._refuse_if_never_open()
        _opens, closes, passed = self._openings
        goal = self._passed_by(start) + amount
        place = bisect_left(passed, goal)
        if place == len(passed):
            raise YearMissing(self._first_missing(_year(_day(start))))
        end = closes[place] - (passed[place] - goal)
        self._require(_day(start), _day(end - 1))
        return end

    def between(self, start: int, end: int) -> int:
        """Office seconds from one second to another."""
        self._refuse_if_never_open()
        self._require(_day(min(start, end)), _day(max(start, end)))
        return self._passed_by(end) - self._passed_by(start)

    def closing(self, day: int, count: int) -> int:
        """The second at which the office closes on the `count`-th open day after `day`."""
        self._refuse_if_never_open()
        place = bisect_right(self._open_days, day) + count - 1
        if place >= len(self._open_days):
            raise YearMissing(self._first_missing(_year(day + 1)))
        last = self._open_days[place]
        self._require(day + 1, last)
        return _midnight(last) + self._week[_weekday(last)][-1][1]

    def open_day_from(self, day: int) -> int:
        """The first open day not before `day`."""
        self._refuse_if_never_open()
        place = bisect_left(self._open_days, day)
        if place == len(self._open_days):
            raise YearMissing(self._first_missing(_year(day)))
        found = self._open_days[place]
        self._require(day, found)
        return found

    def _passed_by(self, second: int) -> int:
        """Office seconds of the covered years before this second."""
        opens, closes, passed = self._openings
        place = bisect_right(opens, second) - 1
        return passed[place] - max(closes[place] - second, 0) if place >= 0 else 0

    def _require(self, first_day: int, last_day: int) -> None:
        for year in range(_year(first_day), _year(last_day) + 1):
            if year not in self._years:
                raise YearMissing(year)

    def _first_missing(self, year: int) -> int:
        while year in self._years:
            year += 1
        return year

    def _refuse_if_never_open(self) -> None:
        if not any(self._week):
            raise NeverOpen


def _on_working_day(end: int, table: _Timetable) -> int:
    """Where a reporter's limit ends: there, or at 24.00 of the next working day."""
    day = _day(end - 1)
    open_day = table.open_day_from(day)
    return end if open_day == day else _midnight(open_day + 1)


def _spans(openings: tuple[Opening, ...]) -> tuple[tuple[int, int], ...]:
    """Openings as seconds after midnight, checked."""
    former = 0
    spans: list[tuple[int, int]] = []
    for opens_at, closes_at in openings:
        opening = _seconds_of(opens_at)
        closing = _seconds_of(closes_at) or _DAY
        if closing <= opening:
            raise Invalid(lazy("The office must close later than it opens."))
        if opening < former:
            raise Invalid(lazy("Two opening times of one day overlap."))
        spans.append((opening, closing))
        former = closing
    return tuple(spans)


def _seconds_of(clock: time) -> int:
    return clock.hour * _HOUR + clock.minute * 60 + clock.second


def _second(moment: datetime) -> int:
    """Whole seconds since 1970 UTC; a moment without time zone is refused by the subtraction."""
    passed = moment - _EPOCH
    return passed.days * _DAY + passed.seconds


def _moment(second: int) -> datetime:
    return _EPOCH + timedelta(seconds=second)


def _day(second: int) -> int:
    """The number of the local day, counted from 1 January 1970."""
    return (second + _EAST) // _DAY


def _midnight(day: int) -> int:
    """The second at which this local day begins."""
    return day * _DAY - _EAST


def _weekday(day: int) -> int:
    return (day + _EPOCH_DAY - 1) % _WEEK


def _year(day: int) -> int:
    return date.fromordinal(day + _EPOCH_DAY).year
