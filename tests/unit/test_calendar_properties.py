"""What holds of every office calendar, tried on random ones."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from portal.foundation.clock import BANGKOK
from portal.response_times.calendar import (
    OfficeCalendar,
    add_working_seconds,
    due,
    last_day,
    moved_by_pause,
    working_seconds_between,
)
from portal.response_times.standards import PromiseKind, Standard, Unit

YEARS = frozenset(range(2024, 2029))
FIRST, LAST = datetime(2024, 1, 2), datetime(2026, 12, 30)  # noqa: DTZ001 - hypothesis adds the zone
MONTH = 30 * 24 * 3600


@st.composite
def openings(draw):
    """Up to three openings of a day, in order; sometimes until midnight."""
    count = draw(st.integers(0, 3))
    minutes = sorted(
        draw(st.lists(st.integers(0, 1439), min_size=2 * count, max_size=2 * count, unique=True))
    )
    clocks = [time(minute // 60, minute % 60) for minute in minutes]
    spans = list(zip(clocks[::2], clocks[1::2], strict=True))
    if spans and draw(st.booleans()):
        spans[-1] = (spans[-1][0], time(0))
    return tuple(spans)


@st.composite
def calendars(draw):
    """An office that opens at least on Wednesdays, with days off, some of them in one long row."""
    week = [draw(openings()) for _day in range(7)]
    week[2] = week[2] or ((time(9), time(15)),)
    days = draw(st.sets(st.dates(date(2024, 1, 1), date(2027, 6, 30)), max_size=30))
    row = draw(st.integers(0, 100))
    start = draw(st.dates(date(2024, 1, 1), date(2026, 12, 31)))
    days |= {start + timedelta(days=number) for number in range(row)}
    return OfficeCalendar(tuple(week), frozenset(days), YEARS)


moments = st.datetimes(FIRST, LAST, timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
amounts = st.integers(1, 60)
units = st.sampled_from(Unit)


def holds_for(*strategies):
    """`given` without a time limit: a busy machine proves nothing wrong."""
    return lambda test: settings(deadline=None)(given(*strategies)(test))


def resolve(amount: int, unit: Unit) -> Standard:
    return Standard(PromiseKind.RESOLVE, amount, unit)


def is_open_at(moment: datetime, calendar: OfficeCalendar) -> bool:
    """Whether the office is open just before this moment, looked up the slow way."""
    here = (moment - timedelta(seconds=1)).astimezone(BANGKOK)
    if here.date() in calendar.holidays:
        return False
    return any(
        opens_at <= here.time() and (here.time() < closes_at or closes_at == time(0))
        for opens_at, closes_at in calendar.week[here.weekday()]
    )


def walked(start: datetime, end: datetime, calendar: OfficeCalendar) -> int:
    """Office seconds between two moments, counted by walking from day to day."""
    total = 0
    day = start.astimezone(BANGKOK).date()
    while day <= end.astimezone(BANGKOK).date():
        for opens_at, closes_at in () if day in calendar.holidays else calendar.week[day.weekday()]:
            closing_day = day + timedelta(days=closes_at == time(0))
            begin = max(start, datetime.combine(day, opens_at, BANGKOK))
            finish = min(end, datetime.combine(closing_day, closes_at, BANGKOK))
            total += max(int((finish - begin).total_seconds()), 0)
        day += timedelta(days=1)
    return total


@holds_for(calendars(), moments, st.integers(1, 60 * 3600))
def test_adding_then_measuring_gives_the_amount(calendar, start, seconds):
    end = add_working_seconds(start, seconds, calendar)
    assert working_seconds_between(start, end, calendar) == seconds
    one_before = end - timedelta(seconds=1)
    assert working_seconds_between(start, one_before, calendar) == seconds - 1


@holds_for(calendars(), moments, st.integers(0, 3 * MONTH))
def test_measuring_agrees_with_walking_from_day_to_day(calendar, start, length):
    end = start + timedelta(seconds=length)
    assert working_seconds_between(start, end, calendar) == walked(start, end, calendar)


@holds_for(calendars(), moments, moments, moments)
def test_office_time_adds_up(calendar, a, b, c):
    first = working_seconds_between(a, b, calendar)
    second = working_seconds_between(b, c, calendar)
    assert first + second == working_seconds_between(a, c, calendar)
    assert first == -working_seconds_between(b, a, calendar)


@holds_for(calendars(), units, amounts, moments, st.integers(0, MONTH))
def test_who_comes_later_is_never_due_earlier(calendar, unit, amount, start, later):
    standard = resolve(amount, unit)
    after = start + timedelta(seconds=later)
    assert start < due(standard, start, calendar) <= due(standard, after, calendar)


@holds_for(calendars(), units, amounts, moments)
def test_more_time_is_due_later(calendar, unit, amount, start):
    shorter = due(resolve(amount, unit), start, calendar)
    assert shorter < due(resolve(amount + 1, unit), start, calendar)


@holds_for(calendars(), st.sampled_from([Unit.WORKING_HOURS, Unit.WORKING_DAYS]), amounts, moments)
def test_working_promises_are_never_due_outside_office_hours(calendar, unit, amount, start):
    assert is_open_at(due(resolve(amount, unit), start, calendar), calendar)


@holds_for(calendars(), amounts, moments)
def test_working_days_end_at_the_close_of_that_working_day(calendar, amount, start):
    end = due(resolve(amount, Unit.WORKING_DAYS), start, calendar)
    assert not is_open_at(end + timedelta(seconds=1), calendar) or end.astimezone(
        BANGKOK
    ).time() == time(0)
    arrival, last = start.astimezone(BANGKOK).date(), last_day(end)
    between = (arrival + timedelta(days=n) for n in range(1, (last - arrival).days + 1))
    assert sum(calendar.is_open_on(day) for day in between) == amount


@holds_for(calendars(), amounts, moments)
def test_calendar_days_end_at_midnight_of_the_last_day(calendar, amount, start):
    end = due(resolve(amount, Unit.CALENDAR_DAYS), start, calendar)
    assert end.astimezone(BANGKOK).time() == time(0)
    assert last_day(end) - start.astimezone(BANGKOK).date() == timedelta(days=amount)


@holds_for(calendars(), amounts, moments)
def test_a_limit_for_the_reporter_ends_on_a_working_day_and_not_too_soon(calendar, amount, start):
    limit = Standard(PromiseKind.REPORTER_ANSWER, amount, Unit.CALENDAR_DAYS)
    end, duty_end = due(limit, start, calendar), due(resolve(amount, limit.unit), start, calendar)
    assert calendar.is_open_on(last_day(end))
    assert end >= duty_end
    assert (end == duty_end) == calendar.is_open_on(last_day(duty_end))


@holds_for(calendars(), units, amounts, moments, st.integers(0, MONTH), st.integers(0, MONTH))
def test_a_pause_moves_the_due_moment_by_exactly_the_time_it_covers(
    calendar, unit, amount, start, wait, length
):
    due_at = due(resolve(amount, unit), start, calendar)
    began = start + timedelta(seconds=wait)
    assume(began <= due_at)
    ended = began + timedelta(seconds=length)
    moved = moved_by_pause(due_at, unit, (began, ended), calendar)
    if unit in {Unit.CALENDAR_HOURS, Unit.CALENDAR_DAYS}:
        assert moved - due_at == ended - began
    else:
        covered = working_seconds_between(began, ended, calendar)
        assert working_seconds_between(due_at, moved, calendar) == covered
        assert is_open_at(moved, calendar)
    assert moved >= due_at


@holds_for(calendars(), units, amounts, moments, st.lists(st.integers(0, MONTH), max_size=3))
def test_two_pauses_in_a_row_cover_what_one_long_pause_covers(calendar, unit, amount, start, cuts):
    due_at = due(resolve(amount, unit), start, calendar)
    edges = sorted(start + timedelta(seconds=cut) for cut in [0, *cuts])
    assume(edges[-1] <= due_at)
    at_once = moved_by_pause(due_at, unit, (edges[0], edges[-1]), calendar)
    by_parts = due_at
    for began, ended in pairwise(edges):
        by_parts = moved_by_pause(by_parts, unit, (began, ended), calendar)
    assert by_parts == at_once


@holds_for(st.datetimes(FIRST, LAST, timezones=st.just(UTC)))
def test_bangkok_is_seven_hours_ahead_all_the_time(moment):
    assert moment.astimezone(BANGKOK).utcoffset() == timedelta(hours=7)
