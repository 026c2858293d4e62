"""Small groups are not told, and cannot be found by subtraction. Pure.

The rule of counts that come with their total: what tells of one to four people is withheld; then
more cells are withheld until the withheld ones are at least two and hold five people or more, so
that total minus what is shown fits several answers. All withheld cells look alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

FEWEST: Final = 5


def withheld(counts: Sequence[int]) -> frozenset[int]:
    """The places of the counts that must not be told when their sum is known.

    The second cell is the smallest that is not nought, since that tells least away; a nought is
    taken where there is no other. Raises `ValueError` for a negative count.
    """
    if any(count < 0 for count in counts):
        message = "A count is not negative."
        raise ValueError(message)
    hidden = {place for place, count in enumerate(counts) if 0 < count < FEWEST}
    if not hidden:
        return frozenset()
    others = sorted(
        (place for place in range(len(counts)) if place not in hidden),
        key=lambda place: (counts[place] == 0, counts[place], place),
    )
    for place in others:
        if len(hidden) > 1 and sum(counts[one] for one in hidden) >= FEWEST:
            break
        hidden.add(place)
    return frozenset(hidden)


def told(counts: Sequence[int]) -> list[int | None]:
    """The counts, None in the place of each that is withheld."""
    hidden = withheld(counts)
    return [None if place in hidden else count for place, count in enumerate(counts)]


def is_few(count: int) -> bool:
    """Whether a count that stands alone is withheld."""
    return 0 < count < FEWEST
