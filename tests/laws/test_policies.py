"""The law of permissions: what one matter's rule says, the list's rule says too, for everyone."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from sqlalchemy import Select, select

from portal.complaints import policy
from portal.complaints.lifecycle import OPEN, Kind, State, Visibility
from portal.complaints.models import Category, Complaint, ComplaintCoUnit
from portal.foundation.database import session
from portal.foundation.policy import Actor, Role, Scope
from portal.municipalities import queries as municipalities
from portal.places import queries as places
from tests import makers
from tests.fixtures.portal import Town
from tests.life import Case

MANY = 40
SEED = 2569
"""The same complaints each time, so that a failure can be looked at again."""


def everybody(town: Town) -> Iterator[Actor]:
    """Each role, with and without a unit, of this and of no person."""
    units = [None, *municipalities.unit_ids().values()]
    for role in Role:
        for unit_id in units:
            yield Actor(role, town.id, None, unit_id)
            yield Actor(role, town.id, town.actor(Role.OFFICER).person_id, unit_id)


def staff_ids(town: Town) -> list[int | None]:
    """Who may be given a complaint, and nobody."""
    people = [town.actor(role).person_id for role in (Role.OFFICER, Role.HEAD, Role.CLERK)]
    return [None, *people]


def scattered(town: Town) -> None:
    """Complaints of every kind in any unit, hand and state, also such as no verb leads to."""
    draw = random.Random(SEED)
    units = [None, *municipalities.unit_ids().values()]
    categories = [None, *session.scalars(select(Category.id).order_by(Category.id))]
    people = staff_ids(town)
    areas = [None, *(area.id for area in places.areas())]
    for _number in range(MANY):
        receipt = makers.complaint(
            kind=draw.choice(list(Kind)), category_id=draw.choice(categories)
        )
        row = session.get_one(Complaint, receipt.complaint_id)
        row.unit_id, row.officer_id = draw.choice(units), draw.choice(people)
        row.area_id = draw.choice(areas)
        state, visibility = draw.choice(list(State)), draw.choice(list(Visibility))
        row.state, row.is_open, row.visibility = state.value, state in OPEN, visibility.value
        row.is_public = draw.random() < 0.5  # as all verbs set it
        known = set(session.scalars(co_units_of(row.id)))
        for unit_id in set(draw.sample(units[1:], draw.randrange(4))) - known:
            session.add(ComplaintCoUnit(complaint_id=row.id, unit_id=unit_id))


def limited(town: Town, people: list[int | None], units: list[int | None]) -> Iterator[Actor]:
    """People whose work is limited to some units, categories and areas, in every role."""
    draw = random.Random(SEED)
    categories = list(session.scalars(select(Category.id).order_by(Category.id)))
    areas = [area.id for area in places.areas()]

    def some(of: list[int]) -> frozenset[int]:
        return frozenset(draw.sample(of, min(len(of), draw.choice([0, 0, 1, 3, 8]))))

    for role in Role:
        for _number in range(40):
            scope = Scope(some([u for u in units if u]), some(categories), some(areas))
            yield Actor(role, town.id, draw.choice(people), draw.choice(units), "", scope)


def co_units_of(complaint_id: int) -> Select[tuple[int]]:
    return select(ComplaintCoUnit.unit_id).where(ComplaintCoUnit.complaint_id == complaint_id)


@pytest.mark.both_databases
def test_the_two_rules_agree_on_any_complaint_and_anybody(town: Town) -> None:
    with town.work():
        scattered(town)
    with town.look():
        matters = session.scalars(select(Complaint)).all()
        co_units = {one.id: set(session.scalars(co_units_of(one.id))) for one in matters}
        people, units = staff_ids(town), [None, *municipalities.unit_ids().values()]
        unlimited = (Actor(r, town.id, p, u) for r in Role for p in people for u in units)
        seen_within_limits = 0
        for actor in (*unlimited, *limited(town, people, units)):
            listed = set(session.scalars(select(Complaint.id).where(policy.readable_by(actor))))
            single = {m.id for m in matters if policy.may_read(actor, m, co_units[m.id])}
            assert listed == single, (SEED, actor)
            seen_within_limits += len(listed) if actor.scope.categories else 0
        assert seen_within_limits
        shown = set(session.scalars(select(Complaint.id).where(policy.public())))
        assert shown == {one.id for one in matters if policy.may_read_public(one)}
        assert len(matters) == MANY
        assert 0 < len(shown) < MANY


@pytest.mark.both_databases
def test_the_rule_for_one_complaint_is_the_rule_for_the_list(
    town: Town, life: dict[State, Case]
) -> None:
    with town.work():
        makers.complaint("ขอเสนอให้ปลูกต้นไม้", kind=Kind.SUGGESTION)
        given = session.scalars(select(Complaint)).first()
        assert given is not None
        given.officer_id = town.actor(Role.OFFICER).person_id
    with town.look():
        matters = session.scalars(select(Complaint)).all()
        co_units: dict[int, set[int]] = {}
        for row in session.execute(select(ComplaintCoUnit.complaint_id, ComplaintCoUnit.unit_id)):
            co_units.setdefault(row.complaint_id, set()).add(row.unit_id)
        for actor in everybody(town):
            listed = set(session.scalars(select(Complaint.id).where(policy.readable_by(actor))))
            single = {m.id for m in matters if policy.may_read(actor, m, co_units.get(m.id, ()))}
            assert listed == single, actor
        assert {m.kind for m in matters} >= {Kind.SUGGESTION, Kind.RELIEF}
