"""Figures in words: lengths of time, periods, and the names of groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from portal.foundation.dates import date_long, date_short, duration, fiscal_quarter, fiscal_year
from portal.foundation.dates import year_shown as shown
from portal.foundation.i18n import Bilingual, _, language, lazy, ngettext
from portal.foundation.tenancy import municipality_id
from portal.response_times.calendar import OfficeCalendar
from portal.response_times.figures import periods
from portal.response_times.figures.periods import Period, Span
from portal.response_times.figures.rooms import Name
from portal.response_times.figures.sheets import BY_TIME, By, Line
from portal.response_times.figures.spells import Clock
from portal.response_times.queries import calendar_of

HOUR = 3600
USUAL_HOURS = 8
SPAN_WORDS = {
    Span.YEAR_TO_DAY: lazy("The last 12 months"),
    Span.MONTH_TO_DAY: lazy("The last 30 days"),
    Span.THREE_YEARS: lazy("The last three fiscal years"),
}


def length(seconds: float, clock: str = Clock.CALENDAR) -> str:
    """A length in words; office time in hours and in days as long as the office’s longest."""
    if clock == Clock.CALENDAR:
        return duration(seconds, language())
    hours = office_day_hours(calendar_of(municipality_id()))
    days, rest = divmod(int(seconds) // HOUR, hours)
    if not days and not rest:
        return _("less than an office hour")
    parts = [ngettext("%(n)s office day", "%(n)s office days", days)] if days else []
    parts += [ngettext("%(n)s office hour", "%(n)s office hours", rest)] if rest else []
    return " ".join(parts)


def office_day_hours(calendar: OfficeCalendar) -> int:
    """Whole hours of the longest office day; eight where the office never opens."""
    seconds = [
        sum(
            (end.hour or 24) * HOUR + end.minute * 60 - start.hour * HOUR - start.minute * 60
            for start, end in openings
        )
        for openings in calendar.week
    ]
    return max(seconds) // HOUR or USUAL_HOURS


def percent(share: float | None) -> str:
    """A share in whole percent; a dash where it is not told."""
    return "–" if share is None else f"{share * 100:.0f}%"


def period_title(period: Period) -> str:
    """What a period is called: “November 2026”, “Fiscal year 2570”."""
    here = language()
    year = shown(fiscal_year(period.first), here)
    match period.span:
        case Span.MONTH:
            return date_long(period.first, here).partition(" ")[2]
        case Span.QUARTER:
            quarter = fiscal_quarter(period.first)
            return _("Quarter %(n)s of fiscal year %(year)s", n=quarter, year=year)
        case Span.FISCAL_YEAR:
            return _("Fiscal year %(year)s", year=year)
        case _:
            return str(SPAN_WORDS.get(period.span) or days_of(period))


def days_of(period: Period) -> str:
    """`1 Oct 2026 – 30 Sep 2027`."""
    return f"{date_short(period.first, language())} – {date_short(period.last, language())}"


def named(by: By, key: str, names: Mapping[str, Name]) -> str:
    """What a group is called."""
    if by is By.ALL:
        return _("All together")
    if by in BY_TIME:
        return period_title(periods.piece(key))
    name = names.get(key)
    if name is None:
        return _("No longer known (%(key)s)", key=key)
    return name.here if isinstance(name, Bilingual) else str(name)


def in_order(by: By, lines: Iterable[Line]) -> list[Line]:
    """Times as they came, everything else by how many cases there were."""
    if by in BY_TIME:
        return sorted(lines, key=lambda line: line.key)
    return sorted(lines, key=lambda line: (-line.received, line.key))
