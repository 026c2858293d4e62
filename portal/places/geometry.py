"""Plain geometry on the globe: is a point in a shape, how far, how large, where is its middle.

Positions are (longitude, latitude) in degrees, WGS84, the order of GeoJSON. Functions that take a
single point take `lat, lon`, the order people say it. A municipality is small (tens of kilometres),
so edges between two positions count as straight lines on the map of degrees.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EARTH_RADIUS = 6_371_008.8
"""Mean radius of the Earth in metres (IUGG 1980)."""

Position = tuple[float, float]
"""(longitude, latitude) in degrees."""

Ring = tuple[Position, ...]
"""A closed line: the last position repeats the first."""

MINIMUM_RING = 4
"""Positions of the smallest closed ring, a triangle (RFC 7946, 3.1.6)."""


@dataclass(frozen=True, slots=True)
class Box:
    """The smallest rectangle of degrees around something."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lat: float, lon: float) -> bool:
        """Say whether the point lies in the rectangle or on its edge."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


@dataclass(frozen=True, slots=True)
class Shape:
    """One or more polygons; each is an outer ring followed by the rings of its holes."""

    polygons: tuple[tuple[Ring, ...], ...]
    box: Box

    @property
    def rings(self) -> Iterable[Ring]:
        """All rings of all polygons, outer ones and holes."""
        return (ring for polygon in self.polygons for ring in polygon)


def shape(polygons: Sequence[Sequence[Sequence[Position]]]) -> Shape:
    """Make a shape of polygons of rings, closing rings that are left open.

    Raises ValueError when there is no polygon, or a ring has fewer than three different positions.
    """
    closed = tuple(tuple(_closed(ring) for ring in polygon) for polygon in polygons if polygon)
    if not closed:
        message = "a shape needs at least one polygon"
        raise ValueError(message)
    return Shape(closed, box(position for polygon in closed for position in polygon[0]))


def _closed(ring: Sequence[Position]) -> Ring:
    positions = tuple((float(lon), float(lat)) for lon, lat in ring)
    if positions and positions[0] != positions[-1]:
        positions = (*positions, positions[0])
    if len(positions) < MINIMUM_RING or len(set(positions)) < MINIMUM_RING - 1:
        message = "a ring needs three different positions"
        raise ValueError(message)
    return positions


def box(positions: Iterable[Position]) -> Box:
    """Return the rectangle around positions; raises ValueError when there are none."""
    known = list(positions)
    longitudes = [lon for lon, _lat in known]
    latitudes = [lat for _lon, lat in known]
    return Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def contains(within: Shape, lat: float, lon: float) -> bool:
    """Say whether a point lies in a shape and in none of its holes.

    Ray casting with the even-odd rule (Shimrat 1962, W. R. Franklin's half-open form): neighbours
    that share a border share no point, so a point on it belongs to exactly one of them.
    """
    if not within.box.holds(lat, lon):
        return False
    return any(
        sum(_crossings(ring, lat, lon) for ring in polygon) % 2 == 1 for polygon in within.polygons
    )


def _crossings(ring: Ring, lat: float, lon: float) -> int:
    """Count the edges that a ray from the point to the east crosses."""
    crossings = 0
    before_lon, before_lat = ring[0]
    for next_lon, next_lat in ring[1:]:
        if (before_lat > lat) != (next_lat > lat):
            # Always from the southern end, so that both neighbours of an edge round alike.
            low, high = sorted(((before_lat, before_lon), (next_lat, next_lon)))
            share = (lat - low[0]) / (high[0] - low[0])
            crossings += lon < low[1] + share * (high[1] - low[1])
        before_lon, before_lat = next_lon, next_lat
    return crossings


def distance(from_lat: float, from_lon: float, to_lat: float, to_lon: float) -> float:
    """Return the great-circle distance in metres (haversine formula, Sinnott 1984)."""
    phi, psi = math.radians(from_lat), math.radians(to_lat)
    across = math.sin(math.radians(to_lon - from_lon) / 2) ** 2
    along = math.sin((psi - phi) / 2) ** 2
    part = min(1.0, along + math.cos(phi) * math.cos(psi) * across)
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(part))


def area(of: Shape) -> float:
    """Return the area in square kilometres, holes taken off.

    Chamberlain and Duquette, "Some algorithms for polygons on a sphere" (JPL 2007), equation of 3.
    """
    square_metres = 0.0
    for polygon in of.polygons:
        outer, *holes = (abs(_ring_area(ring)) for ring in polygon)
        square_metres += outer - sum(holes)
    return square_metres / 1_000_000


def _ring_area(ring: Ring) -> float:
    total = 0.0
    for (lon, lat), (next_lon, next_lat) in pairwise(ring):
        turn = math.radians(next_lon - lon)
        total += turn * (2 + math.sin(math.radians(lat)) + math.sin(math.radians(next_lat)))
    return total * EARTH_RADIUS**2 / 2


def centroid(of: Shape) -> tuple[float, float]:
    """Return (lat, lon) of the centre of gravity of the largest polygon's outer ring.

    It is meant for a label or a first view; in a crescent it may lie outside (Bourke 1988).
    """
    ring = max((polygon[0] for polygon in of.polygons), key=lambda outer: abs(_ring_area(outer)))
    # Relative to the first position: degrees squared lose digits far from zero.
    origin_lon, origin_lat = ring[0]
    doubled = lon_sum = lat_sum = 0.0
    for (lon, lat), (next_lon, next_lat) in pairwise(ring):
        x, y = lon - origin_lon, lat - origin_lat
        next_x, next_y = next_lon - origin_lon, next_lat - origin_lat
        cross = x * next_y - next_x * y
        doubled += cross
        lon_sum += (x + next_x) * cross
        lat_sum += (y + next_y) * cross
    if math.isclose(doubled, 0.0, abs_tol=1e-18):
        middle = box(ring)
        return (middle.south + middle.north) / 2, (middle.west + middle.east) / 2
    return origin_lat + lat_sum / (3 * doubled), origin_lon + lon_sum / (3 * doubled)


def simplify(of: Shape, metres: float) -> Shape:
    """Leave out positions that lie within so many metres of the line without them.

    Douglas and Peucker 1973. A ring that would vanish keeps its form, and a hole or islet
    smaller than the tolerance stays: for drawing, never for deciding where a point lies.
    """
    thinned = [[_thinned(ring, metres) for ring in polygon] for polygon in of.polygons]
    return shape(thinned)


def _thinned(ring: Ring, metres: float) -> Ring:
    # A closed ring is cut at its farthest position, else both ends of the first line are one point.
    first = ring[0]
    far = max(range(len(ring)), key=lambda index: distance(*first[::-1], *ring[index][::-1]))
    kept = {0, far, len(ring) - 1}
    spans = [(0, far), (far, len(ring) - 1)]
    while spans:
        start, end = spans.pop()
        off, index = _farthest(ring, start, end)
        if off > metres:
            kept.add(index)
            spans += [(start, index), (index, end)]
    thin = tuple(ring[index] for index in sorted(kept))
    return thin if len(thin) >= MINIMUM_RING else ring


def _farthest(ring: Ring, start: int, end: int) -> tuple[float, int]:
    """Return which position lies farthest off the line start-end, after its distance in metres."""
    between = range(start + 1, end)
    off = ((_off_line(ring[index], ring[start], ring[end]), index) for index in between)
    return max(off, default=(0.0, start))


def _off_line(position: Position, start: Position, end: Position) -> float:
    """Return the metres from a position to a line, on a plane touching the globe there."""
    metres_per_degree = math.radians(EARTH_RADIUS)
    narrow = math.cos(math.radians(position[1]))
    ax, ay = (start[0] - position[0]) * narrow, start[1] - position[1]
    bx, by = (end[0] - position[0]) * narrow, end[1] - position[1]
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else min(1.0, max(0.0, -(ax * dx + ay * dy) / length))
    return math.hypot(ax + share * dx, ay + share * dy) * metres_per_degree


def crossing_edges(of: Shape) -> Position | None:
    """Return a position where a ring crosses itself, or None for a clean shape.

    Edges are swept from west to east, so that only edges side by side are compared.
    """
    return next((hit for ring in of.rings if (hit := _self_crossing(ring)) is not None), None)


def _self_crossing(ring: Ring) -> Position | None:
    edges = sorted(
        (min(start[0], end[0]), max(start[0], end[0]), start, end)
        for start, end in pairwise(ring)
        if start != end
    )
    for index, (_west, east, start, end) in enumerate(edges):
        for other_west, _other_east, other_start, other_end in edges[index + 1 :]:
            if other_west > east:
                break
            if _cross(start, end, other_start, other_end):
                return start
    return None


def _cross(start: Position, end: Position, other_start: Position, other_end: Position) -> bool:
    """Say whether two edges cross at a point that is an end of neither."""
    return (
        _side(start, end, other_start) * _side(start, end, other_end) < 0
        and _side(other_start, other_end, start) * _side(other_start, other_end, end) < 0
    )


def _side(start: Position, end: Position, position: Position) -> int:
    turn = (end[0] - start[0]) * (position[1] - start[1])
    turn -= (end[1] - start[1]) * (position[0] - start[0])
    return (turn > 0) - (turn < 0)
