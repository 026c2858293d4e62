"""The questions other rooms may ask."""

from __future__ import annotations

from portal.response_times.queries.calendars import (
    CALENDAR_KEPT_SECONDS,
    HolidayLine,
    calendar_of,
    covered_years,
    forget_calendar,
    forget_calendars,
    holidays_of,
    week_of,
)
from portal.response_times.queries.promised import (
    limits_of,
    next_due,
    pauses_of,
    promises_of,
    promises_of_many,
)

__all__ = [
    "CALENDAR_KEPT_SECONDS",
    "HolidayLine",
    "calendar_of",
    "covered_years",
    "forget_calendar",
    "forget_calendars",
    "holidays_of",
    "limits_of",
    "next_due",
    "pauses_of",
    "promises_of",
    "promises_of_many",
    "week_of",
]
