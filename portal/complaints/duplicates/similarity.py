"""How alike two complaints are: by place, category and words. A score and the reasons for it.

Words are compared as all texts here are (`foundation/likeness.py`). All of it is plain counting:
what an officer reads beside the score is what made it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from portal.foundation.likeness import Runs, runs_of, words_alike

__all__ = [
    "LEAST_METRES",
    "MOST_METRES",
    "SHOWN_FROM",
    "USUAL_METRES",
    "Likeness",
    "Matter",
    "Runs",
    "box",
    "compared",
    "metres_between",
    "ranked",
    "runs_of",
    "words_alike",
]

OF_WORDS: Final = 60
OF_PLACE: Final = 25
OF_CATEGORY: Final = 15
"""What each of the three may give; together 100."""
SILENT: Final = 0.9
"""What place and category may give at most of two that say nothing in words (a photo alone)."""
AS_GOOD_AS_THERE: Final = 15
"""Metres that a telephone may be off; nearer than this is the same spot."""
SHOWN_FROM: Final = 72
"""From this score on a pair is proposed to officers; measured, see docs/duplicates.md."""
USUAL_METRES: Final = 50
"""How near counts as the same place where the category says nothing else."""
LEAST_METRES, MOST_METRES = 10, 500
_DEGREE: Final = 111_195.0
"""Metres in a degree of latitude."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What is compared of a complaint."""

    id: int
    lat: float
    lon: float
    category_id: int | None
    runs: Runs


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two complaints are, and why. Shares are per cent."""

    id: int
    score: int
    metres: int
    same_category: bool | None
    """None where one of the two has no category yet."""
    words: int


def metres_between(first: Matter, second: Matter) -> float:
    """The distance on the ground, good to a part in a thousand over the few metres asked for."""
    east = (second.lon - first.lon) * math.cos(math.radians(first.lat))
    return math.hypot(second.lat - first.lat, east) * _DEGREE


def box(lat: float, lon: float, radius: float) -> tuple[float, float, float, float]:
    """South, west, north and east of a square in which all lies within the radius (metres)."""
    north = radius / _DEGREE
    east = north / math.cos(math.radians(lat))
    return lat - north, lon - east, lat + north, lon + east


def compared(one: Matter, other: Matter, radius: float) -> Likeness | None:
    """How alike they are; None where the other lies outside the radius (metres)."""
    metres = metres_between(one, other)
    if metres > radius:
        return None
    same = one.category_id == other.category_id if one.category_id and other.category_id else None
    words = words_alike(one.runs, other.runs)
    place = OF_PLACE * _nearness(metres, radius)
    category = OF_CATEGORY * {True: 1.0, None: 0.5, False: 0.0}[same]
    score = OF_WORDS * words + place + category
    if not one.runs and not other.runs:
        score = (place + category) / (OF_PLACE + OF_CATEGORY) * 100 * SILENT
    return Likeness(other.id, round(score), round(metres), same, round(100 * words))


def _nearness(metres: float, radius: float) -> float:
    """1 at the same spot, falling to 0 at the radius."""
    off = metres - AS_GOOD_AS_THERE
    return 1.0 if off <= 0 else max(0.0, 1 - off / max(radius - AS_GOOD_AS_THERE, 1.0))


def ranked(one: Matter, others: Iterable[Matter], radius: float) -> Sequence[Likeness]:
    """All that lie within the radius, the likest first; of equals the earliest (ids grow).

    The same words at the same spot are the same matter, whatever category was chosen: of those the
    earliest stands first, since in it the others go on.
    """
    found = (compared(one, other, radius) for other in others if other.id != one.id)
    return sorted((each for each in found if each), key=_order)


def _order(each: Likeness) -> tuple[bool, int, int]:
    is_repeat = each.words == 100 and each.metres <= AS_GOOD_AS_THERE  # noqa: PLR2004 - per cent
    return not is_repeat, 0 if is_repeat else -each.score, each.id
