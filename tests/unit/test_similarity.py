"""How alike two complaints are: the score's laws, and what it makes of Thai as it is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.complaints.duplicates import similarity
from portal.complaints.duplicates.similarity import Matter, compared, ranked, runs_of, words_alike

TEXTS = st.text(alphabet="กขคงจดตทนบปมยรลวสหอะาิีุูเแโไ่้็ abc12", max_size=60)
LAMP = "ไฟถนนดับทั้งซอยสุขใจ มืดมากเวลากลางคืน"
METRE = 1 / 111_195


def matter(text: str, *, number: int = 1, category: int | None = 3, metres: float = 0.0) -> Matter:
    return Matter(number, 16.43 + metres * METRE, 102.83, category, runs_of(text))


@given(TEXTS, TEXTS)
def test_words_are_as_alike_one_way_as_the_other_and_never_beyond_one(one: str, other: str) -> None:
    first, second = runs_of(one), runs_of(other)
    alike = words_alike(first, second)
    assert alike == words_alike(second, first)
    assert 0 <= alike <= 1
    assert (alike == 1) == (first == second and bool(first))


@given(TEXTS, TEXTS, st.floats(0, 200), st.integers(10, 500))
def test_a_score_is_the_same_both_ways_and_none_beyond_the_radius(
    one: str, other: str, metres: float, radius: int
) -> None:
    here, there = matter(one, number=1), matter(other, number=2, metres=metres)
    found, back = compared(here, there, radius), compared(there, here, radius)
    if found is None or back is None:
        assert metres > radius - 0.5
        return
    assert found.score == back.score
    assert 0 <= found.score <= 100
    assert found.metres == pytest.approx(metres, abs=1)


@given(st.lists(st.tuples(TEXTS, st.floats(0, 80)), max_size=12))
def test_who_repeats_words_and_spot_stands_first_and_the_earliest_of_them(
    others: list[tuple[str, float]],
) -> None:
    known = [matter(text, number=n, metres=metres) for n, (text, metres) in enumerate(others, 100)]
    repeats = [matter(LAMP, number=50, category=9, metres=10), matter(LAMP, number=40)]
    found = ranked(matter(LAMP, number=999), [*known, *repeats], 50)
    assert [each.id for each in found[:2]] == [40, 50]
    scores = [each.score for each in found[2:]]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    "again",
    [
        LAMP,
        LAMP + "ครับ",
        "ไฟถนนดับ ทั้งซอยสุขใจ มืดมากเวลากลางคืน",  # another space
        "ไฟถนนดับท้ังซอยสุขใจ มืดมากเวลากลางคืน",  # marks typed in another order
        "รบกวนด้วย ไฟถนนดับทั้งซอยสุขใจ มืดมากเวลากลางคืน",
    ],
)
def test_the_same_matter_in_nearly_the_same_words_is_proposed(again: str) -> None:
    found = compared(matter(LAMP), matter(again, number=2, metres=12), 50)
    assert found is not None
    assert found.score >= similarity.SHOWN_FROM


@pytest.mark.parametrize("other", ["ขยะล้นถังหน้าตลาด ไม่มีใครมาเก็บ", "น้ำท่วมถนนทั้งเส้น", "ไฟ"])
def test_another_matter_at_the_same_spot_is_not(other: str) -> None:
    found = compared(matter(LAMP), matter(other, number=2), 50)
    assert found is not None
    assert found.score < similarity.SHOWN_FROM


def test_far_away_is_another_matter_whatever_the_words() -> None:
    assert compared(matter(LAMP), matter(LAMP, number=2, metres=60), 50) is None
    near = compared(matter(LAMP), matter(LAMP, number=2, metres=60), 150)
    assert near is not None
    assert near.words == 100
    assert near.metres == 60


def test_what_is_known_of_the_category_counts() -> None:
    def score(category: int | None) -> int:
        found = compared(matter(LAMP), matter(LAMP + " ด่วน", number=2, category=category), 50)
        assert found is not None
        return found.score

    assert score(3) > score(None) > score(4)


def test_photos_without_words_need_spot_and_category() -> None:
    same = compared(matter(""), matter("", number=2), 50)
    other = compared(matter(""), matter("", number=2, category=4), 50)
    assert same is not None
    assert other is not None
    assert same.score >= similarity.SHOWN_FROM > other.score
