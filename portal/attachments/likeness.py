"""Which pictures look the same: near-copies differ in few of the 64 bits of their fingerprints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

MOST_BITS = 4
"""Two fingerprints with so many different bits, or fewer, are of the same picture."""
_BANDS = MOST_BITS + 1
_BITS = 64
_WIDTH = -(-_BITS // _BANDS)


def pairs(prints: Sequence[int]) -> list[tuple[int, int]]:
    """The places of all pairs of fingerprints that are alike, the earlier place first, in order.

    With four different bits at most, one of five bands of bits must be the same in both: only
    those that share a band are compared.
    """
    bands: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, number in enumerate(prints):
        for band in _bands(number):
            bands[band].append(place)
    found = {
        (first, second)
        for places in bands.values()
        for first, second in _two_of(places)
        if _whole(prints[first] ^ prints[second]).bit_count() <= MOST_BITS
    }
    return sorted(found)


def _bands(number: int) -> Iterable[tuple[int, int]]:
    whole = _whole(number)
    return ((band, whole >> band * _WIDTH & ((1 << _WIDTH) - 1)) for band in range(_BANDS))


def _whole(number: int) -> int:
    """The 64 bits of a number that a database keeps with a sign."""
    return number % (1 << _BITS)


def _two_of(places: list[int]) -> Iterator[tuple[int, int]]:
    for at, first in enumerate(places):
        for second in places[at + 1 :]:
            yield first, second
