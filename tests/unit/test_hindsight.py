"""What a standard would have found in time: each reason to count or to leave out."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.foundation.clock import BANGKOK
from portal.response_times.calendar import OfficeCalendar, due, due_with_pauses
from portal.response_times.hindsight import Past, Ruler, Tally, judge
from portal.response_times.standards import PromiseKind, Standard, Unit
from portal.response_times.timetable import NeverOpen

WORKDAY = ((time(8, 30), time(16, 30)),)
OFFICE = OfficeCalendar(
    (*[WORKDAY] * 5, (), ()), frozenset({date(2026, 11, 24)}), frozenset({2026})
)
MONDAY = datetime(2026, 11, 23, 10, tzinfo=BANGKOK)
AT = MONDAY + timedelta(days=20)
HOURS = Standard(PromiseKind.ACKNOWLEDGE, 24, Unit.CALENDAR_HOURS)
DAYS = Standard(PromiseKind.RESOLVE, 1, Unit.WORKING_DAYS)


def tally(past: Past, standard: Standard = HOURS) -> dict[str, int]:
    found = judge([past], standard, OFFICE, AT)
    return {name: getattr(found, name) for name in Tally.__slots__ if getattr(found, name)}


def after(hours: float) -> datetime:
    return MONDAY + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        (Past(MONDAY, after(24), is_over=True), {"in_time": 1}),
        (Past(MONDAY, after(24.001), is_over=True), {"missed": 1}),
        (Past(MONDAY, None, is_over=False), {"missed": 1}),
        (Past(AT - timedelta(hours=2), None, is_over=False), {"not_due": 1}),
        (Past(MONDAY, None, is_over=True), {"ended_otherwise": 1}),
        (Past(MONDAY, after(1), is_over=True, is_timed=False), {"untimed": 1}),
        (Past(MONDAY, after(1), is_over=True, is_counted=False), {"uncounted": 1}),
        (
            Past(MONDAY, after(30), is_over=True, pauses=((after(2), after(9)),)),
            {"in_time": 1},
        ),
        (
            Past(MONDAY, None, is_over=False, pauses=((after(2), AT),)),
            {"not_due": 1},
        ),
    ],
)
def test_each_case_has_its_place(past, expected):
    assert tally(past) == expected


def test_working_days_leave_out_holidays():
    assert tally(Past(MONDAY, after(54.5), is_over=True), DAYS) == {"in_time": 1}
    assert tally(Past(MONDAY, after(54.6), is_over=True), DAYS) == {"missed": 1}


def test_what_the_calendar_does_not_reach_is_counted_as_such():
    december = datetime(2026, 12, 31, 10, tzinfo=BANGKOK)
    found = judge([Past(december, None, is_over=False)], DAYS, OFFICE, december)
    assert (found.without_calendar, found.n) == (1, 0)
    assert found.share is None


def test_an_office_that_never_opens_is_refused():
    shut = OfficeCalendar(((),) * 7, frozenset(), frozenset({2026}))
    with pytest.raises(NeverOpen):
        judge([Past(MONDAY, None, is_over=False)], DAYS, shut, AT)


moments = st.datetimes(
    datetime(2026, 1, 2),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2026, 11, 30),  # noqa: DTZ001
    timezones=st.just(BANGKOK),
)
standards = st.builds(
    Standard, st.just(PromiseKind.RESOLVE), st.integers(1, 9), st.sampled_from(Unit)
)


@settings(deadline=None)
@given(standards, st.lists(moments, min_size=1, max_size=20), st.integers(0, 100))
def test_a_ruler_is_the_arithmetic_of_promises(standard, arrivals, hours):
    ruler = Ruler(standard, OFFICE)
    for arrival in arrivals:
        assert ruler.due(Past(arrival, None, is_over=False)) == due(standard, arrival, OFFICE)
        pauses = ((arrival, arrival + timedelta(hours=hours)),)
        paused = Past(arrival, None, is_over=False, pauses=pauses)
        assert ruler.due(paused) == due_with_pauses(standard, arrival, pauses, OFFICE)


@settings(deadline=None)
@given(standards, st.lists(st.tuples(moments, st.none() | st.integers(0, 900)), max_size=20))
def test_everything_is_counted_once_and_more_time_is_never_worse(standard, told):
    pasts = [
        Past(filed, filed + timedelta(hours=hours) if hours is not None else None, is_over=False)
        for filed, hours in told
    ]
    longer = Standard(standard.promise_kind, standard.amount + 1, standard.unit)
    less, more = (judge(pasts, each, OFFICE, AT) for each in (standard, longer))
    for found in (less, more):
        assert found.n + found.left_out == len(pasts)
    assert more.missed <= less.missed
