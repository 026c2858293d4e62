"""Maps without script: outline, areas, counted hexagons and a pin, as shapes for one SVG picture.

The picture is in Mercator's projection (Snyder 1987, p. 41), because online maps are. Paths are in
whole units of a picture `WIDTH` units wide: a third of a pixel on the smallest telephone.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from weakref import WeakKeyDictionary

from portal.foundation.i18n import Bilingual
from portal.places import geometry, hexagons
from portal.places.geometry import Box, Position, Shape
from portal.places.ground import Ground

WIDTH = 1000
TALLEST = 1300
"""Units; a long thin municipality is made narrower instead."""

CLASSES = 5
"""Shades of hexagons."""

MOST_HEXAGONS = 250
"""Hexagons that cover the ground at most, so that each can be told from the next."""

LABELLED = 60
"""Units; a hexagon at least so wide has its number written in it."""

MARGIN = 0.04
"""Part of the picture's width left free on each side."""


@dataclass(frozen=True, slots=True)
class DrawnArea:
    """An area's border, and where its name stands (in units)."""

    id: int
    title: Bilingual
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Hexagon:
    """A counted hexagon. `name` stands in addresses, `shade` is 1 (few) to 5 (many)."""

    name: str
    count: int
    shade: int
    area: Bilingual | None
    lat: float
    lon: float
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Shade:
    """One line of the legend: how many a shade stands for, lowest and highest."""

    shade: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything a template needs to draw. `off` counts what lies outside the picture."""

    width: int
    height: int
    outline: str
    areas: tuple[DrawnArea, ...]
    hexagons: tuple[Hexagon, ...]
    shades: tuple[Shade, ...]
    label_size: int
    total: int
    off: int
    pin: tuple[int, int] | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to see."""
        return not (self.outline or self.areas or self.hexagons or self.pin)


def draw(ground: Ground, counts: Iterable[tuple[int, int]] = ()) -> Drawing:
    """Draw the ground with counted hexagons: `counts` are (cell, how many), any one resolution.

    The picture shows the ground; hexagons whose middle lies outside of it are only counted, in
    `off`. Without a ground it shows the hexagons.
    """
    counted = [(cell, count) for cell, count in counts if count > 0]
    box = ground.box or _around_cells([cell for cell, _count in counted])
    frame = _Frame.around(box)
    inside = [pair for pair in counted if box.holds(*hexagons.centre(pair[0]))]
    shades = _shades([count for _cell, count in inside])
    highest = [shade.high for shade in shades]
    forms = _forms_on(ground, frame, (cell for cell, _count in inside))
    drawn = tuple(
        _hexagon(forms[cell], count, bisect_right(highest, count - 1) + 1)
        for cell, count in sorted(inside, key=lambda pair: (-pair[1], pair[0]))
    )
    return Drawing(
        frame.width,
        frame.height,
        *_base(ground, frame),
        hexagons=drawn,
        shades=tuple(shades),
        label_size=_label_size([cell for cell, _count in inside], frame),
        total=sum(count for _cell, count in counted),
        off=sum(count for _cell, count in counted) - sum(count for _cell, count in inside),
        pin=None,
    )


def locate(ground: Ground, lat: float, lon: float) -> Drawing:
    """Draw the ground with one pin. A place outside widens the picture until it is in it."""
    box = geometry.box([(lon, lat), *_corners(ground.box)])
    frame = _Frame.around(box)
    pin = frame.place((lon, lat))
    return Drawing(
        frame.width,
        frame.height,
        *_base(ground, frame),
        hexagons=(),
        shades=(),
        label_size=0,
        total=0,
        off=0,
        pin=pin,
    )


def resolution_for(ground: Ground) -> int:
    """Return the finest drawn resolution at which not too many hexagons cover the ground."""
    if ground.box is None:
        return hexagons.DRAWN[1]
    box = ground.box
    width = geometry.distance(box.south, box.west, box.south, box.east)
    height = geometry.distance(box.south, box.west, box.north, box.west)
    square_kilometres = width * height / 1_000_000
    fitting = [
        resolution
        for resolution in hexagons.DRAWN
        if square_kilometres / hexagons.area(resolution) <= MOST_HEXAGONS
    ]
    return fitting[-1] if fitting else hexagons.DRAWN[0]


@dataclass(frozen=True, slots=True)
class _Frame:
    """From degrees to units of the picture; north is up."""

    west: float
    top: float
    scale: float
    width: int
    height: int

    @classmethod
    def around(cls, box: Box) -> _Frame:
        """Fit a rectangle, with a margin, into the picture; a point gets some 500 m around it."""
        middle = (box.west + box.east) / 2
        half = max((box.east - box.west) / 2, 0.005) * (1 + 2 * MARGIN)
        west, east = math.radians(middle - half), math.radians(middle + half)
        top, bottom = _northing(box.north), _northing(box.south)
        spare = max(MARGIN * (top - bottom), (math.radians(0.01) - (top - bottom)) / 2)
        top, bottom = top + spare, bottom - spare
        scale = min(WIDTH / (east - west), TALLEST / (top - bottom))
        size = (math.ceil((east - west) * scale), math.ceil((top - bottom) * scale))
        return cls(west, top, scale, *size)

    def place(self, position: Position) -> tuple[int, int]:
        """Return x and y of a position."""
        x = (math.radians(position[0]) - self.west) * self.scale
        return round(x), round((self.top - _northing(position[1])) * self.scale)

    def path(self, rings: Iterable[Sequence[Position]]) -> str:
        """Return rings as one SVG path of relative lines."""
        return "".join(self._ring(ring) for ring in rings)

    def _ring(self, ring: Sequence[Position]) -> str:
        places = [self.place(position) for position in ring]
        if places[0] == places[-1]:
            places.pop()
        steps = [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(places)]
        lines = " ".join(f"{x} {y}" for x, y in steps if (x, y) != (0, 0))
        return f"M{places[0][0]} {places[0][1]}l{lines}z" if lines else ""


def _northing(lat: float) -> float:
    """Return Mercator's y of a latitude on a globe of radius 1."""
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def _base(ground: Ground, frame: _Frame) -> tuple[str, tuple[DrawnArea, ...]]:
    sketch = ground.sketch
    areas = tuple(
        DrawnArea(
            area.id, area.title, frame.path(area.shape.rings), *frame.place(_middle(area.shape))
        )
        for area in sketch.areas
        if area.shape is not None
    )
    return frame.path(sketch.outline.rings) if sketch.outline else "", areas


def _middle(shape: Shape) -> Position:
    lat, lon = geometry.centroid(shape)
    return lon, lat


def _corners(box: Box | None) -> list[Position]:
    return [(box.west, box.south), (box.east, box.north)] if box else []


def _around_cells(cells: Sequence[int]) -> Box:
    """Return the rectangle around hexagons; around nothing, the middle of Thailand."""
    corners = [corner for cell in cells for corner in hexagons.boundary(cell)]
    return geometry.box(corners or [(100.5, 13.75)])


@dataclass(frozen=True, slots=True)
class _Form:
    """What a hexagon looks like on one picture, whatever is counted in it."""

    name: str
    area: Bilingual | None
    lat: float
    lon: float
    path: str
    x: int
    y: int


# Forms cost most of a drawing and stay the same while the ground is kept.
_forms: WeakKeyDictionary[Ground, dict[_Frame, dict[int, _Form]]] = WeakKeyDictionary()


def _forms_on(ground: Ground, frame: _Frame, cells: Iterable[int]) -> dict[int, _Form]:
    """Return the forms of these cells at least."""
    # Without a ground each choice of cells has a frame of its own: nothing to keep.
    known = _forms.setdefault(ground, {}).setdefault(frame, {}) if ground.box else {}
    for cell in cells:
        if cell not in known:
            known[cell] = _form(cell, ground, frame)
    return known


def _form(cell: int, ground: Ground, frame: _Frame) -> _Form:
    lat, lon = hexagons.centre(cell)
    area_id = ground.where(lat, lon).area_id
    title = next((area.title for area in ground.areas if area.id == area_id), None)
    path = frame.path([hexagons.boundary(cell)])
    return _Form(hexagons.name(cell), title, lat, lon, path, *frame.place((lon, lat)))


def _hexagon(form: _Form, count: int, shade: int) -> Hexagon:
    return Hexagon(
        form.name, count, shade, form.area, form.lat, form.lon, form.path, form.x, form.y
    )


def _shades(counts: Sequence[int]) -> list[Shade]:
    """Share counts among at most five shades of about equally many hexagons.

    Equal counts have the same shade, so few different counts make fewer shades.
    """
    ordered = sorted(counts)
    edges = (
        {ordered[len(ordered) * part // CLASSES - 1] for part in range(1, CLASSES + 1)}
        if ordered
        else set()
    )
    shades: list[Shade] = []
    low = ordered[0] if ordered else 0
    for high in sorted(edges):
        shades.append(Shade(len(shades) + 1, low, high))
        low = next((count for count in ordered if count > high), high)
    return shades


def _label_size(cells: Sequence[int], frame: _Frame) -> int:
    """Return the height of numbers in hexagons, in units; 0 where hexagons are too small."""
    if not cells:
        return 0
    across = [frame.place(corner)[0] for corner in hexagons.boundary(cells[0])]
    width = max(across) - min(across)
    return round(width * 0.36) if width >= LABELLED else 0
