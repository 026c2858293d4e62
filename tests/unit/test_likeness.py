"""Pictures that look alike are found, and no others."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from portal.attachments import likeness

PRINTS = st.integers(-(2**63), 2**63 - 1)
FLIPS = st.sets(st.integers(0, 63), max_size=likeness.MOST_BITS)


def by_hand(prints: list[int]) -> list[tuple[int, int]]:
    """Every pair compared with every other."""
    return [
        (first, second)
        for first, second in combinations(range(len(prints)), 2)
        if ((prints[first] ^ prints[second]) % 2**64).bit_count() <= likeness.MOST_BITS
    ]


@given(st.lists(PRINTS, max_size=30), st.lists(st.tuples(st.integers(0, 29), FLIPS), max_size=10))
def test_the_pairs_are_those_of_comparing_all(
    prints: list[int], copies: list[tuple[int, set[int]]]
) -> None:
    for place, flips in copies:
        if place < len(prints):
            copy = prints[place] % 2**64
            for bit in flips:
                copy ^= 1 << bit
            prints.append(copy)
    assert likeness.pairs(prints) == by_hand(prints)


def test_signed_and_unsigned_are_one() -> None:
    assert likeness.pairs([-1, 2**64 - 1]) == [(0, 1)]
    assert likeness.pairs([]) == []
