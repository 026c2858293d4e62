"""What is said of how long it takes: what was known when, the curve, the rule, the replay."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from portal.foundation.i18n import speaking
from portal.response_times.figures.kaplan_meier import curve, quantile
from portal.response_times.forecasting import wording
from portal.response_times.forecasting.blending import DAY, blended, careful, plain
from portal.response_times.forecasting.replay import replay
from portal.response_times.forecasting.rounding import Said, said
from portal.response_times.forecasting.seen import Past, Seen, seen
from portal.response_times.forecasting.statements import (
    ALL,
    Withheld,
    keys_of,
    most_alike,
    statements,
)
from portal.response_times.lifecycle import Outcome
from tests.city import city

pytestmark = pytest.mark.no_database
NOW = 1_000 * DAY
HAIR = 1e-9
"""A share that is touched exactly counts as reached."""
SHARES = (0.5, 0.9)
HALF = "Half of complaints like this are resolved"
OPEN = "For nine in ten no time can be stated yet: too many are still open."


def past(filed_days_ago: float, took: float | None = None, **more: object) -> Past:
    """A complaint by days: filed so long before `NOW`, ended after `took` days, else open."""
    filed = NOW - filed_days_ago * DAY
    if took is None:
        return replace(Past(1, None, filed), **more)
    return replace(Past(1, None, filed, Outcome.RESOLVED, filed + took * DAY), **more)


def many(n: int, took: float = 2.0, **more: object) -> list[Past]:
    return [past(10 + i % 200, took + i % 5, **more) for i in range(n)]


# ── what was known ─────────────────────────────────────────────────────────────────────────────


def test_what_ends_later_was_open_then():
    one = past(10, 4)
    assert seen(one, NOW - 11 * DAY) is None
    assert seen(one, NOW - 7 * DAY) == Seen(one.filed, 3 * DAY, resolved=False, open=True)
    assert seen(one, NOW) == Seen(one.filed, 4 * DAY, resolved=True)


@pytest.mark.parametrize("outcome", [Outcome.UNFIXED, Outcome.WITHDRAWN])
def test_what_ended_without_a_fix_is_only_known_to_take_longer(outcome):
    one = past(10, 4, outcome=outcome)
    assert seen(one, NOW) == Seen(one.filed, 4 * DAY, resolved=False)


def test_a_merged_complaint_counts_until_it_was_merged():
    one = past(10, 4, outcome=Outcome.MERGED)
    assert seen(one, NOW) is None
    then = seen(one, NOW - 7 * DAY)
    assert then is not None
    assert then.open


def test_what_was_opened_again_looked_resolved_before():
    filed = NOW - 20 * DAY
    one = past(20, 18, earlier=((filed + 3 * DAY, filed + 9 * DAY),))
    looked = [seen(one, filed + days * DAY) for days in (2, 5, 10, 19)]
    assert [(each.seconds / DAY, each.resolved) for each in looked if each] == [
        (2, False),
        (3, True),
        (10, False),
        (18, True),
    ]


def test_an_end_nobody_knows_is_no_duration():
    for ended in (None, NOW - 30 * DAY):
        then = seen(past(10, 4, ended=ended), NOW)
        assert then is not None
        assert then.untimed


# ── the curve ──────────────────────────────────────────────────────────────────────────────────

WATCHED = some.lists(some.tuples(some.integers(0, 30), some.booleans()), min_size=1, max_size=80)


@settings(max_examples=80, deadline=None)
@given(WATCHED)
def test_within_one_month_the_curve_is_kaplan_and_meiers(watched):
    group = [Seen(NOW - 30 * DAY, days * DAY, resolved) for days, resolved in watched]
    n = sum(each.resolved for each in group)
    drawn = curve(each.pair for each in group)
    for share in (0.3, 0.5, 0.77):
        careful_one = quantile(drawn, careful(share, n) - HAIR)
        expected = quantile(drawn, share) if careful_one is None else careful_one
        assert blended(group, NOW, (share,)) == [expected]


def test_the_last_month_decides_where_it_saw_enough():
    slow = [Seen(NOW - (40 + i) * DAY, 20 * DAY, resolved=True) for i in range(300)]
    quick = [Seen(NOW - i % 28 * DAY, min(i % 28, 2) * DAY, i % 28 >= 2) for i in range(300)]
    assert plain([*slow, *quick], (0.9,)) == [20 * DAY]
    assert blended([*slow, *quick], NOW, (0.9,)) == [2 * DAY]


def test_a_share_the_curve_does_not_reach_has_no_time():
    group = [Seen(NOW - 20 * DAY, 5 * DAY, i < 4) for i in range(10)]
    assert blended(group, NOW, SHARES) == [None, None]


def test_a_small_group_is_asked_for_a_little_more():
    assert careful(0.5, 30) == pytest.approx(31 / 60)
    assert careful(0.9, 5) == 1.0
    assert careful(0.9, 0) == 0.9


# ── the rule ───────────────────────────────────────────────────────────────────────────────────


def test_the_group_most_like_it_that_has_thirty_speaks():
    pasts = [*many(30, area_id=7), *many(40, category_id=2), *many(29, area_id=8)]
    stated = statements(pasts, NOW)
    assert set(stated) == {(1, 7), (1, None), (2, None), ALL}
    for asked, speaks in (
        ((1, 7), (1, 7)),
        ((1, 8), (1, None)),
        ((2, 7), (2, None)),
        ((3, 7), ALL),
        ((None, 7), ALL),
    ):
        found = most_alike(stated, *asked)
        assert found is not None
        assert found.key == speaks
    assert keys_of(None, 7) == [ALL]


def only(pasts: list[Past], at: float = NOW):
    return statements(pasts, at)[ALL]


def test_only_the_year_before_counts_and_nothing_after():
    pasts = [*many(40), past(366, 1), past(-1, 1)]
    assert only(pasts).n == 40


def test_thirty_resolved_are_needed():
    assert only(many(29)).withheld is Withheld.FEW
    assert only(many(30)).withheld is None
    assert only([]).withheld is Withheld.FEW


def test_where_many_ends_are_unknown_nothing_is_said():
    unknown = many(5, ended=None)
    assert only([*many(45), *unknown]).withheld is None
    assert only([*many(44), *unknown]).withheld is Withheld.UNTIMED
    assert only([*many(44), *unknown, *(past(3) for _ in range(20))]).withheld is Withheld.UNTIMED


def test_old_records_say_nothing():
    assert only(many(40), NOW + 40 * DAY).withheld is None
    assert only(many(40), NOW + 80 * DAY).withheld is Withheld.STALE


def test_where_more_than_half_are_open_nothing_is_said():
    pasts = [*many(40), *(past(i) for i in range(60))]
    pasts += [past(i % 200 + 7) for i in range(60)]
    assert only(pasts).withheld is Withheld.OPEN
    assert only(pasts).times == (None, None)


# ── the words ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, Said(1, in_days=False)),
        (3600, Said(1, in_days=False)),
        (3601, Said(2, in_days=False)),
        (23 * 3600, Said(23, in_days=False)),
        (23 * 3600 + 1, Said(1, in_days=True)),
        (DAY, Said(1, in_days=True)),
        (DAY + 1, Said(2, in_days=True)),
        (3.2 * DAY, Said(4, in_days=True)),
    ],
)
def test_times_are_rounded_up(seconds, words):
    assert said(seconds) == words
    assert said(seconds).seconds >= seconds


@pytest.mark.parametrize(
    ("median", "p90", "sentence"),
    [
        (3.2, 11.5, f"{HALF} within 4 days, nine in ten within 12 days."),
        (0.1, 1.0, f"{HALF} within 3 hours, nine in ten within 1 day."),
        (3.2, 3.9, "Nine in ten complaints like this are resolved within 4 days."),
        (3.2, None, f"{HALF} within 4 days. {OPEN}"),
    ],
)
def test_the_sentence(median, p90, sentence):
    with speaking("en"):
        assert wording.sentence(median * DAY, None if p90 is None else p90 * DAY) == sentence


def test_every_reason_has_words():
    assert set(wording.REASONS) == set(Withheld)


# ── the replay ─────────────────────────────────────────────────────────────────────────────────


def test_nothing_later_is_used():
    """Whatever happens after a month has begun, the statements of that month stay the same."""
    pasts, end = city(3, months=6)
    at = end - 60 * DAY
    known = [
        past if past.ended is None or past.ended <= at else replace(past, ended=None, outcome="")
        for past in pasts
        if past.filed < at
    ]
    assert statements(pasts, at) == statements(known, at)


def test_a_known_law_is_told_right():
    """Half and nine in ten hold, in a city whose law is known, with nearly nothing withheld."""
    pasts, end = city(1, times=2)
    half, most = replay(pasts, end).total
    assert len(pasts) > 7_000
    assert half.share == pytest.approx(0.50, abs=0.03)
    assert most.share == pytest.approx(0.90, abs=0.03)
    assert half.coverage is not None
    assert half.coverage >= 0.95
    assert most.coverage is not None
    assert most.coverage >= 0.95


def test_each_month_and_category_adds_up_to_the_whole():
    pasts, end = city(2)
    done = replay(pasts, end)
    for parts in (done.months.values(), done.categories.values()):
        assert sum(pair[1].later for pair in parts) == done.total[1].later
        assert sum(pair[1].held for pair in parts) == pytest.approx(done.total[1].held)
    assert done.total[0].share_as_said > done.total[0].share


def test_what_was_not_watched_long_enough_is_undecided():
    old = [past(100 - i % 30, 20 + i % 3) for i in range(60)]
    half = replay([*old, *(past(1) for _ in range(7))], NOW).total[0]
    assert half.undecided == 7


def test_no_past_is_no_replay():
    assert replay([], NOW).total[0].coverage is None
    assert replay([], NOW).total[0].share is None
