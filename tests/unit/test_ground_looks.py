"""What a look at areas finds, and which files are refused before one."""

from __future__ import annotations

from typing import Any

import pytest

from portal.foundation.errors import Invalid
from portal.foundation.i18n import Bilingual, speaking
from portal.places import geojson, geometry, looking
from portal.places.geometry import Shape
from portal.places.ground import AreaLine, Ground

SOUTH, WEST = 16.40, 102.80


def square(south: float, west: float, side: float = 0.1) -> list[list[float]]:
    north, east = south + side, west + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def shape(south: float, west: float, side: float = 0.1) -> Shape:
    ring = [(lon, lat) for lon, lat in square(south, west, side)]
    return geometry.shape([[ring]])


def area(number: int, of: Shape) -> AreaLine:
    return AreaLine(number, f"a{number}", "ward", Bilingual(f"เขต {number}", ""), number, of)


def polygon(*rings: list[list[float]], **more: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings), **more}


def test_areas_side_by_side_that_fill_the_boundary_are_not_odd() -> None:
    whole = geometry.shape([[[(102.8, 16.4), (103.0, 16.4), (103.0, 16.5), (102.8, 16.5)]]])
    ground = Ground(whole, (area(1, shape(16.4, 102.8)), area(2, shape(16.4, 102.9))))
    assert looking.look(ground) == []


def test_an_overlap_a_gap_and_what_lies_outside_are_measured() -> None:
    whole = geometry.shape([[[(102.8, 16.4), (103.0, 16.4), (103.0, 16.5), (102.8, 16.5)]]])
    ground = Ground(whole, (area(1, shape(16.4, 102.8)), area(2, shape(16.45, 102.85))))
    found = {one.kind: one for one in looking.look(ground)}
    assert set(found) == {"overlap", "gap", "outside"}
    quarter = geometry.area(shape(16.45, 102.85, 0.05))
    assert found["overlap"].square_kilometres == pytest.approx(quarter, rel=0.03)
    assert [one.id for one in found["overlap"].areas] == [1, 2]
    half = geometry.area(shape(16.5, 102.85)) / 2
    assert found["outside"].square_kilometres == pytest.approx(half, rel=0.03)
    gap = geometry.area(whole) - geometry.area(shape(16.4, 102.8)) - half + quarter
    assert found["gap"].square_kilometres == pytest.approx(gap, rel=0.03)


def test_a_hole_in_one_area_is_no_overlap_with_what_fills_it() -> None:
    outer, hole = square(16.4, 102.8, 0.3), square(16.5, 102.9)
    ring = geometry.shape([[[tuple(p) for p in outer], [tuple(p) for p in hole]]])  # type: ignore[misc]
    assert looking.look(Ground(None, (area(1, ring), area(2, shape(16.5, 102.9))))) == []


def test_nothing_drawn_is_nothing_odd() -> None:
    assert looking.look(Ground(None, ())) == []


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (
            polygon([[102.8, 16.4], [102.9, 16.5], [102.9, 16.4], [102.8, 16.5], [102.8, 16.4]]),
            "crosses itself",
        ),
        (polygon([[lat, lon] for lon, lat in square(16.4, 102.8)]), "the wrong way round"),
        (
            polygon([[268000.0, 1816000.0], [269000.0, 1816000.0], [269000.0, 1817000.0]]),
            "in metres",
        ),
        (
            polygon(
                square(16.4, 102.8),
                crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32648"}},
            ),
            "EPSG::32648",
        ),
        (polygon([[102.8 + n / 1e6, 16.4] for n in range(50_001)]), "more than 50000 points"),
        (polygon([[2.3, 48.8], [2.4, 48.8], [2.4, 48.9]]), "outside Thailand"),
        ({"type": "Point", "coordinates": [102.8, 16.4]}, "holds no polygon"),
    ],
)
def test_a_file_that_cannot_be_right_is_refused_in_words(
    document: dict[str, Any], told: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        geojson.read_shape(document)
    with speaking("en"):
        assert told in str(refusal.value)


def test_the_names_of_degrees_are_taken() -> None:
    for name in ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"):
        crs = {"type": "name", "properties": {"name": name}}
        assert geojson.read_shape(polygon(square(16.4, 102.8), crs=crs))


def test_too_many_areas_are_refused() -> None:
    features = [{"type": "Feature", "properties": {}}] * 501
    with pytest.raises(Invalid) as refusal:
        geojson.read_areas({"type": "FeatureCollection", "features": features})
    with speaking("en"):
        assert "more than 500 areas" in str(refusal.value)
