"""The arithmetic of reports against numbers reckoned by hand, and its properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation.suppression import FEWEST, is_few, told, withheld
from portal.reports import formulas

pytestmark = pytest.mark.no_database
COUNTS = st.lists(st.integers(0, 60), min_size=1, max_size=7)
AREAS = st.lists(
    st.tuples(st.integers(0, 500).map(float), st.integers(1, 5000)), min_size=1, max_size=9
)


def test_representativeness_is_the_lowest_rate_by_the_highest() -> None:
    living = {"a": 1000, "b": 500, "c": 250}
    assert formulas.representativeness({"a": 100, "b": 25, "c": 50}, living) == pytest.approx(0.25)
    assert formulas.representativeness({"a": 10, "b": 5}, living) == 0
    assert formulas.representativeness({"a": 20, "b": 10, "c": 5}, living) == 1
    assert formulas.representativeness({}, living) is None
    assert formulas.representativeness({"a": 3}, {}) is None


def test_similarity_is_what_both_have_in_common() -> None:
    living = {"a": 50, "b": 30, "c": 20}
    assert formulas.similarity({"a": 5, "b": 3, "c": 2}, living) == pytest.approx(1)
    assert formulas.similarity({"a": 10}, living) == pytest.approx(0.5)
    assert formulas.similarity({"a": 2, "b": 8}, living) == pytest.approx(0.2 + 0.3)
    assert formulas.similarity({}, living) is None


@pytest.mark.parametrize(
    ("values", "share", "found"),
    [
        ([3, 1, 2], 0.5, 2),
        ([1, 2, 3, 4], 0.5, 2),
        ([1, 2, 3, 4], 0.9, 4),
        ([7], 0.01, 7),
        ([], 0.5, None),
    ],
)
def test_a_quantile_is_a_value_that_was_there(
    values: list[float], share: float, found: float | None
) -> None:
    assert formulas.quantile(values, share) == found


@pytest.mark.parametrize("share", [0, -1, 1.01])
def test_a_share_outside_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="share"):
        formulas.quantile([1], share)


def test_gini_of_equal_single_and_known_shares() -> None:
    assert formulas.gini([(10, 100), (20, 200), (5, 50)]) == pytest.approx(0)
    assert formulas.gini([(100, 1), (0, 99)]) == pytest.approx(0.99)
    # two areas of equal size, one and three parts of four: 1 - (0.25 + 1.25) / 2
    assert formulas.gini([(1, 10), (3, 10)]) == pytest.approx(0.25)
    assert formulas.gini([(0, 10)]) is None
    assert formulas.gini([]) is None


@given(AREAS)
def test_gini_lies_between_and_does_not_ask_for_the_order(areas: list[tuple[float, int]]) -> None:
    found = formulas.gini(areas)
    if found is None:
        assert sum(one[0] for one in areas) == 0
        return
    assert 0 <= found < 1
    assert formulas.gini(areas[::-1]) == pytest.approx(found)


@given(COUNTS)
def test_no_small_group_is_told_and_none_can_be_subtracted(counts: list[int]) -> None:
    hidden = withheld(counts)
    shown = told(counts)
    assert all(not (one is not None and is_few(one)) for one in shown)
    if not hidden:
        assert shown == counts
        return
    rest = sum(counts) - sum(one for one in shown if one is not None)
    if len(counts) > 1 and sum(counts) >= FEWEST:
        assert len(hidden) > 1
        assert rest >= FEWEST, "what is left over fits nobody in any one cell, or everybody"
    else:
        assert len(hidden) == len(counts), "of so few nothing is told"


def test_a_second_group_is_withheld_with_a_small_one() -> None:
    assert told([3, 20, 8]) == [None, 20, None]
    assert told([3, 4, 20]) == [None, None, 20]
    assert told([2, 1, 20, 7]) == [None, None, 20, None]
    assert told([20, 8, 0]) == [20, 8, 0]
    assert told([3, 0]) == [None, None]
    with pytest.raises(ValueError, match="negative"):
        told([-1])
