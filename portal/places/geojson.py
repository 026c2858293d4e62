"""GeoJSON (RFC 7946) in and out, refused in words where an operator can put it right."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.places import geometry
from portal.places.coordinates import THAILAND
from portal.places.geometry import Position, Shape

MOST_POSITIONS = 50_000
"""A province's full-detail border has about so many; a file beyond it is not an outline."""

MOST_AREAS = 500
"""A city has a hundred communities; a list of thousands is not one that people choose from."""

SMALLEST, LARGEST = 0.01, 30_000.0
"""Square kilometres: a village green; more than the largest province (20,494)."""

DEGREES = ("CRS84", "CRS:84", "EPSG::4326", "EPSG:4326")
"""How files of their own time name longitude and latitude in degrees."""
METRES = 1000.0
"""No degree is so large: such numbers are metres of a map's grid."""
LONGEST_TITLE = 200
LONGEST_CODE = 40


@dataclass(frozen=True, slots=True)
class NamedShape:
    """One area as a file describes it."""

    code: str
    kind: str
    title_th: str
    title_en: str
    shape: Shape | None


def read_shape(document: object) -> Shape:
    """Read the polygons of a GeoJSON document as one shape.

    Raises `Invalid` when there is none, when positions are not in Thailand (or have latitude
    first), when a line crosses itself, or when the size cannot be that of an area.
    """
    _refuse_other_systems(document)
    polygons = list(_polygons(document))
    if not polygons:
        raise Invalid(lazy("The file holds no polygon. It must be GeoJSON with a boundary in it."))
    if sum(len(ring) for polygon in polygons for ring in polygon) > MOST_POSITIONS:
        raise Invalid(
            lazy(
                "The boundary has more than %(most)s points. Simplify it first.",
                most=MOST_POSITIONS,
            )
        )
    try:
        read = geometry.shape(polygons)
    except ValueError:
        raise Invalid(lazy("A line of the boundary has fewer than three points.")) from None
    if (place := geometry.crossing_edges(read)) is not None:
        raise Invalid(
            lazy("The boundary crosses itself near %(lat)s, %(lon)s.", lat=place[1], lon=place[0])
        )
    if not SMALLEST <= geometry.area(read) <= LARGEST:
        raise Invalid(
            lazy("The boundary encloses %(size)s km², which cannot be right.", size=_size(read))
        )
    return read


def read_areas(document: object) -> list[NamedShape]:
    """Read a FeatureCollection of areas; each needs `code` and `title_th`, and may have a polygon.

    Raises `Invalid` naming the number of the feature that cannot be taken.
    """
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not features:
        raise Invalid(lazy("The file holds no areas. It must be a GeoJSON FeatureCollection."))
    _refuse_other_systems(document)
    if len(features) > MOST_AREAS:
        raise Invalid(lazy("The file holds more than %(most)s areas.", most=MOST_AREAS))
    areas: list[NamedShape] = []
    for number, feature in enumerate(features, 1):
        try:
            areas.append(_area(feature))
        except Invalid as refusal:
            raise Invalid(
                lazy("Area %(number)s: %(problem)s", number=number, problem=refusal.message)
            ) from None
    if len({area.code for area in areas}) < len(areas):
        raise Invalid(lazy("Two areas have the same code."))
    return areas


def write(shape: Shape) -> dict[str, object]:
    """Return a shape as a GeoJSON MultiPolygon."""
    return {
        "type": "MultiPolygon",
        "coordinates": [
            [[list(position) for position in ring] for ring in polygon]
            for polygon in shape.polygons
        ],
    }


def restore(document: dict[str, Any]) -> Shape:
    """Return the shape that `write` wrote, without asking again whether it is right."""
    return geometry.shape(document["coordinates"])


def _refuse_other_systems(document: object) -> None:
    """Old files name their system of coordinates; RFC 7946 (4) knows but one."""
    crs = document.get("crs") if isinstance(document, dict) else None
    name = str((crs.get("properties") or {}).get("name", "")) if isinstance(crs, dict) else ""
    if name and not name.upper().endswith(DEGREES):
        raise Invalid(
            lazy(
                "The file is in the system of coordinates %(name)s. Save it in degrees (WGS84,"
                " EPSG:4326) and send it again.",
                name=name[-40:],
            )
        )


def _area(feature: object) -> NamedShape:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(feature, dict) or not isinstance(properties, dict):
        raise Invalid(lazy("it is not a GeoJSON Feature with properties."))
    code, title_th = (str(properties.get(key) or "").strip() for key in ("code", "title_th"))
    if not code or not title_th:
        raise Invalid(lazy("it needs the properties “code” and “title_th”."))
    if len(code) > LONGEST_CODE or len(title_th) > LONGEST_TITLE:
        raise Invalid(lazy("its code or its title is too long."))
    return NamedShape(
        code=code,
        kind=str(properties.get("kind") or "area")[:LONGEST_CODE],
        title_th=title_th,
        title_en=str(properties.get("title_en") or "").strip()[:LONGEST_TITLE],
        shape=read_shape(feature) if feature.get("geometry") else None,
    )


def _polygons(document: object) -> Iterable[list[list[Position]]]:
    """Find the polygons in a Feature, a collection or a bare geometry, in their order."""
    if not isinstance(document, dict):
        return
    kind, coordinates = document.get("type"), document.get("coordinates")
    if kind == "Polygon":
        yield [_ring(ring) for ring in _listed(coordinates)]
    elif kind == "MultiPolygon":
        for polygon in _listed(coordinates):
            yield [_ring(ring) for ring in _listed(polygon)]
    else:
        parts = [document.get("geometry")]
        parts += [part for key in ("features", "geometries") for part in document.get(key) or ()]
        for part in parts:
            yield from _polygons(part)


def _ring(ring: object) -> list[Position]:
    return [_position(position) for position in _listed(ring)]


def _position(position: object) -> Position:
    numbers = _listed(position)[:2]
    if len(numbers) != 2 or not all(  # noqa: PLR2004 - longitude and latitude
        isinstance(number, int | float) and math.isfinite(number) for number in numbers
    ):
        raise Invalid(lazy("A point of the boundary is not a pair of numbers."))
    lon, lat = float(numbers[0]), float(numbers[1])
    if THAILAND.holds(lat, lon):
        return lon, lat
    if THAILAND.holds(lat=lon, lon=lat):
        raise Invalid(lazy("Latitude and longitude of the boundary are the wrong way round."))
    if max(abs(lat), abs(lon)) >= METRES:
        raise Invalid(
            lazy(
                "The boundary is in metres (%(lon)s, %(lat)s), most likely of a UTM grid. Save it"
                " in degrees (WGS84, EPSG:4326) and send it again.",
                lon=lon,
                lat=lat,
            )
        )
    raise Invalid(
        lazy(
            "The boundary has a point outside Thailand: %(lon)s, %(lat)s."
            " It must be in degrees (WGS84).",
            lon=lon,
            lat=lat,
        )
    )


def _listed(thing: object) -> Sequence[Any]:
    if not isinstance(thing, list | tuple):
        raise Invalid(lazy("A point of the boundary is not a pair of numbers."))
    return thing


def _size(read: Shape) -> str:
    return f"{geometry.area(read):,.3f}"
