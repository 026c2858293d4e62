"""Counting without a database: periods, shares, groups, charts and files."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.foundation.clock import BANGKOK
from portal.foundation.errors import Invalid
from portal.foundation.i18n import speaking
from portal.response_times.calendar import OfficeCalendar
from portal.response_times.figures import charts, counting, periods
from portal.response_times.figures.exporting import NOT_YET, line_values, safe_cell
from portal.response_times.figures.periods import Period, Span
from portal.response_times.figures.shares import Course, Share, is_rising, was_kept
from portal.response_times.figures.sheets import By, Line, Sheet, as_json, from_json
from portal.response_times.figures.spells import RULES, Clock, Fact, Measure, spells_of

pytestmark = pytest.mark.no_database
TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 10, tzinfo=BANGKOK)
DAY = timedelta(days=1)
WEEK = tuple(((time(8), time(16)),) if day < 5 else () for day in range(7))
OFFICE = OfficeCalendar(WEEK, frozenset(), frozenset({2026}))
DAYS = some.dates(date(2000, 1, 1), date(2035, 12, 31))


def fact(filed: datetime, **known: object) -> Fact:
    empty = Fact(
        1,
        2,
        3,
        4,
        "web",
        "normal",
        True,
        filed,
        None,
        None,
        None,
        "",
        None,
        None,
        0,
        None,
        None,
        None,
    )
    return empty._replace(**known)


@pytest.mark.parametrize(
    ("name", "first", "last", "before"),
    [
        ("2026-11", "2026-11-01", "2026-11-30", "2026-10"),
        ("2026-01", "2026-01-01", "2026-01-31", "2025-12"),
        ("2027-q1", "2026-10-01", "2026-12-31", "2026-q4"),
        ("2026-q2", "2026-01-01", "2026-03-31", "2026-q1"),
        ("fy-2027", "2026-10-01", "2027-09-30", "fy-2026"),
        ("fy-2024", "2023-10-01", "2024-09-30", "fy-2023"),
    ],
)
def test_a_period_has_its_days_and_the_one_before(name, first, last, before):
    period = periods.named(name, TODAY)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
    assert period.name == name
    assert period.before.name == before
    assert period.before.last == period.first - DAY


@pytest.mark.parametrize(
    "name", ["2026-13", "2027-q5", "fy-0000", "fy-9999", "2027-01", "nonsense", "0001-01", "days"]
)
def test_a_period_that_is_none_is_refused_in_words(name):
    with pytest.raises(Invalid) as refusal:
        periods.named(name, TODAY)
    assert str(refusal.value)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 2, 1), date(2026, 1, 1), "ends before it begins"),
        (date(2020, 1, 1), date(2026, 1, 1), "five years"),
        (date(2026, 12, 1), date(2026, 12, 2), "not begun"),
        (date(1980, 1, 1), date(1980, 2, 1), "1990"),
        (None, date(2026, 1, 1), "both days"),
    ],
)
def test_days_that_make_no_period_are_refused(first, last, words):
    with speaking("en"), pytest.raises(Invalid, match=words):
        periods.between(first, last, TODAY)


@given(DAYS, some.integers(1, 400))
def test_weeks_cover_a_period_without_gap_or_overlap(first, days):
    period = Period(Span.DAYS, first, first + (days - 1) * DAY)
    found = list(period.weeks())
    assert found[0][0] == period.first
    assert found[-1][1] == period.last
    assert all(later[0] == former[1] + DAY for former, later in pairwise(found))
    assert period.before.days == period.days


def test_all_that_is_offered_can_be_asked_for():
    for period in periods.offered(TODAY):
        assert periods.named(period.name, TODAY) == period


@pytest.mark.parametrize(
    ("course", "kept"),
    [
        ({}, False),
        ({"met_at": -2}, True),
        ({"met_at": 0}, True),
        ({"met_at": 1}, False),
        ({"superseded_at": -1}, None),
        ({"superseded_at": 1}, False),
        ({"cancelled_at": -1}, None),
        ({"cancelled_at": 1}, False),
        ({"paused_since": -1}, None),
        ({"paused_since": 1}, False),
        ({"due_at": 40}, None),
        ({"due_at": 40, "met_at": 1}, None),
    ],
)
def test_whether_a_promise_counts_and_was_kept(course, kept):
    due_at = AT - 30 * DAY
    moments = {name: due_at + days * DAY for name, days in course.items()}
    assert was_kept(Course(**{"due_at": due_at, **moments}), AT) is kept


def test_under_ten_a_share_has_no_value():
    assert Share(3, 9).value is None
    assert Share(5, 10).value == 0.5


@pytest.mark.parametrize(
    ("before", "now", "rises"),
    [
        (Share(10, 100), Share(30, 100), True),
        (Share(10, 100), Share(14, 100), False),
        (Share(1, 29), Share(29, 29), False),
        (Share(30, 100), Share(10, 100), False),
        (Share(1000, 10000), Share(1400, 10000), False),
    ],
)
def test_a_rise_is_told_when_it_is_large_and_no_chance(before, now, rises):
    assert is_rising(before, now) is rises


def test_an_open_case_counts_with_the_time_it_waited():
    spells = spells_of(fact(AT - 3 * DAY), AT, OFFICE)
    assert spells.calendar[Measure.RESOLVE] == (3 * 86_400, False)
    assert spells.office[Measure.RESOLVE] == (8 * 3600, False)
    assert spells.end == (3 * 86_400, None)


def test_closed_without_a_fix_ends_settling_and_only_stops_resolving():
    closed = fact(AT - 9 * DAY, ended_at=AT - 2 * DAY, outcome="unfixed", ended_office=7)
    spells = spells_of(closed, AT, OFFICE)
    assert spells.calendar[Measure.RESOLVE] == (7 * 86_400, False)
    assert spells.calendar[Measure.SETTLE] == (7 * 86_400, True)
    assert spells.end == (7 * 86_400, "unfixed")


@pytest.mark.parametrize("outcome", ["withdrawn", "merged"])
def test_withdrawn_and_merged_only_stop_the_watching(outcome):
    spells = spells_of(fact(AT - DAY, ended_at=AT, outcome=outcome), AT, OFFICE)
    assert not any(ended for _seconds, ended in spells.calendar.values())
    assert spells.end == (86_400, "withdrawn" if outcome == "withdrawn" else None)


@pytest.mark.parametrize(
    "impossible",
    [
        {"ended_at": AT - 9 * DAY, "outcome": "resolved"},
        {"ended_at": AT + DAY, "outcome": "resolved"},
        {"ended_at": None, "outcome": "resolved"},
        {"filed_at": AT + DAY},
        {"is_timed": False, "ended_at": AT, "outcome": "resolved"},
    ],
)
def test_impossible_moments_give_no_time_and_are_counted_as_such(impossible):
    case = fact(AT - 3 * DAY, **{k: v for k, v in impossible.items() if k != "filed_at"})
    case = case._replace(filed_at=impossible.get("filed_at", case.filed_at))
    line = counting.lines(counting.watched([case], AT, OFFICE), By.ALL, AT)[""]
    assert (line.received, line.untimed) == (1, 1)
    assert line.measured("resolve").n == 0


def test_an_acknowledgement_before_the_filing_is_left_out_of_that_time_only():
    spells = spells_of(fact(AT - DAY, acknowledged_at=AT - 2 * DAY), AT, OFFICE)
    assert Measure.ACKNOWLEDGE not in spells.calendar
    assert Measure.RESOLVE in spells.calendar


def test_a_year_missing_in_the_calendar_leaves_office_time_out_and_nothing_else():
    spells = spells_of(fact(datetime(2025, 12, 30, tzinfo=BANGKOK)), AT, OFFICE)
    assert spells.office == {}
    assert len(spells.calendar) == len(RULES)


def test_groups_add_up_to_the_whole():
    facts = [
        fact(AT - number * DAY, category_id=number % 3 or None, channel="web" if number % 2 else "")
        for number in range(1, 90)
    ]
    cases = counting.watched(facts, AT, OFFICE)
    for by in By:
        found = counting.lines(cases, by, AT)
        assert sum(line.received for line in found.values()) == len(facts)
    assert set(counting.lines(cases, By.CATEGORY, AT)) == {"", "1", "2"}
    assert "2027-q1" in counting.lines(cases, By.QUARTER, AT)


def test_under_ten_cases_only_the_count_is_told():
    cases = counting.watched([fact(AT - DAY)] * 9, AT, OFFICE)
    values = line_values(counting.lines(cases, By.ALL, AT)[""])
    assert values["received"] == 9
    assert all(
        values[name] is None for name in values if name.endswith(("share", "half", "ninety"))
    )


def test_a_sheet_survives_being_kept():
    cases = counting.watched([fact(AT - number * DAY) for number in range(30)], AT, OFFICE)
    sheet = Sheet(AT, list(counting.lines(cases, By.ALL, AT).values()))
    sheet.all.promises["resolve"] = (3, 4)
    again = from_json(as_json(sheet))
    assert line_values(again.all) == line_values(sheet.all)
    assert again.all.measured(Measure.RESOLVE, Clock.OFFICE).n == 30
    assert line_values(again.all)["resolve_calendar_half"] == NOT_YET


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_a_name_cannot_become_a_formula(text):
    assert safe_cell(text) == f"'{text}"


def test_numbers_stay_numbers_in_a_file():
    assert [safe_cell(value) for value in (-3, 0.5, None, "ถนน")] == ["-3", "0.5", "", "ถนน"]


@given(some.integers(0, 10**7))
def test_the_top_of_an_axis_is_round_and_high_enough(highest):
    top = charts.nice(highest)
    assert top >= highest
    assert top % 2 == 0
    assert top <= max(2, highest * 2 + 2)


def test_charts_of_nothing_are_empty_and_of_much_stay_small():
    assert charts.flow([], {}).paths == {}
    assert charts.reached({}).paths == {}
    curve = counting.thinned(
        counting.kaplan_meier.curve((seconds * 977.0, True) for seconds in range(20_000))
    )
    assert len(curve) <= counting.MOST_POINTS
    assert curve[-1][1] == 1.0
    assert len(charts.reached({"resolve": curve}).paths["resolve"]) < 4000
    assert Line("").in_time("resolve").value is None
