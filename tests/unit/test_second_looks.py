"""Lots, weeks and intervals: the arithmetic of the weekly second look."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.complaints import verdicts
from portal.complaints.verdicts import Custom
from portal.foundation.clock import BANGKOK
from portal.response_times.figures.exporting import look_values
from portal.response_times.figures.looks import Looks
from portal.response_times.figures.shares import Share, wilson

pytestmark = pytest.mark.no_database
IDS = some.sets(some.integers(0, 2**62), max_size=60)


@given(IDS, some.integers(0, 30), some.text(max_size=9))
def test_the_same_seed_draws_the_same_lots(ids, size, seed):
    drawn = verdicts.drawn(seed, ids, size)
    assert drawn == verdicts.drawn(seed, sorted(ids, reverse=True), size)
    assert len(drawn) == len(set(drawn)) == min(size, len(ids))
    assert set(drawn) <= ids


def test_everyone_is_drawn_about_as_often():
    lots = Counter(
        number for seed in range(2000) for number in verdicts.drawn(str(seed), range(20), 5)
    )
    assert set(lots) == set(range(20))
    assert all(430 < times < 570 for times in lots.values())  # 500 expected, 4 x 19.4


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        (date(2026, 11, 23), date(2026, 11, 16)),
        (date(2026, 11, 29), date(2026, 11, 16)),
        (date(2026, 11, 30), date(2026, 11, 23)),
        (date(2027, 1, 1), date(2026, 12, 21)),
    ],
)
def test_the_week_before(day, monday):
    assert verdicts.week_before(datetime(day.year, day.month, day.day, 0, 1, tzinfo=BANGKOK)) == (
        monday
    )


def test_lots_are_drawn_from_their_day_of_the_week_on():
    monday = datetime(2026, 11, 23, 0, 5, tzinfo=BANGKOK)
    assert [verdicts.is_due(Custom(5, 3), monday + timedelta(days=n)) for n in range(4)] == [
        False,
        False,
        True,
        True,
    ]
    assert not verdicts.is_due(Custom(0, 1), monday)
    assert verdicts.answer_by(monday) == datetime(2026, 12, 1, tzinfo=BANGKOK)


@pytest.mark.parametrize(
    ("part", "n", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (8, 10, 0.4902, 0.9433),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_that_of_wilson(part, n, low, high):
    assert wilson(Share(part, n)) == pytest.approx((low, high), abs=1e-4)


def test_nothing_sampled_has_no_interval():
    with pytest.raises(ValueError, match="at least one"):
        wilson(Share(0, 0))


def test_what_nobody_can_say_confirms_nothing():
    looks = Looks(drawn=25, done=15, not_done=2, cannot_say=3, overdue=1)
    assert (looks.looked, looks.confirmed) == (20, Share(15, 20))
    assert look_values(looks)["confirmed_share"] == 0.75
    few = Looks(drawn=9, done=8, not_done=1)
    assert few.band is None
    assert {name for name, value in look_values(few).items() if value is not None} == {
        "drawn",
        "looked_at",
        "overdue",
    }
