"""Questions about places. The ground is read from the database once and kept for a few seconds."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import Any

from sqlalchemy import select

from portal.foundation import tenancy
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.places import geojson, geometry
from portal.places.geometry import Shape
from portal.places.ground import AreaLine, Ground, Where
from portal.places.models import Area, Boundary, GroundDraft

__all__ = [
    "AreaLine",
    "Ground",
    "Where",
    "areas",
    "areas_outside",
    "draft",
    "every_area",
    "forget",
    "ground",
    "outline",
    "where_is",
]

KEPT_SECONDS = 30.0
"""How late another process may learn of a changed boundary."""

MOST_KEPT = 300
"""Municipalities whose ground is kept; the least lately asked one makes room."""

_kept: OrderedDict[int, tuple[float, Ground]] = OrderedDict()


def where_is(lat: float, lon: float) -> Where:
    """Say whether a point, in degrees, lies in the present municipality, and in which area.

    Without an outline every place is inside. The first area by position wins where areas overlap.
    """
    return ground().where(lat, lon)


def areas() -> tuple[AreaLine, ...]:
    """Return the areas of the present municipality in their order, with their shapes."""
    return ground().areas


def every_area() -> tuple[AreaLine, ...]:
    """Return the areas with those that were closed, for their names."""
    return ground().areas + ground().closed


def draft(kind: str) -> dict[str, Any] | None:
    """Return the file of this kind that was sent and not yet taken."""
    return session.scalars(select(GroundDraft.geojson).where(GroundDraft.kind == kind)).first()


def outline() -> Shape | None:
    """Return the outline of the present municipality, None where none is set."""
    return ground().outline


def ground() -> Ground:
    """Return outline and areas together, as maps need them; without a query when just read."""
    municipality = tenancy.municipality_id()
    at = time.monotonic()
    until, kept = _kept.get(municipality, (0.0, None))
    if kept is not None and until > at:
        _kept.move_to_end(municipality)
        return kept
    read = _read()
    _kept[municipality] = (at + KEPT_SECONDS, read)
    _kept.move_to_end(municipality)
    if len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    return read


def areas_outside() -> list[AreaLine]:
    """Return the areas whose middle lies outside the outline: most likely from a wrong file."""
    here = ground()
    return [
        area
        for area in here.areas
        if area.shape is not None and not here.where(*geometry.centroid(area.shape)).inside
    ]


def forget() -> None:
    """Read every municipality's ground afresh from now on, in this process."""
    _kept.clear()


def _read() -> Ground:
    boundary = session.scalars(select(Boundary.geojson)).one_or_none()
    outline = geojson.restore(boundary) if boundary else None
    return Ground(outline, _areas(is_closed=False), _areas(is_closed=True))


def _areas(*, is_closed: bool) -> tuple[AreaLine, ...]:
    rows = session.execute(
        select(
            Area.id,
            Area.code,
            Area.kind,
            Area.title_th,
            Area.title_en,
            Area.position,
            Area.boundary,
        )
        .where(Area.closed_at.is_not(None) if is_closed else Area.closed_at.is_(None))
        .order_by(Area.position, Area.id)
    )
    return tuple(
        AreaLine(
            id_, code, kind, Bilingual(th, en), position, geojson.restore(shape) if shape else None
        )
        for id_, code, kind, th, en, position, shape in rows
    )
