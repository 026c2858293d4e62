"""Hexagon cells of the globe (H3), as whole numbers that fit a signed 64-bit column.

H3 keeps its highest bit zero, so every cell is below 2**63 and a BIGINT holds it on any database.
Resolutions used: 7 (about 5 km²), 8 (0.74 km²), 9 (0.11 km²) and 10 (0.015 km², edge 76 m).
"""

from __future__ import annotations

import math
from functools import lru_cache

import h3.api.basic_int as h3

from portal.places import geometry

FINEST = 10
"""The resolution stored with a place; coarser cells are its ancestors."""

DRAWN = (7, 8, 9, 10)
"""Resolutions that maps draw, from whole provinces to one street."""

WIDEST = 1.11
"""Edges of cells in Thailand are 1.03 to 1.11 times the world's mean edge (a test measures it)."""

FARTHEST = 200
"""Rings of neighbours asked for at most: 121,000 cells."""


def cell(lat: float, lon: float, resolution: int = FINEST) -> int:
    """Return the cell a point lies in; raises ValueError when it is not on the globe."""
    if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):  # noqa: PLR2004 - degrees of the globe
        message = "the point is not on the globe"
        raise ValueError(message)
    return int(h3.latlng_to_cell(lat, lon, resolution))


def is_cell(number: int) -> bool:
    """Say whether a number names a hexagon."""
    return 0 < number < 2**63 and bool(h3.is_valid_cell(number))


def name(number: int) -> str:
    """Return a cell as it stands in addresses: 15 hexadecimal digits, safe for scripts."""
    return str(h3.int_to_str(number))


def named(text: str) -> int | None:
    """Return the cell an address names, or None when it names none."""
    try:
        number = int(text, 16)
    except ValueError:
        return None
    return number if is_cell(number) and name(number) == text else None


def resolution(number: int) -> int:
    """Return the resolution of a cell, 0 to 15."""
    return int(h3.get_resolution(number))


def parent(number: int, coarser: int) -> int:
    """Return the cell of a coarser resolution around this one (by its centre)."""
    return int(h3.cell_to_parent(number, coarser))


def span(number: int, finer: int = FINEST) -> tuple[int, int]:
    """Return the lowest and highest number a descendant of that resolution may have.

    Descendants of a cell share its leading digits, so `column BETWEEN low AND high` finds all of
    them by an ordinary index.
    """
    last = h3.cell_to_children_size(number, finer) - 1
    low, high = (h3.child_pos_to_cell(number, finer, position) for position in (0, last))
    return int(low), int(high)


def centre(number: int) -> tuple[float, float]:
    """Return (lat, lon) of the middle of a cell."""
    lat, lon = h3.cell_to_latlng(number)
    return float(lat), float(lon)


@lru_cache(maxsize=20_000)
def boundary(number: int) -> tuple[geometry.Position, ...]:
    """Return the corners of a cell as (longitude, latitude), not closed."""
    return tuple((float(lon), float(lat)) for lat, lon in h3.cell_to_boundary(number))


def near(lat: float, lon: float, metres: float, resolution: int = FINEST) -> list[int]:
    """Return, sorted, cells that together cover everything within so many metres of a point.

    A superset: who wants the exact circle measures `geometry.distance` afterwards. Meant for short
    distances; raises ValueError when it would need more than 200 rings of cells.
    """
    # The point may sit at a corner of its cell, one edge from the middle. The border of a patch of
    # k rings of neighbours is at least (1.5 k + 0.5) edges from that middle.
    edge = float(h3.average_hexagon_edge_length(resolution, unit="m"))
    rings = max(0, math.ceil((metres + (WIDEST - 0.5) * edge) / (1.5 * edge)))
    if rings > FARTHEST:
        message = "too far for cells of this resolution"
        raise ValueError(message)
    return sorted(int(number) for number in h3.grid_disk(cell(lat, lon, resolution), rings))


def area(resolution: int) -> float:
    """Return the mean area of a cell of a resolution, in square kilometres."""
    return float(h3.average_hexagon_area(resolution, unit="km^2"))
