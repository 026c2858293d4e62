"""Due moments counted by hand on the calendars of 2026 to 2028."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from portal.foundation.clock import BANGKOK
from portal.response_times.calendar import OfficeCalendar, due, last_day
from portal.response_times.standards import PromiseKind, Standard, Unit

WORKDAY = ((time(8, 30), time(16, 30)),)
SHUT = ()
HOLIDAYS = """
    2026-10-13 2026-10-23 2026-12-05 2026-12-07 2026-12-10 2026-12-31
    2027-01-01 2027-02-21 2027-02-22 2027-04-06 2027-04-13 2027-04-14 2027-04-15 2027-05-04
    2027-05-20 2027-06-03 2027-07-18 2027-07-19 2027-07-20 2027-07-28 2027-08-12 2027-10-13
    2027-10-23 2027-10-25 2027-12-05 2027-12-06 2027-12-10 2027-12-31
    2028-01-01 2028-01-03 2028-02-10 2028-04-06 2028-04-13 2028-04-14 2028-04-15 2028-04-17
"""
DAYS_OFF = frozenset(date.fromisoformat(day) for day in HOLIDAYS.split())
YEARS = frozenset({2026, 2027, 2028})
A_HUNDRED = frozenset(date(2027, 3, 1) + timedelta(days=number) for number in range(100))

OFFICE = OfficeCalendar((*[WORKDAY] * 5, SHUT, SHUT), DAYS_OFF, YEARS)
LONG_SHUT = OfficeCalendar((*[WORKDAY] * 5, SHUT, SHUT), DAYS_OFF | A_HUNDRED, YEARS)
WITH_LUNCH = OfficeCalendar(
    (
        *[((time(8, 30), time(12)), (time(13), time(16, 30)))] * 5,
        ((time(9), time(12)),),
        SHUT,
    ),
    DAYS_OFF,
    YEARS,
)
ALWAYS = OfficeCalendar(tuple([((time(0), time(0)),)] * 7), frozenset(), YEARS)

HOURS, WORKING_HOURS = Unit.CALENDAR_HOURS, Unit.WORKING_HOURS
DAYS, WORKING_DAYS = Unit.CALENDAR_DAYS, Unit.WORKING_DAYS
DUTY, LIMIT = PromiseKind.RESOLVE, PromiseKind.REPORTER_ANSWER

# arrival and due moment in Bangkok; 24.00 is written as 00:00 of the following day
WORKING_DAY_CASES = [
    (1, "2026-11-23 10:00", "2026-11-24 16:30", "an ordinary Monday"),
    (1, "2026-11-23 08:30", "2026-11-24 16:30", "the day of arrival is left out even if whole"),
    (1, "2026-11-23 23:59", "2026-11-24 16:30", "a minute before midnight is still Monday"),
    (1, "2026-11-24 00:00", "2026-11-25 16:30", "midnight is Tuesday"),
    (1, "2026-11-27 16:29", "2026-11-30 16:30", "a minute before the weekend"),
    (1, "2026-11-28 12:00", "2026-11-30 16:30", "Saturday"),
    (1, "2026-11-29 23:59", "2026-11-30 16:30", "late on Sunday"),
    (3, "2026-12-04 09:00", "2026-12-11 16:30", "two holidays in one week"),
    (15, "2026-11-23 10:00", "2026-12-16 16:30", "fifteen working days"),
    (3, "2026-12-30 15:00", "2027-01-06 16:30", "over the turn of the year"),
    (1, "2026-12-31 23:59", "2027-01-04 16:30", "the last minute of the year"),
    (1, "2027-04-12 17:00", "2027-04-16 16:30", "the evening before Songkran 2027"),
    (7, "2027-04-09 11:00", "2027-04-23 16:30", "the Friday before Songkran 2027"),
    (2, "2027-04-14 10:00", "2027-04-19 16:30", "during Songkran 2027"),
    (1, "2028-04-12 09:00", "2028-04-18 16:30", "before Songkran 2028, with a day in lieu"),
    (1, "2028-02-28 10:00", "2028-02-29 16:30", "due on the leap day"),
    (2, "2028-02-28 10:00", "2028-03-01 16:30", "over the leap day"),
    (3, "2027-07-16 14:00", "2027-07-23 16:30", "two holidays after a weekend"),
    (1, "2027-10-22 08:00", "2027-10-26 16:30", "a holiday on Saturday, its day in lieu on Monday"),
]
WORKING_HOUR_CASES = [
    (1, "2026-11-23 10:00", "2026-11-23 11:00", "inside the day"),
    (8, "2026-11-23 08:30", "2026-11-23 16:30", "a full day ends at its close, not on the next"),
    (8, "2026-11-23 10:00", "2026-11-24 10:00", "over one night"),
    (1, "2026-11-23 23:59", "2026-11-24 09:30", "arrived at night"),
    (1, "2026-11-23 06:00", "2026-11-23 09:30", "arrived before opening"),
    (4, "2026-11-27 15:30", "2026-11-30 11:30", "over a weekend"),
    (24, "2026-11-28 12:00", "2026-12-02 16:30", "three full days from a Saturday"),
    (2, "2027-04-12 16:00", "2027-04-16 10:00", "over Songkran"),
    (1, "2026-12-31 12:00", "2027-01-04 09:30", "arrived on the last day of the year"),
    (1, "2026-12-30 16:29:59", "2027-01-04 09:29:59", "one second of the old year counts"),
    (3, "2028-02-28 15:00", "2028-02-29 10:00", "into the leap day"),
]
DAY_CASES = [
    (15, "2026-11-23 10:00", "2026-12-09 00:00", "fifteen days, to 24.00 of 8 December"),
    (15, "2026-11-23 23:59", "2026-12-09 00:00", "the hour of arrival does not matter"),
    (1, "2026-11-24 00:00", "2026-11-26 00:00", "arrived at midnight"),
    (3, "2027-04-09 09:00", "2027-04-13 00:00", "a weekend counts"),
    (3, "2027-04-12 09:00", "2027-04-16 00:00", "ends on a holiday all the same"),
    (1, "2026-12-31 23:59", "2027-01-02 00:00", "ends on New Year’s Day"),
    (1, "2028-02-28 08:00", "2028-03-01 00:00", "ends with the leap day"),
    (366, "2027-02-28 12:00", "2028-03-01 00:00", "a year and a day to a leap day"),
]
HOUR_CASES = [
    (24, "2026-11-23 23:59", "2026-11-24 23:59", "a minute before midnight"),
    (24, "2026-12-31 18:30", "2027-01-01 18:30", "over the turn of the year"),
    (48, "2028-02-28 12:00", "2028-03-01 12:00", "over the leap day"),
    (1, "2026-11-28 03:15:07", "2026-11-28 04:15:07", "Saturday night, to the second"),
]
LIMIT_CASES = [
    (DAYS, 15, "2026-11-23 10:00", "2026-12-09 00:00", "ends on a working day"),
    (DAYS, 7, "2026-11-28 10:00", "2026-12-09 00:00", "ends on a Saturday before a day in lieu"),
    (DAYS, 3, "2027-04-12 10:00", "2027-04-17 00:00", "ends in Songkran"),
    (DAYS, 30, "2026-12-01 10:00", "2027-01-05 00:00", "ends on 31 December"),
    (HOURS, 48, "2026-11-26 10:00", "2026-12-01 00:00", "hours that end on a Saturday"),
    (HOURS, 24, "2026-11-26 10:00", "2026-11-27 10:00", "hours that end on a Friday"),
]
OTHER_OFFICES = [
    (WITH_LUNCH, WORKING_HOURS, 4, "2026-11-23 10:00", "2026-11-23 15:00", "lunch does not count"),
    (WITH_LUNCH, WORKING_HOURS, 2, "2026-11-23 10:00", "2026-11-23 12:00", "ends at lunch"),
    (WITH_LUNCH, WORKING_HOURS, 3, "2026-11-27 15:30", "2026-11-28 11:00", "into an open Saturday"),
    (
        WITH_LUNCH,
        WORKING_DAYS,
        1,
        "2026-11-27 15:30",
        "2026-11-28 12:00",
        "Saturday shuts at noon",
    ),
    (
        ALWAYS,
        WORKING_HOURS,
        24,
        "2026-11-28 12:00",
        "2026-11-29 12:00",
        "it never shuts",
    ),
    (ALWAYS, WORKING_DAYS, 1, "2026-11-28 12:00", "2026-11-30 00:00", "it closes at 24.00"),
    (LONG_SHUT, WORKING_DAYS, 1, "2027-02-26 10:00", "2027-06-09 16:30", "a hundred days shut"),
    (LONG_SHUT, WORKING_HOURS, 8, "2027-02-26 10:00", "2027-06-09 10:00", "a hundred days shut"),
    (LONG_SHUT, DAYS, 100, "2027-02-28 10:00", "2027-06-09 00:00", "a hundred days shut"),
]
TABLE = [
    *((OFFICE, DUTY, WORKING_DAYS, *case) for case in WORKING_DAY_CASES),
    *((OFFICE, DUTY, WORKING_HOURS, *case) for case in WORKING_HOUR_CASES),
    *((OFFICE, DUTY, DAYS, *case) for case in DAY_CASES),
    *((OFFICE, DUTY, HOURS, *case) for case in HOUR_CASES),
    *((OFFICE, LIMIT, *case) for case in LIMIT_CASES),
    *((calendar, DUTY, *case) for calendar, *case in OTHER_OFFICES),
]


def bangkok(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK).astimezone(UTC)


@pytest.mark.parametrize(
    ("calendar", "kind", "unit", "amount", "arrival", "expected"),
    [case[:6] for case in TABLE],
    ids=[f"{case[3]} {case[2]}: {case[6]}" for case in TABLE],
)
def test_due_moment(calendar, kind, unit, amount, arrival, expected):
    found = due(Standard(kind, amount, unit), bangkok(arrival), calendar)
    assert found.astimezone(BANGKOK).isoformat(" ") == bangkok(expected).astimezone(
        BANGKOK
    ).isoformat(" ")
    assert found.tzinfo is UTC


def test_the_table_has_at_least_forty_cases():
    assert len(TABLE) >= 40


def test_a_promise_until_midnight_ends_with_the_day_before():
    assert last_day(bangkok("2026-12-09 00:00")) == date(2026, 12, 8)
    assert last_day(bangkok("2026-12-09 00:00:01")) == date(2026, 12, 9)
    assert last_day(bangkok("2026-11-24 16:30")) == date(2026, 11, 24)


def test_parts_of_a_second_are_dropped():
    arrival = bangkok("2026-11-23 10:00:00.999999")
    found = due(Standard(DUTY, 24, HOURS), arrival, OFFICE)
    assert found == bangkok("2026-11-24 10:00")


def test_a_moment_without_time_zone_is_refused():
    with pytest.raises(TypeError):
        due(Standard(DUTY, 24, HOURS), datetime(2026, 11, 23, 10, 0), OFFICE)  # noqa: DTZ001
