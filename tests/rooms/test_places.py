"""Outlines, areas and the question where a place is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask, render_template_string
from sqlalchemy import event, select

from portal.foundation import database as foundation
from portal.foundation import tenancy
from portal.foundation.errors import Invalid
from portal.foundation.i18n import Bilingual, speaking
from portal.municipalities import queries as municipalities
from portal.places import geojson, geometry, hexagons, hexmap, queries, services, setup
from portal.places.geojson import NamedShape
from portal.places.models import Area, Boundary
from tests import makers
from tests.fixtures.portal import MONDAY, Town

DEMO = json.loads(setup.DEMO.read_text(encoding="utf-8"))
OUTLINE, *WARDS = DEMO["features"]
HERE, OUTSIDE = (16.4312, 102.8345), (16.60, 102.83)


@pytest.fixture(autouse=True)
def _afresh() -> Iterator[None]:
    queries.forget()
    yield
    queries.forget()


def wards() -> dict[str, object]:
    return {"type": "FeatureCollection", "features": WARDS}


def test_without_an_outline_every_place_is_inside(inside: Town) -> None:
    assert queries.outline() is None
    assert queries.areas() == ()
    assert queries.where_is(*OUTSIDE) == queries.Where(inside=True, area_id=None)


def test_an_outline_and_areas_say_where_a_place_is(inside: Town) -> None:
    shape = services.set_boundary(OUTLINE, at=MONDAY)
    assert geometry.area(shape) == pytest.approx(46, abs=2)
    assert services.set_areas(wards()) == (4, 0)
    second = queries.areas()[1]
    assert (second.code, second.title.th, second.kind) == ("2", "เขต 2", "ward")
    assert queries.where_is(*HERE) == queries.Where(inside=True, area_id=second.id)
    assert queries.where_is(*OUTSIDE) == queries.Where(inside=False, area_id=None)
    assert queries.areas_outside() == []


def test_a_new_outline_takes_the_place_of_the_old_one(inside: Town) -> None:
    services.set_boundary(OUTLINE, at=MONDAY)
    services.set_boundary(WARDS[0], at=MONDAY)
    assert len(inside_rows(Boundary)) == 1
    assert not queries.where_is(16.41, 102.85).inside
    assert services.set_areas(wards()) == (4, 0)
    assert [area.code for area in queries.areas_outside()] == ["2", "3", "4"]
    services.remove_boundary()
    assert queries.where_is(*OUTSIDE).inside


def inside_rows(table: type[Area | Boundary]) -> list[object]:
    return list(foundation.session.scalars(select(table)))


def test_areas_are_known_by_their_code_and_none_is_lost(inside: Town) -> None:
    services.set_areas(wards())
    ids = {area.code: area.id for area in queries.areas()}
    renamed = {**WARDS[2], "properties": {"code": "3", "title_th": "เขตสาม", "title_en": "Three"}}
    new = {"type": "Feature", "properties": {"code": "9", "title_th": "ชุมชนใหม่"}}
    document = {"type": "FeatureCollection", "features": [new, renamed]}
    assert services.set_areas(document) == (1, 1)
    assert [area.code for area in queries.areas()] == ["9", "3", "1", "2", "4"]
    assert {area.code: area.id for area in queries.areas() if area.code != "9"} == ids
    assert queries.areas()[0].shape is None
    assert queries.areas()[1].title == Bilingual("เขตสาม", "Three")


def test_an_area_is_added_last_and_its_code_only_once(inside: Town) -> None:
    services.set_areas(wards())
    added = services.add_area(NamedShape("5", "ward", "เขต 5", "", None))
    assert queries.areas()[-1].id == added
    with pytest.raises(Invalid, match="already an area"):
        services.add_area(NamedShape("5", "ward", "เขต ห้า", "", None))


def test_areas_are_taken_all_or_not_at_all(inside: Town) -> None:
    broken = {"type": "Feature", "properties": {"code": "8"}}
    with pytest.raises(Invalid, match="Area 5"):
        services.set_areas({"type": "FeatureCollection", "features": [*WARDS, broken]})
    assert queries.areas() == ()


def test_the_ground_is_read_once_and_again_after_a_change(inside: Town) -> None:
    services.set_boundary(OUTLINE, at=MONDAY)
    queries.where_is(*HERE)
    asked: list[str] = []

    def listen(_c: object, _u: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(foundation.db.engine, "before_cursor_execute", listen)
    try:
        for _ in range(50):
            queries.where_is(*HERE)
        assert asked == []
        services.set_boundary(WARDS[0], at=MONDAY)
        asked.clear()
        queries.where_is(*HERE)
        assert 1 <= len(asked) <= 3, "the outline, the areas, the closed areas"
    finally:
        event.remove(foundation.db.engine, "before_cursor_execute", listen)


def test_kept_ground_grows_old(inside: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    assert queries.where_is(*OUTSIDE).inside
    foundation.session.add(
        Boundary(geojson=geojson.write(geojson.read_shape(OUTLINE)), set_at=MONDAY)
    )
    foundation.session.flush()
    assert queries.where_is(*OUTSIDE).inside
    late = queries.time.monotonic() + queries.KEPT_SECONDS + 1
    monkeypatch.setattr(queries.time, "monotonic", lambda: late)
    assert not queries.where_is(*OUTSIDE).inside


def test_no_municipality_stands_on_anothers_ground(inside: Town) -> None:
    services.set_boundary(OUTLINE, at=MONDAY)
    assert not queries.where_is(*OUTSIDE).inside
    with tenancy.acting_for(inside.id + 1):
        assert queries.where_is(*OUTSIDE).inside
    assert not queries.where_is(*OUTSIDE).inside


def test_only_the_demo_begins_with_a_ground(town: Town) -> None:
    with town.app.app_context():
        demo = makers.municipality("demo-town", demo=True)
    with town.work():
        profile = municipalities.profile_of(town.id)
        assert profile is not None
        setup.preset(profile, at=MONDAY)
        assert queries.outline() is None
    with Town(town.app, demo).work():
        profile = municipalities.profile_of(demo)
        assert profile is not None
        setup.preset(profile, at=MONDAY)
        assert len(queries.areas()) == 4
        assert queries.where_is(*HERE).area_id is not None


def run(app: Flask, *words: str) -> Result:
    with speaking("en"):
        return app.test_cli_runner().invoke(args=["places", *words])


def written(folder: Path, document: object) -> str:
    path = folder / "file.geojson"
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


def test_an_operator_sets_both_from_files(town: Town, tmp_path: Path) -> None:
    answer = run(town.app, "boundary", makers.SLUG, written(tmp_path, OUTLINE))
    assert answer.exit_code == 0, answer.output
    assert "now encloses" in answer.output
    answer = run(town.app, "areas", makers.SLUG, written(tmp_path, wards()))
    assert "4 areas added, 0 changed." in answer.output
    far = {**WARDS[0], "geometry": square(17.0, 103.5)}
    answer = run(town.app, "areas", makers.SLUG, written(tmp_path, collection(far)))
    assert "1 area lies outside the boundary" in answer.output
    with town.look():
        assert queries.outline() is not None
        assert len(queries.areas()) == 4


def square(lat: float, lon: float) -> dict[str, object]:
    corners = [(lon, lat), (lon + 0.01, lat), (lon + 0.01, lat + 0.01), (lon, lat)]
    return {"type": "Polygon", "coordinates": [corners]}


def collection(*features: object) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(features)}


def test_an_operator_is_told_in_words_what_is_wrong(town: Town, tmp_path: Path) -> None:
    outline = written(tmp_path, OUTLINE)
    assert "There is no municipality" in run(town.app, "boundary", "nowhere", outline).output
    (tmp_path / "words.txt").write_text("no json", encoding="utf-8")
    answer = run(town.app, "boundary", makers.SLUG, str(tmp_path / "words.txt"))
    assert "not GeoJSON" in answer.output
    swapped = {"type": "Polygon", "coordinates": [[[16.4, 102.8], [16.5, 102.8], [16.4, 102.9]]]}
    answer = run(town.app, "boundary", makers.SLUG, written(tmp_path, swapped))
    assert answer.exit_code == 1
    assert "wrong way round" in answer.output


def test_a_change_of_ground_renews_public_pages(town: Town) -> None:
    with town.look():
        before = municipalities.public_version()
    with town.work():
        services.set_boundary(OUTLINE, at=MONDAY)
    with town.look():
        assert municipalities.public_version() > before


MAPS = """<!doctype html><html lang="{{ language() }}"><head><title>x</title></head><body>
{% from 'places/hexmap.html' import picture, legend, counts, locator %}
{{ picture(map, 'Cases <here>', 'What it shows', prefix) }}{{ legend(map) }}
{{ counts(map, 'The same', prefix) }}{{ locator(pin, 'The place') }}</body></html>"""


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("prefix", ["", "/map?cell="])
def test_maps_are_pictures_with_words_and_a_table(town: Town, language: str, prefix: str) -> None:
    cell, far = hexagons.cell(*HERE, 8), hexagons.cell(13.7, 100.5, 8)
    with town.work(language):
        services.set_boundary(OUTLINE, at=MONDAY)
        services.set_areas(wards())
    with town.look(language), town.app.test_request_context():
        drawing = hexmap.draw(queries.ground(), [(cell, 12), (far, 3)])
        pin = hexmap.locate(queries.ground(), *HERE)
        body = render_template_string(MAPS, map=drawing, pin=pin, prefix=prefix)
    assert "style=" not in body
    assert "&lt;here&gt;" in body
    assert {"th": "12 เรื่อง, เขต 2", "en": "12 cases, Ward 2"}[language] in body
    assert {"th": "อีก 3 เรื่อง", "en": "3 more cases"}[language] in body
    assert body.count(f'href="{prefix}{hexagons.name(cell)}"') == (2 if prefix else 0)
    assert ('role="group"' in body) is bool(prefix)
    assert "hexmap__pin" in body


def test_the_outline_is_given_to_maps_in_the_browser(town: Town) -> None:
    client = town.app.test_client()
    assert client.get("/places/outline.geojson").json["features"] == []
    with town.work():
        services.set_boundary(OUTLINE, at=MONDAY)
    answer = client.get("/places/outline.geojson")
    assert answer.mimetype == "application/geo+json"
    assert answer.json["features"][0]["geometry"]["type"] == "MultiPolygon"
