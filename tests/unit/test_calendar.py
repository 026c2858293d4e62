"""The office calendar: what it answers, and what it refuses in words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from portal.foundation.clock import BANGKOK
from portal.foundation.errors import Invalid
from portal.foundation.i18n import speaking
from portal.response_times.calendar import (
    OfficeCalendar,
    add_working_seconds,
    due,
    due_with_pauses,
    moved_by_pause,
    moved_to_working_day,
    working_seconds_between,
)
from portal.response_times.standards import LONGEST, PromiseKind, Standard, Unit
from portal.response_times.timetable import NeverOpen, YearMissing

WORKDAY = ((time(8, 30), time(16, 30)),)
WEEK = (*[WORKDAY] * 5, (), ())
SONGKRAN = frozenset(date(2027, 4, day) for day in (13, 14, 15))
OFFICE = OfficeCalendar(WEEK, SONGKRAN, frozenset({2026, 2027}))
HOUR = 3600
RESOLVE = PromiseKind.RESOLVE


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


def days(amount: int, unit: Unit = Unit.WORKING_DAYS) -> Standard:
    return Standard(RESOLVE, amount, unit)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2027-04-12 10:00", "2027-04-12 12:30", 2.5),
        ("2027-04-12 10:00", "2027-04-16 08:30", 6.5),
        ("2027-04-10 00:00", "2027-04-11 23:00", 0),
        ("2027-04-12 00:00", "2027-04-13 00:00", 8),
        ("2027-04-12 16:30", "2027-04-16 08:30", 0),
        ("2027-04-16 12:00", "2027-04-12 12:00", -8),
    ],
)
def test_office_time_between(start, end, hours):
    assert working_seconds_between(at(start), at(end), OFFICE) == hours * HOUR


def test_no_time_added_changes_nothing():
    moment = at("2027-04-14 12:00")
    assert add_working_seconds(moment, 0, OFFICE) == moment


def test_time_is_only_added():
    with pytest.raises(ValueError, match="only added"):
        add_working_seconds(at("2027-04-12 12:00"), -1, OFFICE)


def test_a_day_off_moves_to_the_next_working_day():
    assert moved_to_working_day(date(2027, 4, 12), OFFICE) == date(2027, 4, 12)
    assert moved_to_working_day(date(2027, 4, 13), OFFICE) == date(2027, 4, 16)
    assert moved_to_working_day(date(2027, 4, 17), OFFICE) == date(2027, 4, 19)


def test_open_days():
    assert OFFICE.is_open_on(date(2027, 4, 12))
    assert not OFFICE.is_open_on(date(2027, 4, 13))
    assert not OFFICE.is_open_on(date(2027, 4, 17))
    with pytest.raises(YearMissing):
        OFFICE.is_open_on(date(2028, 1, 4))


# ── pauses ───────────────────────────────────────────────────────────────────────────────────────


def test_a_pause_moves_working_time_by_office_time_and_calendar_time_by_all_of_it():
    pause = (at("2027-04-09 14:30"), at("2027-04-12 09:30"))  # Friday to Monday: 3 office hours
    due_at = at("2027-04-12 16:30")
    moved = moved_by_pause(due_at, Unit.WORKING_DAYS, pause, OFFICE)
    assert moved == at("2027-04-16 11:30")
    assert moved_by_pause(due_at, Unit.CALENDAR_DAYS, pause, OFFICE) == at("2027-04-15 11:30")
    assert moved_by_pause(due_at, None, pause, OFFICE) == at("2027-04-15 11:30")


def test_what_was_late_before_a_pause_stays_late():
    pause = (at("2027-04-09 14:30"), at("2027-04-12 09:30"))
    broken = at("2027-04-09 14:29:59")
    assert moved_by_pause(broken, Unit.WORKING_DAYS, pause, OFFICE) == broken
    in_time = at("2027-04-09 14:30")
    assert moved_by_pause(in_time, Unit.WORKING_HOURS, pause, OFFICE) == at("2027-04-12 09:30")


def test_counting_anew_takes_in_every_pause_since_the_start():
    started_at = at("2027-04-19 10:00")
    pauses = [
        (at("2027-04-16 10:00"), at("2027-04-19 09:00")),  # ended before the start
        (at("2027-04-19 09:30"), at("2027-04-19 11:00")),  # covers the first hour
        (at("2027-04-20 08:30"), at("2027-04-20 16:30")),
    ]
    found = due_with_pauses(days(8, Unit.WORKING_HOURS), started_at, pauses, OFFICE)
    assert found == at("2027-04-21 11:00")


# ── refusals ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("amount", [0, -1, LONGEST + 1])
def test_a_standard_of_nothing_or_of_ages_is_refused(amount):
    with speaking("en"), pytest.raises(Invalid, match=r"between 1 and 10,000"):
        days(amount)


@pytest.mark.parametrize("field", [{"unit": "fortnights"}, {"promise_kind": "wish"}])
def test_an_unknown_kind_or_unit_is_refused(field):
    with pytest.raises(ValueError):
        Standard(**{"promise_kind": "resolve", "amount": 1, "unit": "working_days"} | field)


@pytest.mark.parametrize(
    ("standard", "start", "year"),
    [
        (days(1), "2027-12-31 10:00", 2028),
        (days(20), "2027-12-10 10:00", 2028),
        (days(1, Unit.WORKING_HOURS), "2027-12-31 16:00", 2028),
        (days(1, Unit.WORKING_HOURS), "2025-12-31 16:00", 2025),
        (days(1, Unit.WORKING_HOURS), "2029-12-31 16:00", 2029),
        (days(1), "2025-11-03 16:00", 2025),
        (Standard(PromiseKind.REPORTER_ANSWER, 15, Unit.CALENDAR_DAYS), "2027-12-20 12:00", 2028),
    ],
)
def test_a_year_that_is_missing_is_named(standard, start, year):
    with pytest.raises(YearMissing) as refusal, speaking("en"):
        due(standard, at(start), OFFICE)
    assert refusal.value.year == year
    with speaking("en"):
        assert f"{year} (B.E. {year + 543})" in str(refusal.value)


def test_a_year_missing_in_between_is_named():
    gap = OfficeCalendar(WEEK, frozenset(), frozenset({2025, 2027}))
    for standard in (days(10), days(80, Unit.WORKING_HOURS)):
        with pytest.raises(YearMissing) as refusal:
            due(standard, at("2025-12-29 10:00"), gap)
        assert refusal.value.year == 2026
    with pytest.raises(YearMissing):
        working_seconds_between(at("2025-12-29 10:00"), at("2027-01-04 10:00"), gap)
    assert due(days(1), at("2025-12-29 10:00"), gap) == at("2025-12-30 16:30")


def test_arriving_on_the_last_day_of_an_unknown_year_needs_only_the_next():
    assert due(days(1), at("2025-12-31 10:00"), OFFICE) == at("2026-01-01 16:30")


def test_calendar_time_needs_no_calendar():
    nothing = OfficeCalendar(((),) * 7, frozenset(), frozenset())
    assert due(days(15, Unit.CALENDAR_DAYS), at("2031-01-01 10:00"), nothing) == at(
        "2031-01-17 00:00"
    )
    assert due(days(1, Unit.CALENDAR_HOURS), at("2031-01-01 10:00"), nothing) == at(
        "2031-01-01 11:00"
    )


def test_an_office_that_never_opens_is_refused():
    nothing = OfficeCalendar(((),) * 7, frozenset(), frozenset({2027}))
    moment = at("2027-04-12 10:00")
    for standard in (
        days(1),
        days(1, Unit.WORKING_HOURS),
        Standard(PromiseKind.REPORTER_ANSWER, 1, Unit.CALENDAR_DAYS),
    ):
        with pytest.raises(NeverOpen):
            due(standard, moment, nothing)
    with pytest.raises(NeverOpen):
        working_seconds_between(moment, moment + timedelta(days=1), nothing)


def test_a_year_of_nothing_but_holidays_asks_for_the_next():
    shut = frozenset(date(2027, 1, 1) + timedelta(days=number) for number in range(365))
    closed = OfficeCalendar(WEEK, shut, frozenset({2027}))
    for standard in (days(1), days(1, Unit.WORKING_HOURS)):
        with pytest.raises(YearMissing) as refusal:
            due(standard, at("2027-04-12 10:00"), closed)
        assert refusal.value.year == 2028


@pytest.mark.parametrize(
    ("openings", "words"),
    [
        (((time(16, 30), time(8, 30)),), "later than it opens"),
        (((time(8, 30), time(8, 30)),), "later than it opens"),
        (((time(8, 30), time(12)), (time(11), time(16))), "overlap"),
        (((time(13), time(16)), (time(8), time(12))), "overlap"),
        (((time(13), time(0)), (time(8), time(12))), "overlap"),
    ],
)
def test_openings_that_cannot_be_are_refused(openings, words):
    with speaking("en"), pytest.raises(Invalid, match=words):
        OfficeCalendar((openings, *[()] * 6), frozenset(), frozenset())


def test_a_week_has_seven_days():
    with pytest.raises(ValueError, match="seven"):
        OfficeCalendar((WORKDAY,) * 5, frozenset(), frozenset())
