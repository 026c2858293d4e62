from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation.i18n import Bilingual
from portal.places import geojson, geometry, hexagons, hexmap
from portal.places.geometry import shape
from portal.places.ground import AreaLine, Ground
from tests.unit.test_geometry import DEMO

latitudes = st.floats(5.6, 20.5)
longitudes = st.floats(97.3, 105.7)
HERE = (16.43, 102.83)

OUTLINE, *WARDS = (geojson.read_shape(feature) for feature in DEMO["features"])
GROUND = Ground(
    OUTLINE,
    tuple(
        AreaLine(
            number, str(number), "ward", Bilingual(f"เขต {number}", f"Ward {number}"), number, ward
        )
        for number, ward in enumerate(WARDS, 1)
    ),
)


@given(latitudes, longitudes, st.sampled_from(hexagons.DRAWN))
def test_every_cell_fits_a_signed_bigint_and_its_own_name(lat, lon, resolution):
    cell = hexagons.cell(lat, lon, resolution)
    assert 0 < cell < 2**63
    assert hexagons.is_cell(cell)
    assert hexagons.resolution(cell) == resolution
    assert hexagons.named(hexagons.name(cell)) == cell


@pytest.mark.parametrize(
    "text", ["", "zz", "-8a", "8A64b0", "0x8a", "8", "8a" * 9, "๘๑", "ffffffff"]
)
def test_what_names_no_cell_is_none(text):
    assert hexagons.named(text) is None


@pytest.mark.parametrize("place", [(float("nan"), 0), (91, 0), (0, 181), (0, float("inf"))])
def test_what_is_not_on_the_globe_has_no_cell(place):
    with pytest.raises(ValueError, match="globe"):
        hexagons.cell(*place)


@given(latitudes, longitudes)
def test_a_finer_cell_lies_in_the_span_of_its_ancestors(lat, lon):
    fine = hexagons.cell(lat, lon)
    for resolution in hexagons.DRAWN:
        coarse = hexagons.parent(fine, resolution)
        low, high = hexagons.span(coarse)
        assert low <= fine <= high
        other_low, other_high = hexagons.span(hexagons.cell(lat + 0.5, lon, resolution))
        assert not other_low <= fine <= other_high


@given(latitudes, longitudes, st.sampled_from(hexagons.DRAWN))
def test_edges_in_thailand_are_as_long_as_assumed(lat, lon, resolution):
    corners = hexagons.boundary(hexagons.cell(lat, lon, resolution))
    mean = (hexagons.area(resolution) * 2 / (3 * 3**0.5)) ** 0.5 * 1000
    for (lon_a, lat_a), (lon_b, lat_b) in zip(corners, corners[1:] + corners[:1], strict=True):
        assert geometry.distance(lat_a, lon_a, lat_b, lon_b) < mean * hexagons.WIDEST * 1.01


@given(
    latitudes,
    longitudes,
    st.floats(0, 500),
    st.floats(0, 360),
    st.sampled_from((9, 10)),
)
def test_cells_near_a_point_hold_every_place_that_near(lat, lon, metres, bearing, resolution):
    north = metres * math.cos(math.radians(bearing)) / 111_195
    east = metres * math.sin(math.radians(bearing)) / 111_195 / math.cos(math.radians(lat))
    there = (lat + north * 0.999, lon + east * 0.999)
    assert hexagons.cell(*there, resolution) in hexagons.near(lat, lon, metres, resolution)


def test_fifty_metres_need_seven_cells_and_a_whole_town_too_many():
    assert len(hexagons.near(*HERE, 50)) == 7
    assert len(hexagons.near(*HERE, 0)) == 7
    with pytest.raises(ValueError, match="far"):
        hexagons.near(*HERE, 50_000)


def cells(*counts: int) -> list[tuple[int, int]]:
    around = hexagons.near(*HERE, 1500, 8)
    return list(zip(around, counts, strict=False))


def test_the_picture_fits_the_ground_and_counts_everything():
    drawing = hexmap.draw(GROUND, cells(5, 1, 9, 2))
    assert drawing.width == 1000
    assert 800 < drawing.height < 1200
    assert len(drawing.areas) == 4
    assert [hexagon.count for hexagon in drawing.hexagons] == [9, 5, 2, 1]
    assert (drawing.total, drawing.off) == (17, 0)
    assert not drawing.is_empty
    for path in (drawing.outline, drawing.hexagons[0].path, drawing.areas[0].path):
        assert re.fullmatch(r"(M\d+ \d+l(-?\d+ -?\d+ ?)+z)+", path)
    assert drawing.hexagons[0].area is not None


def test_what_lies_off_the_picture_is_only_counted():
    far = hexagons.cell(13.75, 100.5, 8)
    drawing = hexmap.draw(GROUND, [*cells(3), (far, 2), (far, 0)])
    assert (drawing.total, drawing.off, len(drawing.hexagons)) == (5, 2, 1)


def test_without_a_ground_the_picture_shows_the_hexagons():
    drawing = hexmap.draw(Ground(None, ()), cells(3, 4))
    assert len(drawing.hexagons) == 2
    assert drawing.outline == ""
    assert hexmap.draw(Ground(None, ())).is_empty


def test_shades_share_the_hexagons_and_equal_counts_look_equal():
    drawing = hexmap.draw(GROUND, cells(*range(1, 11)))
    assert [(line.shade, line.low, line.high) for line in drawing.shades] == [
        (1, 1, 2),
        (2, 3, 4),
        (3, 5, 6),
        (4, 7, 8),
        (5, 9, 10),
    ]
    assert {hexagon.count: hexagon.shade for hexagon in drawing.hexagons}[7] == 4


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=19))
def test_every_count_has_one_shade_and_more_is_never_paler(counts):
    drawing = hexmap.draw(GROUND, cells(*counts))
    shades = [hexagon.shade for hexagon in drawing.hexagons]
    assert shades == sorted(shades, reverse=True)
    assert {1} <= set(shades) <= {line.shade for line in drawing.shades} <= {1, 2, 3, 4, 5}
    for hexagon in drawing.hexagons:
        line = drawing.shades[hexagon.shade - 1]
        assert line.low <= hexagon.count <= line.high


def test_numbers_are_written_only_where_they_can_be_read():
    assert hexmap.draw(GROUND, cells(1)).label_size > 20
    small = [(hexagons.cell(*HERE, 10), 4)]
    assert hexmap.draw(GROUND, small).label_size == 0


def test_a_pin_stands_where_the_place_is_also_outside():
    drawing = hexmap.locate(GROUND, *HERE)
    assert drawing.pin is not None
    assert drawing.pin == pytest.approx((500, drawing.height / 2), abs=40)
    outside = hexmap.locate(GROUND, 16.6, 102.83)
    assert outside.pin is not None
    assert 0 < outside.pin[1] < outside.height
    alone = hexmap.locate(Ground(None, ()), *HERE)
    assert alone.pin == pytest.approx((alone.width / 2, alone.height / 2), abs=2)


def test_the_resolution_keeps_hexagons_apart():
    assert hexmap.resolution_for(GROUND) == 8
    assert hexmap.resolution_for(Ground(None, ())) == 8
    street = shape([[[(102.83, 16.43), (102.84, 16.43), (102.84, 16.44), (102.83, 16.44)]]])
    assert hexmap.resolution_for(Ground(street, ())) == 10
    country = shape([[[(98.0, 6.0), (105.0, 6.0), (105.0, 20.0), (98.0, 20.0)]]])
    assert hexmap.resolution_for(Ground(country, ())) == 7
