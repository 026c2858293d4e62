"""Opening times laid out as sorted seconds: searched, not walked.

Thailand has been at UTC+7 without summer time since 1920, so local days are whole multiples of
86,400 seconds and plain integers do. Seconds count from 1970 UTC, days from 1 January 1970 local.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy

DAY = 86_400
HOUR = 3_600
_EAST = 7 * HOUR
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = _EPOCH.toordinal()
_WEEK = 7

Span = tuple[int, int]
"""An opening in seconds after midnight."""


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


class Timetable:
    """All openings of the covered years as sorted seconds, to be searched instead of walked."""

    def __init__(
        self,
        week: tuple[tuple[Span, ...], ...],
        holidays: frozenset[date],
        years: frozenset[int],
    ) -> None:
        self._week = week
        self._holidays = holidays
        self._years = years
        self._unbroken = range(0)
        if years and len(years) == max(years) - min(years) + 1:
            first, after = date(min(years), 1, 1), date(max(years) + 1, 1, 1)
            self._unbroken = range(number_of(first), number_of(after))

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
                opens.append(midnight_of(day) + opening)
                closes.append(midnight_of(day) + closing)
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
            raise YearMissing(self._first_missing(_year(day_of(start))))
        end = closes[place] - (passed[place] - goal)
        self._require(day_of(start), day_of(end - 1))
        return end

    def between(self, start: int, end: int) -> int:
        """Office seconds from one second to another."""
        self._refuse_if_never_open()
        first, last = min(start, end), max(start, end)
        self._require(day_of(first), day_of(max(last - 1, first)))
        return self._passed_by(end) - self._passed_by(start)

    def closing(self, day: int, count: int) -> int:
        """The second at which the office closes on the `count`-th open day after `day`."""
        self._refuse_if_never_open()
        place = bisect_right(self._open_days, day) + count - 1
        if place >= len(self._open_days):
            raise YearMissing(self._first_missing(_year(day + 1)))
        last = self._open_days[place]
        self._require(day + 1, last)
        return midnight_of(last) + self._week[_weekday(last)][-1][1]

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
        if first_day in self._unbroken and last_day in self._unbroken:
            return
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


def second_of(moment: datetime) -> int:
    """Whole seconds since 1970 UTC; a moment without time zone is refused by the subtraction."""
    passed = moment - _EPOCH
    return passed.days * DAY + passed.seconds


def moment_of(second: int) -> datetime:
    """The moment in UTC."""
    return _EPOCH + timedelta(seconds=second)


def day_of(second: int) -> int:
    """The number of the local day, counted from 1 January 1970."""
    return (second + _EAST) // DAY


def midnight_of(day: int) -> int:
    """The second at which this local day begins."""
    return day * DAY - _EAST


def date_of(day: int) -> date:
    """The local day as a date."""
    return date.fromordinal(day + _EPOCH_DAY)


def number_of(day: date) -> int:
    """The number of a local day."""
    return day.toordinal() - _EPOCH_DAY


def _weekday(day: int) -> int:
    return (day + _EPOCH_DAY - 1) % _WEEK


def _year(day: int) -> int:
    return date.fromordinal(day + _EPOCH_DAY).year
