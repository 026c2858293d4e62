"""What a look at areas finds before they are taken: overlaps, gaps, parts outside the boundary.

The ground is cut into rows, and on each row the stretches inside every shape are measured: exact
along a row, and close enough between rows to find what is larger than a hundredth. Pure.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from portal.places.geometry import EARTH_RADIUS, Shape
from portal.places.ground import AreaLine, Ground

ROWS = 120
MOST_EDGES = 10_000
"""Beyond these a thinner sketch is measured."""
SHARE = 0.01
"""What is smaller than this part of the area it concerns is a matter of drawing."""

Stretch = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd: `kind` is overlap, outside or gap; `areas` are those concerned; its size."""

    kind: str
    areas: tuple[AreaLine, ...]
    square_kilometres: float


def look(ground: Ground) -> list[Finding]:
    """What is odd about the areas of a ground, the largest first."""
    if ground.box is None:
        return []
    drawn = ground if _edges(ground) <= MOST_EDGES else ground.sketch
    shaped = [area for area in drawn.areas if area.shape is not None]
    sizes = dict.fromkeys((area.id for area in shaped), 0.0)
    overlaps: dict[tuple[int, int], float] = {}
    outside = dict.fromkeys(sizes, 0.0)
    inside = gap = 0.0
    for latitude, scale in _rows(ground):
        rows = {area.id: _stretches(area.shape, latitude) for area in shaped if area.shape}
        for number, own in rows.items():
            sizes[number] += _length(own) * scale
        for first, second in combinations([number for number, own in rows.items() if own], 2):
            both = _length(_common(rows[first], rows[second]))
            if both:
                overlaps[first, second] = overlaps.get((first, second), 0.0) + both * scale
        if drawn.outline is not None:
            whole = _stretches(drawn.outline, latitude)
            inside += _length(whole) * scale
            covered = _joined(stretch for own in rows.values() for stretch in own)
            gap += (_length(whole) - _length(_common(whole, covered))) * scale
            for number, own in rows.items():
                outside[number] += (_length(own) - _length(_common(own, whole))) * scale
    return _findings(ground, sizes, overlaps, outside, (inside, gap))


def _findings(
    ground: Ground,
    sizes: dict[int, float],
    overlaps: dict[tuple[int, int], float],
    outside: dict[int, float],
    whole: tuple[float, float],
) -> list[Finding]:
    known = {area.id: area for area in ground.areas}
    found = [
        Finding("overlap", (known[first], known[second]), size)
        for (first, second), size in overlaps.items()
        if size > SHARE * min(sizes[first], sizes[second])
    ]
    found += [
        Finding("outside", (known[number],), size)
        for number, size in outside.items()
        if size > SHARE * sizes[number]
    ]
    inside, gap = whole
    if sizes and gap > SHARE * inside:
        found.append(Finding("gap", (), gap))
    return sorted(found, key=lambda finding: -finding.square_kilometres)


def _edges(ground: Ground) -> int:
    shapes = [area.shape for area in ground.areas if area.shape is not None]
    shapes += [ground.outline] if ground.outline else []
    return sum(len(ring) for shape in shapes for ring in shape.rings)


def _rows(ground: Ground) -> Iterable[tuple[float, float]]:
    """Each row's latitude, and the square kilometres of a degree of longitude along it."""
    box = ground.box
    if box is None:  # pragma: no cover - asked before
        return
    height = (box.north - box.south) / ROWS
    kilometres = math.radians(1) * EARTH_RADIUS / 1000
    for row in range(ROWS):
        latitude = box.south + (row + 0.5) * height
        yield latitude, height * kilometres * kilometres * math.cos(math.radians(latitude))


def _stretches(shape: Shape, latitude: float) -> list[Stretch]:
    """The stretches of longitude inside a shape on one row (even-odd rule, half-open edges)."""
    if not shape.box.south <= latitude <= shape.box.north:
        return []
    crossings = [
        start[0] + (latitude - start[1]) / (end[1] - start[1]) * (end[0] - start[0])
        for ring in shape.rings
        for start, end in pairwise(ring)
        if (start[1] > latitude) != (end[1] > latitude)
    ]
    crossings.sort()
    return _joined(zip(crossings[::2], crossings[1::2], strict=False))


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _common(one: Sequence[Stretch], other: Sequence[Stretch]) -> list[Stretch]:
    common: list[Stretch] = []
    first = second = 0
    while first < len(one) and second < len(other):
        start = max(one[first][0], other[second][0])
        end = min(one[first][1], other[second][1])
        if start < end:
            common.append((start, end))
        if one[first][1] < other[second][1]:
            first += 1
        else:
            second += 1
    return common


def _length(stretches: Iterable[Stretch]) -> float:
    return sum(end - start for start, end in stretches)
