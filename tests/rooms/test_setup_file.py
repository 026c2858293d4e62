"""What a municipality has set goes into a file, and from it into another municipality."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from flask import Flask

from portal.complaints.handing_over import directory
from portal.complaints.handing_over.directory import Entry
from portal.complaints.models import MATTER
from portal.complaints.queries import choices
from portal.complaints.routing import queries as rules
from portal.complaints.routing import services as routing
from portal.complaints.routing.drafts import Draft
from portal.complaints.routing.matching import Hours
from portal.complaints.services import second_looks
from portal.complaints.verdicts import Custom
from portal.foundation.errors import Invalid
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from portal.operations import commands, setup
from portal.places import queries as places
from portal.places import services as place_services
from portal.response_times.queries import standards as standing
from portal.response_times.services import standards
from portal.response_times.services.standards import Change
from portal.response_times.standards import PromiseKind, Standard, Unit
from portal.response_times.versions import Scope
from tests import makers
from tests.fixtures.portal import Town
from tests.makers import MONDAY


@pytest.fixture
def twin(town: Town) -> Town:
    """Another municipality, as it was founded; the first one has changed its standards."""
    with town.app.app_context():
        other = Town(town.app, makers.municipality("banphai", "town"))
    with town.work():
        clerk = town.actor(Role.CLERK)
        category = choices.categories()[0].id
        three = Standard(PromiseKind.RESOLVE, 3, Unit.WORKING_DAYS)
        news = Standard(PromiseKind.NEWS, 10, Unit.CALENDAR_DAYS)
        for scope, standard in ((Scope(category), three), (Scope(), news)):
            wanted = {standard.promise_kind: standard}
            standards.enter(clerk, Change(MATTER, scope, wanted, date(2026, 12, 1)), MONDAY)
        second_looks.change_custom(clerk, Custom(7, 3))
    return other


def dumped(town: Town) -> dict[str, object]:
    with town.app.app_context():
        return setup.dump(town.id)


def loaded(town: Town, kept: dict[str, object]) -> int:
    with town.app.app_context():
        return setup.load(town.id, kept, at=MONDAY)


def test_what_was_set_is_taken_over_once(town: Town, twin: Town) -> None:
    kept = json.loads(json.dumps(dumped(town)))
    assert dumped(twin) != kept
    assert loaded(twin, kept) == 2
    assert loaded(twin, kept) == 0
    with twin.look():
        assert standing.versions_of(MATTER).all[-1].in_force_from == date(2026, 12, 1)
        assert choices.categories()

    def sorted_lines(settings: dict[str, object]) -> list[str]:
        return sorted(json.dumps(line) for line in settings["complaints"]["standards"])

    assert sorted_lines(dumped(twin)) == sorted_lines(kept)
    assert dumped(twin)["complaints"]["second_looks"] == {"size": 7, "day": 3}
    assert dumped(twin)["response_times"] == kept["response_times"]


def test_a_category_that_is_not_here_is_refused_whole(town: Town, twin: Town) -> None:
    kept = dumped(town)
    kept["complaints"]["standards"][-1]["category"] = "airport"
    before = dumped(twin)
    with pytest.raises(Invalid, match="airport"):
        loaded(twin, kept)
    assert dumped(twin) == before


def test_the_commands_print_and_take_over(app: Flask, town: Town, twin: Town, tmp_path) -> None:
    run = CliRunner().invoke
    with app.app_context():
        printed = run(commands.dump, [makers.SLUG])
        file = tmp_path / "setup.json"
        file.write_text(printed.output, encoding="utf-8")
        assert run(commands.load, ["banphai", str(file)]).output == "2 standards added.\n"
        file.write_text("{}", encoding="utf-8")
        refused = run(commands.load, ["banphai", str(file)])
        assert refused.exit_code == 1
        assert "cannot be taken over" in refused.output
        assert run(commands.dump, ["nowhere"]).exit_code == 1


LAMPS = Draft("ไฟฟ้า ส่งกองช่าง", 0, keywords=("ไฟดับ",), hours=Hours.OWN, weekdays=(5, 6))
PEA = Entry("การไฟฟ้าส่วนภูมิภาค", "Provincial Electricity Authority", "pea@example.org", "1129")

SQUARE = [[102.83, 16.43], [102.84, 16.43], [102.84, 16.44], [102.83, 16.44], [102.83, 16.43]]
NAMED = {"code": "w1", "kind": "ward", "title_th": "เขต ๑", "title_en": "Ward 1"}
SHAPE = {"type": "Polygon", "coordinates": [SQUARE]}
AREAS = {
    "type": "FeatureCollection",
    "features": [{"type": "Feature", "properties": NAMED, "geometry": SHAPE}],
}


def furnished(town: Town) -> None:
    with town.work():
        clerk = town.actor(Role.CLERK)
        lamps = category_id("streetlight")
        directory.save(clerk, None, replace(PEA, categories=(lamps,)), at=MONDAY)
        place_services.set_areas(AREAS)
        area = places.areas()[0].id
        works = municipalities.unit_ids()["works"]
        draft = replace(LAMPS, unit_id=works, categories=(lamps,), areas=(area,), until=600)
        routing.add(clerk, draft, at=MONDAY)
        off = routing.add(clerk, Draft("ปิดไว้", works, keywords=("ทดลอง",)), at=MONDAY)
        routing.switch(clerk, off, on=False, at=MONDAY)


def category_id(code: str) -> int:
    return next(line.id for line in choices.every_category() if line.code == code)


def test_rules_and_outside_bodies_travel_too_and_twice_is_once(town: Town, twin: Town) -> None:
    furnished(town)
    kept = json.loads(json.dumps(dumped(town)))
    for _ in range(2):
        loaded(twin, kept)
        again = dumped(twin)
        assert again["routing"] == kept["routing"]
        assert again["outside_bodies"] == kept["outside_bodies"]
    with twin.look():
        first, second = rules.rules()
        assert (first.is_active, second.is_active) == (True, False)
        assert first.unit_id == municipalities.unit_ids()["works"]
        assert first.categories == {category_id("streetlight")}
        (body,) = directory.bodies()
        assert body.categories == {category_id("streetlight")}


@pytest.mark.parametrize(
    ("part", "name", "value", "told"),
    [
        ("routing", "unit", "space", ": space"),
        ("routing", "areas", ["moon"], ": moon"),
        ("routing", "weekdays", [], "มีข้อมูลที่ต้องแก้ไข"),
        ("outside_bodies", "categories", ["airport"], ": airport"),
        ("outside_bodies", "email", "nobody", "มีข้อมูลที่ต้องแก้ไข"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_taken(
    town: Town, twin: Town, part: str, name: str, value: object, told: str
) -> None:
    furnished(town)
    kept = dumped(town)
    kept[part][0][name] = value
    before = dumped(twin)
    with pytest.raises(Invalid, match=told):
        loaded(twin, kept)
    assert dumped(twin) == before
