"""The ground a municipality stands on, ready for questions: its outline and its areas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from portal.foundation.i18n import Bilingual
from portal.places import geometry
from portal.places.geometry import Box, Shape

FINENESS = 1000
"""A sketch keeps what is larger than this part of the ground's width or height."""


@dataclass(frozen=True, eq=False)
class AreaLine:
    """One area: a ward, a community, a village. Without a shape it is known by name alone."""

    id: int
    code: str
    kind: str
    title: Bilingual
    position: int
    shape: Shape | None


@dataclass(frozen=True, slots=True)
class Where:
    """What is known of a point: whether it lies inside the municipality, and in which area."""

    inside: bool
    area_id: int | None


@dataclass(frozen=True, eq=False)
class Ground:
    """Outline and areas of one municipality, as they were when they were read."""

    outline: Shape | None
    areas: tuple[AreaLine, ...]
    closed: tuple[AreaLine, ...] = ()
    """Areas that nothing new is put into: for their names."""

    def where(self, lat: float, lon: float) -> Where:
        """Find a point, in degrees. Without an outline every place is inside."""
        inside = self.outline is None or geometry.contains(self.outline, lat, lon)
        found = (
            area.id
            for area in self.areas
            if area.shape is not None and geometry.contains(area.shape, lat, lon)
        )
        return Where(inside, next(found, None))

    @cached_property
    def box(self) -> Box | None:
        """The rectangle around everything drawn, None when there is nothing."""
        boxes = [shape.box for shape in self._shapes()]
        corners = [(box.west, box.south) for box in boxes]
        corners += [(box.east, box.north) for box in boxes]
        return geometry.box(corners) if corners else None

    @cached_property
    def sketch(self) -> Ground:
        """The same with fewer positions, for drawing only; made once."""
        if self.box is None:
            return self
        south, west = self.box.south, self.box.west
        width = geometry.distance(south, west, south, self.box.east)
        height = geometry.distance(south, west, self.box.north, west)
        metres = max(width, height) / FINENESS
        outline = geometry.simplify(self.outline, metres) if self.outline else None
        return Ground(outline, tuple(_sketched(area, metres) for area in self.areas))

    def _shapes(self) -> list[Shape]:
        shapes = [area.shape for area in self.areas if area.shape is not None]
        return [self.outline, *shapes] if self.outline is not None else shapes


def _sketched(area: AreaLine, metres: float) -> AreaLine:
    thin = geometry.simplify(area.shape, metres) if area.shape else None
    return AreaLine(area.id, area.code, area.kind, area.title, area.position, thin)
