from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation.errors import Invalid
from portal.foundation.i18n import Bilingual, speaking
from portal.places import geojson, geometry
from portal.places.geometry import shape
from portal.places.ground import AreaLine, Ground

SQUARE = [(102.0, 16.0), (103.0, 16.0), (103.0, 17.0), (102.0, 17.0), (102.0, 16.0)]
HOLE = [(102.4, 16.4), (102.6, 16.4), (102.6, 16.6), (102.4, 16.6), (102.4, 16.4)]
ISLET = [(104.0, 16.0), (104.1, 16.0), (104.1, 16.1), (104.0, 16.1)]
DEMO = json.loads((Path(geometry.__file__).with_name("demo.geojson")).read_text(encoding="utf-8"))

latitudes = st.floats(16.39, 16.47)
longitudes = st.floats(102.78, 102.88)


def polygon(*rings: list[tuple[float, float]]) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [[list(at) for at in ring] for ring in rings]}


@pytest.mark.parametrize(
    ("lat", "lon", "inside"),
    [
        (16.2, 102.2, True),
        (16.5, 102.5, False),  # in the hole
        (16.39, 102.5, True),  # just below the hole
        (17.5, 102.5, False),
        (16.05, 104.05, True),  # on the islet
        (16.05, 103.5, False),  # between the two
        (math.nan, 102.5, False),
    ],
)
def test_a_point_is_in_a_shape_with_hole_and_islet_or_not(lat, lon, inside):
    assert geometry.contains(shape([[SQUARE, HOLE], [ISLET]]), lat, lon) is inside


def test_a_ray_through_a_corner_counts_once():
    diamond = shape([[[(102.5, 16.0), (103.0, 16.5), (102.5, 17.0), (102.0, 16.5)]]])
    assert geometry.contains(diamond, 16.5, 102.1)
    assert not geometry.contains(diamond, 16.5, 101.9)
    assert not geometry.contains(diamond, 17.0, 101.9)


@given(latitudes, longitudes)
def test_neighbours_share_no_point_and_leave_none_between_them(lat, lon):
    outline, *areas = (geojson.read_shape(feature) for feature in DEMO["features"])
    holding = sum(geometry.contains(area, lat, lon) for area in areas)
    assert holding == geometry.contains(outline, lat, lon)


@pytest.mark.parametrize("place", [(16.430, 102.828), (16.446, 102.832), (16.433, 102.812)])
def test_a_corner_of_several_areas_lies_in_exactly_one(place):
    areas = [geojson.read_shape(feature) for feature in DEMO["features"][1:]]
    assert sum(geometry.contains(area, *place) for area in areas) == 1


def test_distances_are_those_of_the_globe():
    assert geometry.distance(16.43, 102.83, 16.43, 102.83) == 0
    # A degree of a great circle is 111.195 km on a globe of radius 6,371.0088 km.
    assert geometry.distance(0, 0, 1, 0) == pytest.approx(111_195.08, abs=0.1)
    # Bangkok to Khon Kaen, measured on a map, some 388 km.
    assert geometry.distance(13.7563, 100.5018, 16.4322, 102.8236) == pytest.approx(
        388_000, rel=0.01
    )
    assert geometry.distance(0, 0, 0, 180) == pytest.approx(math.pi * geometry.EARTH_RADIUS)


@given(latitudes, longitudes, latitudes, longitudes)
def test_the_way_there_is_as_long_as_the_way_back(lat, lon, to_lat, to_lon):
    there = geometry.distance(lat, lon, to_lat, to_lon)
    assert there == pytest.approx(geometry.distance(to_lat, to_lon, lat, lon))


def test_the_area_of_a_square_degree_less_its_hole():
    # R² · Δλ · (sin 17° − sin 16°)
    whole = geometry.EARTH_RADIUS**2 * math.radians(1)
    whole *= math.sin(math.radians(17)) - math.sin(math.radians(16))
    assert geometry.area(shape([[SQUARE]])) == pytest.approx(whole / 1e6, rel=1e-4)
    small = geometry.area(shape([[HOLE]]))
    assert geometry.area(shape([[SQUARE, HOLE]])) == pytest.approx(whole / 1e6 - small, rel=1e-4)
    assert geometry.area(shape([[SQUARE[::-1]]])) == pytest.approx(whole / 1e6, rel=1e-4)


def test_the_demo_is_about_as_large_as_it_says():
    outline, *areas = (geojson.read_shape(feature) for feature in DEMO["features"])
    assert geometry.area(outline) == pytest.approx(46, abs=2)
    assert sum(map(geometry.area, areas)) == pytest.approx(geometry.area(outline))
    assert geometry.centroid(outline) == pytest.approx((16.43, 102.83), abs=0.003)


def test_the_middle_of_a_square_and_of_a_line():
    assert geometry.centroid(shape([[SQUARE], [ISLET]])) == pytest.approx((16.5, 102.5))
    line = shape([[[(102.0, 16.0), (103.0, 16.0), (102.5, 16.0)]]])
    assert geometry.centroid(line) == pytest.approx((16.0, 102.5))


def test_simplifying_keeps_corners_and_drops_what_lies_on_a_line():
    dense = [(102 + step / 50, 16.0) for step in range(51)]
    dense += [(103.0, 16 + step / 50) for step in range(1, 51)]
    dense += [(102.0, 17.0)]
    thin = geometry.simplify(shape([[dense]]), 100)
    assert set(thin.polygons[0][0]) == set(SQUARE)


@given(st.floats(1, 5000))
def test_simplifying_never_moves_the_border_further_than_asked(metres):
    outline = geojson.read_shape(DEMO["features"][0])
    thin = geometry.simplify(outline, metres)
    kept = thin.polygons[0][0]
    for position in outline.polygons[0][0]:
        off = min(geometry._off_line(position, start, end) for start, end in pairwise(kept))
        assert off <= metres * 1.001 or len(kept) == len(outline.polygons[0][0])


def test_what_is_no_ring_is_refused():
    for ring in ([], [(102.0, 16.0)], [(102.0, 16.0), (103.0, 16.0)], [(102.0, 16.0)] * 5):
        with pytest.raises(ValueError, match="ring"):
            shape([[ring]])
    with pytest.raises(ValueError, match="polygon"):
        shape([])


BOW_TIE = [(102.0, 16.0), (103.0, 17.0), (103.0, 16.0), (102.0, 17.0), (102.0, 16.0)]
TINY = [(102.0, 16.0), (102.0001, 16.0), (102.0001, 16.0001), (102.0, 16.0)]


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (None, "no polygon"),
        ({}, "no polygon"),
        ({"type": "Point", "coordinates": [102, 16]}, "no polygon"),
        (polygon([(16.0, 102.0), (16.0, 103.0), (17.0, 103.0)]), "wrong way round"),
        (polygon([(2.0, 48.0), (3.0, 48.0), (3.0, 49.0)]), "outside Thailand"),
        (polygon([(267500.0, 1817000.0), (1.0, 2.0), (3.0, 4.0)]), "is in metres"),
        ({"type": "Polygon", "coordinates": [[["a", "b"]]]}, "pair of numbers"),
        ({"type": "Polygon", "coordinates": 7}, "pair of numbers"),
        (polygon([(102.0, 16.0), (103.0, 16.0)]), "fewer than three"),
        (polygon(BOW_TIE), "crosses itself"),
        (polygon(TINY), "cannot be right"),
        (polygon(SQUARE * 10_001), "more than"),
    ],
)
def test_a_boundary_that_cannot_be_right_is_refused_in_words(document, words):
    with speaking("en"), pytest.raises(Invalid) as refused:
        geojson.read_shape(document)
    with speaking("en"):
        assert words in str(refused.value)


def test_polygons_are_found_wherever_geojson_keeps_them():
    bare = polygon(SQUARE)
    multi = {"type": "MultiPolygon", "coordinates": [bare["coordinates"]]}
    feature = {"type": "Feature", "properties": {}, "geometry": bare}
    for document in (
        bare,
        multi,
        feature,
        {"type": "FeatureCollection", "features": [feature]},
        {"type": "GeometryCollection", "geometries": [multi]},
    ):
        assert geojson.read_shape(document) == shape([[SQUARE]])


def test_heights_are_ignored_and_writing_gives_the_shape_back():
    high = {"type": "Polygon", "coordinates": [[[lon, lat, 150.0] for lon, lat in SQUARE]]}
    read = geojson.read_shape(high)
    assert geojson.restore(json.loads(json.dumps(geojson.write(read)))) == read


@pytest.mark.parametrize(
    ("features", "words"),
    [
        ([], "no areas"),
        ([{"type": "Feature"}], "Area 1: it is not"),
        ([{"properties": {"code": "1"}}], "Area 1: it needs"),
        ([{"properties": {"code": "1" * 41, "title_th": "ก"}}], "Area 1: its code"),
        ([{"properties": {"code": "1", "title_th": "ก"}}] * 2, "same code"),
        (
            [
                {"properties": {"code": "1", "title_th": "ก"}},
                {"properties": {"code": "2", "title_th": "ข"}, "geometry": polygon(BOW_TIE)},
            ],
            "Area 2: The boundary crosses itself",
        ),
    ],
)
def test_areas_that_cannot_be_taken_are_named(features, words):
    with speaking("en"), pytest.raises(Invalid) as refused:
        geojson.read_areas({"type": "FeatureCollection", "features": features})
    with speaking("en"):
        assert words in str(refused.value)


def test_the_ground_answers_where_a_place_is():
    ward = AreaLine(7, "1", "ward", Bilingual("เขต 1", "Ward 1"), 1, shape([[HOLE]]))
    named = AreaLine(8, "2", "ward", Bilingual("เขต 2", "Ward 2"), 2, None)
    ground = Ground(shape([[SQUARE]]), (named, ward))
    assert ground.where(16.5, 102.5) == type(ground.where(0, 0))(inside=True, area_id=7)
    assert ground.where(16.1, 102.1).area_id is None
    assert not ground.where(15.0, 102.1).inside
    assert Ground(None, ()).where(0, 0).inside
