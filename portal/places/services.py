"""Set a municipality's outline and its areas. Operators' verbs: they come from a command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select

from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.municipalities import services as municipalities
from portal.places import geojson
from portal.places.geojson import NamedShape
from portal.places.geometry import Shape
from portal.places.models import Area, Boundary
from portal.places.queries import forget


def set_boundary(document: object, *, at: datetime) -> Shape:
    """Take the polygons of a GeoJSON document as the outline, in place of a former one.

    Complaints already filed keep what was known of their place. Raises `Invalid` in words.
    """
    shape = geojson.read_shape(document)
    row = session.scalars(select(Boundary)).one_or_none()
    if row is None:
        row = Boundary()
        session.add(row)
    row.geojson = geojson.write(shape)
    row.set_at = at
    _settle()
    return shape


def remove_boundary() -> None:
    """Take the outline away: from now on every place is inside."""
    session.execute(delete(Boundary))
    _settle()


def add_area(area: NamedShape) -> int:
    """Add one area after the others; return its id. Raises `Invalid` when the code is taken."""
    if session.scalars(select(Area.id).where(Area.code == area.code)).first() is not None:
        raise Invalid(lazy("There is already an area with the code “%(code)s”.", code=area.code))
    last = session.scalars(select(func.max(Area.position))).one() or 0
    row = Area(code=area.code, position=last + 1)
    _write(row, area)
    session.add(row)
    _settle()
    return row.id


def set_areas(document: object) -> tuple[int, int]:
    """Take a FeatureCollection as the list of areas; return how many are new and how many changed.

    An area is known by its code. One that the file no longer names stays, because complaints may
    lie in it. The order is the file's. Raises `Invalid` naming the feature, and then takes none.
    """
    areas = geojson.read_areas(document)
    known = {row.code: row for row in session.scalars(select(Area))}
    for position, area in enumerate(areas, 1):
        row = known.get(area.code)
        if row is None:
            row = Area(code=area.code)
            session.add(row)
        row.position = position
        _write(row, area)
    _put_last(
        [row for code, row in known.items() if code not in {area.code for area in areas}], areas
    )
    _settle()
    changed = sum(area.code in known for area in areas)
    return len(areas) - changed, changed


def _put_last(unnamed: Sequence[Area], areas: Sequence[NamedShape]) -> None:
    for position, row in enumerate(sorted(unnamed, key=lambda row: row.position), len(areas) + 1):
        row.position = position


def _write(row: Area, area: NamedShape) -> None:
    row.kind, row.title_th, row.title_en = area.kind, area.title_th, area.title_en
    row.boundary = geojson.write(area.shape) if area.shape else None


def _settle() -> None:
    session.flush()
    forget()
    municipalities.show_public_change()
