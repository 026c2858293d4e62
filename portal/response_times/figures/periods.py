"""Periods that figures are asked for, and the pieces of time they are counted by.

Days are local. The fiscal year runs from 1 October to 30 September and is named after the year it
ends in; in Thai that year is Buddhist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from portal.foundation import clock
from portal.foundation.dates import fiscal_quarter, fiscal_year
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy

LONGEST_DAYS = 1827
"""Five years: what a council looks back on."""
EARLIEST = 1990
_DAY = timedelta(days=1)
_MONTHS = 12
_QUARTER = 3
_FISCAL_FIRST = 10
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_QUARTERS = re.compile(r"(\d{4})-q([1-4])", re.ASCII)
_YEAR = re.compile(r"fy-(\d{4})", re.ASCII)


class Span(StrEnum):
    """What kind of period it is; its words and the period before hang on it."""

    YEAR_TO_DAY = "12-months"
    MONTH_TO_DAY = "30-days"
    THREE_YEARS = "3-years"
    MONTH = "month"
    QUARTER = "quarter"
    FISCAL_YEAR = "fiscal_year"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Period:
    """Local days from `first` to `last`, both included."""

    span: Span
    first: date
    last: date

    @property
    def begins_at(self) -> datetime:
        """The moment the first day begins."""
        return _midnight(self.first)

    @property
    def ends_at(self) -> datetime:
        """The moment the last day ends: the first that is outside."""
        return _midnight(self.last + _DAY)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def name(self) -> str:
        """What stands for it in addresses; the days themselves for days named outright."""
        match self.span:
            case Span.MONTH:
                return f"{self.first:%Y-%m}"
            case Span.QUARTER:
                return f"{fiscal_year(self.first)}-q{fiscal_quarter(self.first)}"
            case Span.FISCAL_YEAR:
                return f"fy-{fiscal_year(self.first)}"
            case Span.DAYS:
                return ""
            case _:
                return self.span.value

    @property
    def before(self) -> Period:
        """The period it is compared with: the one just before, of the same kind."""
        last = self.first - _DAY
        match self.span:
            case Span.MONTH:
                return month_of(last)
            case Span.QUARTER:
                return quarter_of(last)
            case Span.FISCAL_YEAR:
                return fiscal_year_of(fiscal_year(last))
            case _:
                return Period(self.span, self.first - timedelta(days=self.days), last)

    def weeks(self) -> Iterator[tuple[date, date]]:
        """Its weeks from Monday to Sunday; the first and the last may be cut short."""
        first = self.first
        while first <= self.last:
            last = min(first + timedelta(days=6 - first.weekday()), self.last)
            yield first, last
            first = last + _DAY


def named(name: str, today: date) -> Period:
    """The period of this name: `12-months`, `2026-11`, `2027-q1`, `fy-2027`.

    Raises:
        Invalid: there is no such period, or it has not begun.

    """
    try:
        found = _named(name, today)
    except ValueError:
        found = None
    if found is None or found.first.year < EARLIEST:
        raise Invalid(lazy("Choose one of the periods of the list."))
    return checked(found, today)


def between(first: date | None, last: date | None, today: date) -> Period:
    """The days named outright; raises `Invalid` for what is no period."""
    if first is None or last is None:
        raise Invalid(lazy("Enter both days, like 24/11/2026."))
    return checked(Period(Span.DAYS, first, last), today)


def checked(period: Period, today: date) -> Period:
    """The same period; raises `Invalid` where it is reversed, too long or yet to come."""
    if period.last < period.first:
        raise Invalid(lazy("The period ends before it begins."))
    if period.first.year < EARLIEST:
        raise Invalid(lazy("The period begins before %(year)s.", year=EARLIEST))
    if period.days > LONGEST_DAYS:
        raise Invalid(lazy("A period is no longer than five years."))
    if period.first > today:
        raise Invalid(lazy("This period has not begun yet."))
    return period


def month_of(day: date) -> Period:
    """The calendar month of a day."""
    first = day.replace(day=1)
    return Period(Span.MONTH, first, _months_on(first, 1) - _DAY)


def quarter_of(day: date) -> Period:
    """The quarter of a day; fiscal quarters are those of the calendar, numbered otherwise."""
    first = day.replace(day=1, month=(day.month - 1) // _QUARTER * _QUARTER + 1)
    return Period(Span.QUARTER, first, _months_on(first, _QUARTER) - _DAY)


def fiscal_year_of(year: int) -> Period:
    """The fiscal year that ends in this year."""
    first = date(year - 1, _FISCAL_FIRST, 1)
    return Period(Span.FISCAL_YEAR, first, date(year, _FISCAL_FIRST, 1) - _DAY)


def last_days(span: Span, days: int, today: date) -> Period:
    """So many days up to today."""
    return Period(span, today - timedelta(days=days - 1), today)


def offered(today: date) -> list[Period]:
    """What everyone may choose from, so that nobody can have endless others counted."""
    months, quarters = [month_of(today)], [quarter_of(today)]
    while len(months) <= _MONTHS:
        months.append(months[-1].before)
    while len(quarters) <= _MONTHS // _QUARTER:
        quarters.append(quarters[-1].before)
    years = [fiscal_year_of(fiscal_year(today) - back) for back in range(4)]
    return [
        last_days(Span.YEAR_TO_DAY, 365, today),
        last_days(Span.MONTH_TO_DAY, 30, today),
        *years,
        *quarters,
        *months,
        Period(Span.THREE_YEARS, years[2].first, today),
    ]


def piece(name: str) -> Period:
    """The month, quarter or fiscal year of this name; raises `ValueError` for another."""
    found = _piece(name)
    if found is None:
        raise ValueError(name)
    return found


def _named(name: str, today: date) -> Period | None:
    listed = (period for period in offered(today) if period.name == name)
    return _piece(name) or next(listed, None)


def _piece(name: str) -> Period | None:
    if found := _MONTH.fullmatch(name):
        return month_of(date(int(found[1]), int(found[2]), 1))
    if found := _QUARTERS.fullmatch(name):
        first = _months_on(
            date(int(found[1]) - 1, _FISCAL_FIRST, 1), _QUARTER * (int(found[2]) - 1)
        )
        return quarter_of(first)
    if found := _YEAR.fullmatch(name):
        return fiscal_year_of(int(found[1]))
    return None


def _months_on(first: date, months: int) -> date:
    count = first.year * _MONTHS + first.month - 1 + months
    return date(count // _MONTHS, count % _MONTHS + 1, 1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.BANGKOK).astimezone(UTC)
