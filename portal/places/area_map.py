"""Areas shaded by a number each: a choropleth without script, as shapes for one SVG picture."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from portal.places import hexmap
from portal.places.ground import Ground
from portal.places.hexmap import CLASSES, DrawnArea

FEWEST = 2
"""Areas with a number; of one alone a map tells nothing."""


@dataclass(frozen=True, slots=True)
class ShadedArea:
    """An area with its shade, 1 (low) to 5 (high); 0 where there is no number."""

    area: DrawnArea
    shade: int


@dataclass(frozen=True, slots=True)
class Class:
    """What a shade stands for, the lowest and the highest number of it."""

    shade: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class AreaMap:
    """Everything a template needs to draw."""

    width: int
    height: int
    outline: str
    areas: tuple[ShadedArea, ...]
    classes: tuple[Class, ...]

    @property
    def has_gaps(self) -> bool:
        """Whether some area has no number."""
        return any(one.shade == 0 for one in self.areas)


def draw(ground: Ground, numbers: Mapping[int, float]) -> AreaMap | None:
    """Shade the areas of the ground that have a border; `numbers` are by the area's id.

    About equally many areas have each shade, and the same number always the same. None where fewer
    than two areas with a border have a number.
    """
    drawn = hexmap.draw(ground)
    known = sorted(numbers[one.id] for one in drawn.areas if one.id in numbers)
    if len(known) < FEWEST:
        return None
    edges = sorted({known[len(known) * part // CLASSES - 1] for part in range(1, CLASSES + 1)})
    areas = tuple(
        ShadedArea(one, bisect_left(edges, numbers[one.id]) + 1 if one.id in numbers else 0)
        for one in drawn.areas
    )
    return AreaMap(drawn.width, drawn.height, drawn.outline, areas, _classes(known, edges))


def _classes(known: list[float], edges: list[float]) -> tuple[Class, ...]:
    """The shades from the lowest on, each from its least number to its greatest."""
    made = []
    low = known[0]
    for shade, high in enumerate(edges, 1):
        made.append(Class(shade, low, high))
        low = next((number for number in known if number > high), high)
    return tuple(made)
