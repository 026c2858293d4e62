"""Who may do what, as a table of cases: pure, so every role meets every kind of complaint."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

import pytest

from portal.complaints import policy
from portal.complaints.lifecycle import Kind, Verb
from portal.foundation.policy import SCOPED, Actor, Role, Scope

HERE = 1
WORKS, WASTE = 11, 12
ME, OTHER = 7, 8


@dataclass(frozen=True)
class Matter:
    """A complaint as the rules see it."""

    kind: str = Kind.RELIEF.value
    unit_id: int | None = WORKS
    officer_id: int | None = None
    category_id: int | None = None
    area_id: int | None = None


def somebody(role: Role, unit_id: int | None = WORKS) -> Actor:
    return Actor(role, HERE, ME, unit_id)


@pytest.mark.parametrize(
    ("matter", "co_units", "readable"),
    [
        (Matter(), (), True),
        (Matter(unit_id=WASTE), (), False),
        (Matter(unit_id=WASTE), (WORKS,), True),
        (Matter(unit_id=WASTE, officer_id=ME), (), True),
        (Matter(unit_id=WASTE, officer_id=OTHER), (), False),
        (Matter(unit_id=None), (), False),
    ],
)
@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD])
def test_a_unit_reads_its_own(
    role: Role, matter: Matter, co_units: tuple[int, ...], *, readable: bool
) -> None:
    assert policy.may_read(somebody(role), matter, co_units) is readable


@pytest.mark.parametrize("role", [Role.VISITOR, Role.RESIDENT, Role.COUNCIL, Role.ADMINISTRATOR])
def test_those_who_do_not_work_here_open_no_case(role: Role) -> None:
    assert not policy.may_read(somebody(role), Matter(), (WORKS,))
    assert not policy.may_take_in(somebody(role))


def test_the_mayor_reads_everything_but_moves_nothing() -> None:
    mayor = somebody(Role.MAYOR, None)
    assert policy.may_read(mayor, Matter())
    assert not any(policy.may_work(mayor, Matter(), verb) for verb in Verb)
    assert not policy.may_see_contact(mayor, Matter())


def test_an_officer_names_no_units_and_lets_nothing_be_seen() -> None:
    officer = somebody(Role.OFFICER)
    refused = {verb for verb in Verb if not policy.may_work(officer, Matter(), verb)}
    assert {Verb.ASSIGN, Verb.REVIEW} <= refused
    assert policy.may_work(officer, Matter(), Verb.RECATEGORISE)
    assert not policy.may_work(officer, Matter(unit_id=WASTE), Verb.RECATEGORISE, (WORKS,))


@pytest.mark.parametrize(
    ("role", "verb"),
    list(product(Role, [*sorted(policy.REPORTER_VERBS), Verb.FILE, Verb.SETTLE])),
)
def test_nobody_at_the_desk_speaks_for_the_reporter_or_the_clock(role: Role, verb: Verb) -> None:
    assert not policy.may_work(somebody(role), Matter(), verb)


@pytest.mark.parametrize(("role", "verb"), list(product(Role, Verb)))
def test_who_may_not_read_may_not_work(role: Role, verb: Verb) -> None:
    actor, matter = somebody(role), Matter(unit_id=WASTE)
    if not policy.may_read(actor, matter):
        assert not policy.may_work(actor, matter, verb)


LAMPS, NORTH = 21, 31
ONLY = Scope(frozenset({WORKS}), frozenset({LAMPS}), frozenset({NORTH}))
WITHIN = Matter(unit_id=WORKS, category_id=LAMPS, area_id=NORTH)


@pytest.mark.parametrize("role", sorted(SCOPED))
@pytest.mark.parametrize(
    ("matter", "readable"),
    [
        (WITHIN, True),
        (replace(WITHIN, unit_id=WASTE), False),
        (replace(WITHIN, unit_id=None), False),
        (replace(WITHIN, category_id=22), False),
        (replace(WITHIN, category_id=None), False),
        (replace(WITHIN, area_id=32), False),
        (replace(WITHIN, area_id=None), False),
    ],
)
def test_a_limit_holds_for_the_matter(role: Role, matter: Matter, readable: bool) -> None:
    actor = Actor(role, HERE, ME, WORKS, "", ONLY)
    assert policy.may_read(actor, matter) is readable
    assert policy.may_see_contact(actor, matter) is readable
    assert policy.may_work(actor, matter, Verb.REPLY) is readable


def test_what_is_given_by_name_is_read_beyond_the_limit() -> None:
    given = Matter(unit_id=WASTE, officer_id=ME, category_id=22)
    assert policy.may_read(Actor(Role.OFFICER, HERE, ME, WORKS, "", ONLY), given)
    assert not policy.may_read(Actor(Role.DISPATCHER, HERE, ME, WORKS, "", ONLY), given)


def test_units_of_a_scope_stand_in_place_of_the_own_one() -> None:
    head = Actor(Role.HEAD, HERE, ME, WORKS, "", Scope(units=frozenset({WASTE})))
    assert not policy.may_read(head, Matter(unit_id=WORKS))
    assert policy.may_read(head, Matter(unit_id=WASTE))
    assert policy.may_read(head, Matter(unit_id=WORKS), (WASTE,))
