"""Rules send complaints: at filing, again on every edit until somebody assigns by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select

from portal.accounts.models import Person
from portal.complaints import services
from portal.complaints.lifecycle import Verb
from portal.complaints.models import Category, Complaint
from portal.complaints.queries import history
from portal.complaints.queries.said import said
from portal.complaints.routing import matching, queries
from portal.complaints.routing import services as routing
from portal.complaints.routing.drafts import Draft
from portal.complaints.services import Key, Part, Place
from portal.foundation.audit import AuditLine
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, Outdated
from portal.foundation.policy import Role, visitor
from portal.municipalities import queries as municipalities
from portal.municipalities.models import Unit
from portal.places import services as places
from portal.places.geojson import NamedShape
from portal.response_times.promises import Matter
from portal.response_times.queries import promised
from tests import makers
from tests.cases import DAY, HOUR, does, fact, filed, row, steps
from tests.fixtures.portal import Town
from tests.makers import MONDAY


def unit(code: str) -> int:
    return municipalities.unit_ids()[code]


def category(code: str) -> int:
    return session.scalars(select(Category.id).where(Category.code == code)).one()


def rule(town: Town, title: str = "Everything to works", **more: Any) -> int:
    draft = Draft(title, more.pop("unit_id", unit("works")), **more)
    return routing.add(town.actor(Role.CLERK), draft, at=MONDAY)


def routed(complaint_id: int) -> list[dict[str, Any]]:
    return [step.details for step in steps(complaint_id) if step.verb == Verb.ROUTE]


def test_without_rules_it_goes_to_its_category_else_to_the_last_unit(inside: Town) -> None:
    lamp = filed(category_id=category("streetlight"))
    wanted = session.get_one(Category, category("streetlight")).unit_id
    assert (row(lamp).unit_id, routed(lamp)) == (wanted, [])
    assert row(filed()).unit_id == municipalities.fallback_unit_id()


def test_a_rule_names_unit_and_person_and_the_history_says_which(inside: Town) -> None:
    officer = inside.actor(Role.OFFICER).person_id
    rule(inside, "Dogs", keywords=("สุนัข",), unit_id=unit("health"))
    second = rule(inside, "Lamps", keywords=("ไฟ",), officer_id=officer)
    complaint_id = filed("ไฟดับทั้งซอย")
    complaint = row(complaint_id)
    assert (complaint.unit_id, complaint.officer_id) == (unit("works"), officer)
    assert complaint.state == "received", "nobody has accepted it"
    assert (fact(complaint_id).unit_id, fact(complaint_id).officer_id) == (unit("works"), officer)
    assert routed(complaint_id)[0]["rule_id"] == second
    line = next(one for one in history.history(complaint_id, ()) if one.verb is Verb.ROUTE)
    assert str(line.facts[0]) == "By rule 2:"
    assert line.facts[1] == said("Lamps")
    assert not line.is_public
    assert queries.firings(MONDAY + DAY) == {second: 1}
    assert queries.firings(MONDAY + timedelta(days=91)) == {}
    due = {one.promise_kind: one for one in promised.promises_of(Matter("complaint", complaint_id))}
    assert all(one.met_at is None for one in due.values()), "a rule accepts nothing"


def test_every_edit_asks_again(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    area = places.add_area(NamedShape("1", "ward", "เขต 1", "", None))
    rule(inside, "Dogs", keywords=("สุนัข",), unit_id=unit("health"))
    rule(inside, "Here", areas=(area,), unit_id=unit("education"))
    rule(inside, "Noise", categories=(category("noise"),), unit_id=unit("enforcement"))
    complaint_id = filed("ไฟดับ", category_id=category("streetlight"))
    own = session.get_one(Category, category("streetlight")).unit_id
    assert row(complaint_id).unit_id == own
    does(clerk, services.recategorise, complaint_id, category("noise"), at=MONDAY + HOUR)
    assert row(complaint_id).unit_id == unit("enforcement")
    does(clerk, services.move_pin, complaint_id, Place(area_id=area), at=MONDAY + 2 * HOUR)
    assert row(complaint_id).unit_id == unit("education")
    key = Key(visitor(inside.id), complaint_id, by_code=True)
    services.add_information(key, "มีสุนัขด้วย", at=MONDAY + 3 * HOUR)
    assert row(complaint_id).unit_id == unit("health")
    titles = [one.get("title") for one in routed(complaint_id)]
    assert titles == ["Noise", "Here", "Dogs"]
    assert fact(complaint_id).unit_id == unit("health"), "the figures follow"


def test_when_no_rule_takes_it_any_more_its_category_does(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    rule(inside, "Noise", categories=(category("noise"),), unit_id=unit("enforcement"))
    complaint_id = filed(category_id=category("noise"))
    does(clerk, services.recategorise, complaint_id, category("streetlight"), at=MONDAY)
    assert row(complaint_id).unit_id == session.get_one(Category, category("streetlight")).unit_id
    assert [one.get("title") for one in routed(complaint_id)] == ["Noise", None]


@pytest.mark.parametrize("deed", ["assign", "start"])
def test_what_a_person_decided_stays(inside: Town, deed: str) -> None:
    clerk = inside.actor(Role.CLERK)
    complaint_id = filed()
    if deed == "assign":
        does(clerk, services.assign, complaint_id, unit("finance"), None, at=MONDAY)
    else:
        does(clerk, services.start, complaint_id, at=MONDAY)
    was = row(complaint_id).unit_id
    rule(inside, unit_id=unit("education"))
    does(clerk, services.recategorise, complaint_id, category("noise"), at=MONDAY + HOUR)
    does(clerk, services.move_pin, complaint_id, Place(landmark="ตลาด"), at=MONDAY + HOUR)
    assert row(complaint_id).unit_id == was
    assert not routed(complaint_id)


def test_parts_that_were_split_off_go_where_the_officer_said(inside: Town) -> None:
    complaint_id = filed()
    rule(inside, unit_id=unit("education"))
    part = Part("ท่อตันด้วย", category("noise"), unit("finance"))
    made = does(inside.actor(Role.CLERK), services.split, complaint_id, [part], at=MONDAY)
    assert row(made[0].complaint_id).unit_id == unit("finance")


def test_time_is_that_of_filing(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    rule(inside, "Nights", hours=matching.Hours.OUTSIDE, unit_id=unit("disaster"))
    day, night = filed(at=MONDAY), filed(at=MONDAY + 12 * HOUR)
    assert not routed(day)
    assert row(night).unit_id == unit("disaster")
    does(clerk, services.move_pin, day, Place(landmark="ตลาด"), at=MONDAY + 13 * HOUR)
    assert not routed(day)


def test_who_is_away_or_has_left_leaves_it_to_the_unit(inside: Town) -> None:
    clerk, officer = inside.actor(Role.CLERK), inside.actor(Role.OFFICER).person_id or 0
    rule_id = rule(inside, officer_id=officer)
    monday = MONDAY.date()
    routing.send_away(clerk, officer, monday, monday, at=MONDAY)
    assert (row(filed()).unit_id, row(filed()).officer_id) == (unit("works"), None)
    assert row(filed(at=MONDAY + DAY)).officer_id == officer
    warned = matching.warnings(queries.rules(), queries.ground(MONDAY))[rule_id]
    assert str(warned[0]) == "The person is away today, so it goes to the unit."
    routing.call_back(clerk, queries.away(monday)[0].id, at=MONDAY)
    assert row(filed()).officer_id == officer
    session.get_one(Person, officer).is_active = False
    session.flush()
    assert row(filed()).officer_id is None


def test_a_unit_that_is_removed_stops_its_rule_and_the_page_says_so(inside: Town) -> None:
    session.add(Unit(code="x", title_th="กองใหม่", title_en="New", position=99))
    session.flush()
    gone = unit("x")
    rule_id = rule(inside, unit_id=gone)
    rule(inside, "The next", unit_id=unit("education"))
    assert [one.id for one in queries.pointing_at(unit_id=gone)] == [rule_id]
    session.execute(delete(Unit).where(Unit.id == gone))
    assert row(filed()).unit_id == unit("education"), "the next rule is asked"
    warned = matching.warnings(queries.rules(), queries.ground(MONDAY))[rule_id]
    assert "no longer there" in str(warned[0])
    routing.switch(inside.actor(Role.CLERK), rule_id, on=False, at=MONDAY)
    with pytest.raises(Invalid):
        routing.switch(inside.actor(Role.CLERK), rule_id, on=True, at=MONDAY)


def test_rules_are_ordered_switched_changed_and_removed_and_the_log_knows(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    first, second, third = (rule(inside, f"Rule {n}") for n in (1, 2, 3))
    routing.move(clerk, third, up=True, at=MONDAY)
    routing.move(clerk, first, up=True, at=MONDAY)
    routing.move(clerk, second, up=False, at=MONDAY)
    assert [(one.id, one.number) for one in queries.rules()] == [
        (first, 1),
        (third, 2),
        (second, 3),
    ]
    routing.switch(clerk, first, on=False, at=MONDAY)
    assert routed(filed())[0]["rule_id"] == third
    draft = Draft("Renamed", unit("health"))
    routing.change(clerk, third, draft, seen=queries.rule(third).version, at=MONDAY)
    with pytest.raises(Outdated):
        routing.change(clerk, third, draft, seen=1, at=MONDAY)
    assert (queries.rule(third).title, row(filed()).unit_id) == ("Renamed", unit("health"))
    complaint_id = filed()
    routing.remove(clerk, third, at=MONDAY)
    assert routed(complaint_id)[0]["title"] == "Renamed", "the history still says so"
    with pytest.raises(NotFound):
        queries.rule(third)
    acts = session.scalars(select(AuditLine.act).where(AuditLine.kind == "routing_rule"))
    assert set(acts) >= {"routing.added", "routing.moved", "routing.off", "routing.removed"}


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.DISPATCHER, Role.MAYOR])
def test_only_clerk_and_administrator_set_rules(inside: Town, role: Role) -> None:
    with pytest.raises(Forbidden):
        routing.add(inside.actor(role), Draft("Mine", unit("works")), at=MONDAY)
    with pytest.raises(Forbidden):
        routing.send_away(inside.actor(role), 1, MONDAY.date(), MONDAY.date(), at=MONDAY)


def test_days_of_absence_are_checked(inside: Town) -> None:
    clerk, officer = inside.actor(Role.CLERK), inside.actor(Role.OFFICER).person_id or 0
    today = MONDAY.date()
    for person, first, last in (
        (0, today, today),
        (officer, today - 2 * DAY, today - DAY),
        (officer, today + DAY, today),
        (officer, today, today + 400 * DAY),
    ):
        with pytest.raises(Invalid):
            routing.send_away(clerk, person, first, last, at=MONDAY)


def test_rules_of_another_municipality_fire_nowhere_else(town: Town) -> None:
    with town.app.app_context():
        beside = Town(town.app, makers.municipality("beside"))
    with beside.work():
        rule(beside, unit_id=unit("education"))
    with town.work():
        complaint_id = filed()
        assert not queries.rules()
        assert session.get_one(Complaint, complaint_id).unit_id == unit("clerk_office")
