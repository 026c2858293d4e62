"""Verified residents: seen at the counter, by a printed code, and never twice unnoticed."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from portal.accounts.models import Person
from portal.foundation.audit import AuditLine
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder, TooMany
from portal.foundation.personal import Subject
from portal.foundation.policy import Actor, Role, visitor
from portal.participation import personal
from portal.participation.projects import services as projects_services
from portal.participation.projects.terms import Tool, Who
from portal.participation.residents import acting, queries, services
from portal.participation.residents.acting import Channel
from portal.participation.residents.models import PrintedCode, Verification
from portal.participation.residents.services import NewCodes, Seen
from portal.participation.residents.services import codes as services_codes
from portal.participation.residents.services.counter import likeness_of
from portal.participation.residents.terms import Proof
from tests import projects
from tests.fixtures.portal import Town
from tests.makers import MONDAY, SECRET

BORN = date(1986, 11, 24)
DAY = timedelta(days=1)


def seen(town: Town, name: str = "นางสีดา ใจดี", address: str = "sida@example.com") -> int:
    what = Seen(name, BORN, Proof.CARD, 7, address)
    clerk = town.actor(Role.CLERK)
    return services.verify_at_counter(clerk, what, secret_key=SECRET, at=MONDAY)


def a_resident(town: Town, person_id: int) -> Actor:
    return Actor(Role.RESIDENT, town.id, person_id)


def printed(town: Town, count: int = 3) -> list[str]:
    new = NewCodes(uuid4(), "หมู่ 4", count, 7, MONDAY + 30 * DAY)
    return services.print_codes(town.actor(Role.CLERK), new, secret_key=SECRET, at=MONDAY)


def test_the_counter_keeps_the_fact_and_neither_number_nor_birthday(inside: Town) -> None:
    person_id = seen(inside)
    row = session.scalars(select(Verification)).one()
    clerk = inside.actor(Role.CLERK)
    assert (row.person_id, row.at, row.by_id) == (person_id, MONDAY, clerk.person_id)
    assert (row.ground, row.area_id, row.ended_at) == ("card", 7, None)
    kept = " ".join(str(value) for value in vars(row).values())
    assert "1986" not in kept
    assert "สีดา" not in kept
    assert session.get_one(Person, person_id).name == ""
    assert session.get_one(Person, seen(inside, "มานะ ดี", "")).name == "มานะ ดี"
    row = session.scalars(select(Verification).where(Verification.person_id == person_id)).one()
    assert queries.is_verified(person_id, MONDAY)
    assert not queries.is_verified(person_id, MONDAY - DAY)
    services.end(clerk, row.id, MONDAY + DAY)
    assert not queries.is_verified(person_id, MONDAY + DAY)
    with pytest.raises(NotFound):
        services.end(clerk, row.id, MONDAY + DAY)
    with pytest.raises(Forbidden):
        services.verify(inside.actor(Role.COUNCIL), person_id, Proof.CARD, None, MONDAY)


def test_what_makes_no_sense_at_the_counter_is_refused(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    for name, born, address, field in (
        (" ", BORN, "", "name"),
        ("สีดา", date(2027, 1, 1), "", "born"),
        ("สีดา", date(1850, 1, 1), "", "born"),
        ("สีดา", BORN, "no address", "email"),
    ):
        what = Seen(name, born, Proof.CARD, None, address)
        with pytest.raises(Invalid) as refusal:
            services.verify_at_counter(clerk, what, secret_key=SECRET, at=MONDAY)
        assert set(refusal.value.fields) == {field}
    assert session.scalars(select(Verification)).all() == []


def test_the_same_person_twice_waits_for_a_decision(inside: Town) -> None:
    first, second = seen(inside), seen(inside, "สีดา  ใจดี", "0812345678")
    assert seen(inside, "มานะ ใจดี", "") not in {first, second}
    assert first != second
    (double,) = queries.doubles(MONDAY)
    assert (double.first.person_id, double.second.person_id) == (first, second)
    with pytest.raises(Forbidden):
        services.decide(inside.actor(Role.OFFICER), double.id, is_same=True, at=MONDAY)
    head = inside.actor(Role.HEAD)
    services.decide(head, double.id, is_same=True, at=MONDAY)
    assert queries.is_verified(first, MONDAY)
    assert not queries.is_verified(second, MONDAY)
    assert queries.undecided() == 0
    with pytest.raises(NotFound):
        services.decide(head, double.id, is_same=False, at=MONDAY)


def test_a_likeness_is_keyed_and_minds_no_title(inside: Town) -> None:
    same = {likeness_of(name, BORN, SECRET) for name in ("นาย มานะ ดี", "มานะ  ดี", "นายมานะ ดี")}
    assert len(same) == 1
    assert likeness_of("มานะ ดี", BORN, "another key") not in same
    assert likeness_of("มานะ ดี", BORN + DAY, SECRET) not in same


def test_a_printed_code_verifies_one_person_once(inside: Town) -> None:
    codes = printed(inside)
    kept = list(session.scalars(select(PrintedCode.code_hash)))
    assert not any(code.replace("-", "") in kept for code in codes)
    me = a_resident(inside, seen(inside, address="a@example.com"))
    services.redeem(me, codes[0].lower(), secret_key=SECRET, who="here", at=MONDAY)
    found = queries.verification_of(me.person_id, MONDAY)
    assert found is not None
    assert (found.ground, found.area_id, found.by_id) == (Proof.CODE, 7, None)
    (batch,) = queries.batches()
    assert (batch.count, batch.used) == (3, 1)
    services.end_codes(inside.actor(Role.CLERK), batch.id, MONDAY + DAY)
    assert not queries.is_verified(me.person_id, MONDAY + DAY)


@pytest.mark.parametrize("wrong", ["used", "ended", "none"])
def test_a_code_that_is_not_right_is_refused_and_counted(town: Town, wrong: str) -> None:
    with town.work():
        codes = printed(town)
        person_id = seen(town, address="a@example.com")
        me = a_resident(town, person_id)
        services.redeem(me, codes[0], secret_key=SECRET, who="here", at=MONDAY)
    code = {"used": codes[0], "ended": codes[1], "none": "AAAA"}[wrong]
    at = MONDAY + 31 * DAY
    for _try in range(services_codes.TRIES.most):
        with town.work(), pytest.raises(Invalid):
            services.redeem(me, code, secret_key=SECRET, who="here", at=at)
    with town.work(), pytest.raises(TooMany):
        services.redeem(me, codes[2], secret_key=SECRET, who="here", at=MONDAY)
    with town.work(), pytest.raises(Forbidden):
        services.redeem(visitor(town.id), codes[2], secret_key=SECRET, who="x", at=MONDAY)


def test_codes_cannot_be_guessed_nor_printed_again(inside: Town) -> None:
    clerk, new = inside.actor(Role.CLERK), NewCodes(uuid4(), "หมู่ 4", 1, None, MONDAY + DAY)
    services.print_codes(clerk, new, secret_key=SECRET, at=MONDAY)
    with pytest.raises(OutOfOrder):
        services.print_codes(clerk, new, secret_key=SECRET, at=MONDAY)
    with pytest.raises(Forbidden):
        services.print_codes(inside.actor(Role.OFFICER), new, secret_key=SECRET, at=MONDAY)
    bad = NewCodes(uuid4(), "", 0, None, MONDAY)
    with pytest.raises(Invalid) as refusal:
        services.print_codes(clerk, bad, secret_key=SECRET, at=MONDAY)
    assert set(refusal.value.fields) == {"title", "count", "ends_on"}


def test_staff_act_for_somebody_and_the_channel_stays(inside: Town) -> None:
    person_id, clerk = seen(inside, address=""), inside.actor(Role.CLERK)
    plan = projects.stage(Tool.BALLOT, MONDAY, who=Who.VERIFIED)
    (stage,) = projects.a_project(clerk, plan, at=MONDAY).stages
    officer = inside.actor(Role.OFFICER)
    one = acting.for_somebody(officer, person_id, Channel.PAPER, MONDAY)
    assert (one.whom.person_id, one.taken_by) == (person_id, officer.person_id)
    assert projects_services.admit(one.whom, stage.id, Tool.BALLOT, MONDAY) == stage
    line = session.scalars(select(AuditLine).where(AuditLine.act == "resident.acted_for")).one()
    assert (line.what, line.details) == (str(person_id), {"channel": "paper"})
    assert acting.by_oneself(one.whom).taken_by is None
    for who, whom, channel, refusal in (
        (officer, person_id, Channel.WEB, Forbidden),
        (officer, officer.person_id or 0, Channel.PAPER, Forbidden),
        (inside.actor(Role.COUNCIL), person_id, Channel.PAPER, Forbidden),
        (officer, 10**9, Channel.COUNTER, NotFound),
    ):
        with pytest.raises(refusal):
            acting.for_somebody(who, whom, channel, MONDAY)


def test_what_is_kept_of_a_resident_can_be_taken_along_and_erased(inside: Town) -> None:
    person_id = seen(inside)
    seen(inside, address="other@example.com")
    subject = Subject(person_id=person_id)
    (line,) = personal.export(subject).records["verifications"]
    assert line["ground"] == "card"
    personal.erase(subject, "request", MONDAY)
    assert queries.verification_of(person_id, MONDAY) is None
    assert queries.doubles(MONDAY) == []
    assert session.get(Person, person_id) is not None
