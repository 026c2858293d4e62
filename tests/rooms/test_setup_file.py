"""What a municipality has set goes into a file, and from it into another municipality."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner
from flask import Flask

from portal.complaints.models import MATTER
from portal.complaints.queries import choices
from portal.complaints.services import second_looks
from portal.complaints.verdicts import Custom
from portal.foundation.errors import Invalid
from portal.foundation.policy import Role
from portal.operations import commands, setup
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
