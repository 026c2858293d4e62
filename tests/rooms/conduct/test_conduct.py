"""Who gets a key to what is told about somebody, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from portal.accounts.models import Person
from portal.conduct import policy, services
from portal.conduct.lifecycle import Meant, Outcome, State
from portal.conduct.models import ConductKey, ConductMatter, ConductOpening, ConductStep
from portal.conduct.policy import Accused, Candidate
from portal.conduct.queries import listing, matter, recipients
from portal.conduct.services import Receipt
from portal.conduct.services.moving import keys
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, Outdated, OutOfOrder, TooMany
from portal.foundation.policy import STAFF, Actor, Role
from portal.municipalities import queries as municipalities
from tests.fixtures.portal import Town
from tests.makers import MONDAY
from tests.rooms.conduct.conftest import NAMES, auditor, telling

Told = Callable[..., Receipt]
LATER = MONDAY + timedelta(hours=1)


def holders(receipt: Receipt) -> set[str]:
    """The names of those who hold a key."""
    found = matter._readers(receipt.matter_id)
    return {one.name for one in found}


def units(code: str) -> int:
    return municipalities.unit_ids()[code]


def test_by_default_clerk_and_internal_audit_get_a_key(house: Town, told: Told) -> None:
    receipt = told()
    assert holders(receipt) == {NAMES[Role.CLERK], auditor().name}
    for role in STAFF - {Role.CLERK}:
        actor = house.actor(role) if role is not Role.OFFICER else None
        if actor is None:
            continue
        assert matter.readable(actor, receipt.year, receipt.running) is None, role
        assert listing.listed(actor).found == 0
    clerk = house.actor(Role.CLERK)
    assert matter.readable(clerk, receipt.year, receipt.running) == receipt.matter_id
    assert listing.listed(auditor()).found == 1


@pytest.mark.parametrize(
    ("words", "meant", "unit", "expected"),
    [
        ("", Meant.CLERK, None, {"audit", Role.MAYOR}),
        ("คุณวิไล", Meant.STAFF, None, {"audit", Role.MAYOR}),
        ("นางวิไล ทองคำ", Meant.STAFF, None, {"audit", Role.MAYOR}),
        ("ป้าวิไลที่นั่งโต๊ะหน้าห้อง", Meant.STAFF, None, {"audit", Role.MAYOR}),
        ("", Meant.STAFF, "audit", {Role.CLERK}),
        ("พรทิพย์", Meant.STAFF, None, {Role.CLERK}),
        ("", Meant.MAYOR, None, {"audit", Role.CLERK}),
        ("พรทิพย์ กับ วิไล", Meant.STAFF, None, {Role.MAYOR}),
        ("ช่างคนหนึ่ง", Meant.COUNCIL, None, {"audit", Role.CLERK}),
    ],
)
def test_whoever_is_meant_gets_no_key(
    told: Told, words: str, meant: Meant, unit: str | None, expected: set[str]
) -> None:
    names = {auditor().name if each == "audit" else NAMES[Role(each)] for each in expected}
    receipt = told(words, meant, unit_id=units(unit) if unit else None)
    assert holders(receipt) == names


def test_where_everybody_is_meant_nothing_is_kept(told: Told) -> None:
    with pytest.raises(Invalid) as refused:
        told("วิไล พรทิพย์ ประเสริฐ")
    assert "1205" in str(refused.value)
    assert session.scalar(select(func.count()).select_from(ConductMatter)) == 0


def test_naming_others_opens_nothing_that_is_there(house: Town, told: Told) -> None:
    before = told()
    head, clerk = house.actor(Role.HEAD), house.actor(Role.CLERK)
    services.name_recipients(clerk, [head.person_id or 0], "คำสั่งที่ 12/2569", at=MONDAY)
    after = told()
    assert holders(before) == {NAMES[Role.CLERK], auditor().name}
    assert holders(after) == {NAMES[Role.HEAD]}
    assert matter.readable(head, before.year, before.running) is None
    assert matter.readable(clerk, after.year, after.running) is None
    change = recipients.changes()[0]
    assert (change.names, change.why, change.by) == (
        (NAMES[Role.HEAD],), "คำสั่งที่ 12/2569", NAMES[Role.CLERK],
    )  # fmt: skip


@pytest.mark.parametrize("role", sorted(STAFF - {Role.CLERK, Role.MAYOR}))
def test_only_clerk_and_mayor_name_recipients(house: Town, role: Role) -> None:
    actor = house.actor(role)
    with pytest.raises(Forbidden):
        services.name_recipients(actor, [actor.person_id or 0], "x", at=MONDAY)


def test_recipients_must_be_somebody_and_have_a_reason(house: Town) -> None:
    mayor = house.actor(Role.MAYOR)
    for chosen, why in (([], "x"), ([999_999], "x"), ([mayor.person_id or 0], " ")):
        with pytest.raises(Invalid):
            services.name_recipients(mayor, chosen, why, at=MONDAY)
    now = [one.person_id for one in recipients.named()]
    with pytest.raises(OutOfOrder):
        services.name_recipients(mayor, now, "the same", at=MONDAY)


def test_a_key_can_be_given_and_taken_by_those_who_hold_one(house: Town, told: Told) -> None:
    receipt, clerk, head = told(), house.actor(Role.CLERK), house.actor(Role.HEAD)
    with pytest.raises(NotFound):
        services.entrust(head, receipt.matter_id, head.person_id or 0, seen=1, at=LATER)
    services.entrust(clerk, receipt.matter_id, head.person_id or 0, seen=1, at=LATER)
    assert NAMES[Role.HEAD] in holders(receipt)
    services.withhold(head, receipt.matter_id, clerk.person_id or 0, seen=2, at=LATER)
    services.withhold(head, receipt.matter_id, auditor().person_id or 0, seen=3, at=LATER)
    assert holders(receipt) == {NAMES[Role.HEAD]}
    with pytest.raises(NotFound):
        services.open_matter(clerk, receipt.matter_id, at=LATER)
    with pytest.raises(Invalid):
        services.withhold(head, receipt.matter_id, head.person_id or 0, seen=4, at=LATER)
    given = session.scalars(select(ConductKey).order_by(ConductKey.id)).all()
    assert [key.given_by is None for key in given] == [True, True, False]


def test_no_key_is_given_to_whoever_may_be_meant(house: Town, told: Told) -> None:
    receipt = told("สุรชัย", unit_id=units("works"))
    clerk = house.actor(Role.CLERK)
    for role in (Role.HEAD, Role.OFFICER):
        meant = house.actor(role) if role is Role.HEAD else None
        person = meant.person_id if meant else None
        if person is None:
            continue
        with pytest.raises(Invalid):
            services.entrust(clerk, receipt.matter_id, person, seen=1, at=LATER)


def test_each_opening_and_each_file_is_written_down(house: Town, told: Told) -> None:
    receipt, clerk = told(), house.actor(Role.CLERK)
    services.open_matter(clerk, receipt.matter_id, at=MONDAY)
    assert len(services.carry_away(auditor(), at=LATER)) == 1
    shown = matter.matter(clerk, receipt.matter_id)
    assert shown is not None
    assert [(line.who, line.in_file) for line in shown.openings] == [
        (auditor().name, True),
        (NAMES[Role.CLERK], False),
    ]
    assert session.scalar(select(func.count()).select_from(ConductOpening)) == 2


def test_a_matter_goes_its_way(house: Town, told: Told) -> None:
    receipt, clerk = told(), house.actor(Role.CLERK)
    id_ = receipt.matter_id
    services.accept(clerk, id_, seen=1, at=MONDAY)
    with pytest.raises(Outdated):
        services.ask(clerk, id_, "ใคร", seen=1, at=MONDAY)
    services.ask(clerk, id_, "วันไหน", seen=2, at=MONDAY)
    services.answer(services.Key(id_), "วันศุกร์", form_id=None, at=LATER)
    services.note(clerk, id_, "สอบปากคำแล้ว", seen=4, at=LATER)
    services.close(clerk, id_, Outcome.FOUNDED, "ตั้งกรรมการสอบแล้ว", seen=5, at=LATER)
    with pytest.raises(OutOfOrder):
        services.accept(clerk, id_, seen=6, at=LATER)
    services.add(services.Key(id_), "เกิดขึ้นอีก", form_id=None, at=LATER)
    services.reopen(auditor(), id_, "มีข้อมูลใหม่", seen=7, at=LATER)
    row = session.get(ConductMatter, id_)
    assert row is not None
    assert (row.state, row.outcome, row.closed_at) == (State.ACCEPTED, None, None)
    followed = matter.followed(id_)
    assert followed is not None
    said = [step.note for step in followed.steps]
    assert "สอบปากคำแล้ว" not in said
    assert "ตั้งกรรมการสอบแล้ว" in said
    steps = session.scalar(select(func.count()).select_from(ConductStep))
    assert steps == 8


def test_the_same_form_is_one_matter(house: Town) -> None:
    once = telling()
    first, second = services.file(once, MONDAY), services.file(once, LATER)
    assert (first.is_new, second.is_new) == (True, False)
    assert first.matter_id == second.matter_id
    assert services.file(telling(), MONDAY).running == first.running + 1


def test_number_and_code_open_it_and_wrong_ones_do_not(town: Town) -> None:
    with town.work():
        receipt = services.file(telling(), MONDAY)
    number = services.following.numbering.Number(receipt.year, receipt.running)
    with town.work():
        key = services.find_by_code(number, receipt.tracking_code, who="w")
    assert key.matter_id == receipt.matter_id
    for n in range(10):
        with town.work(), pytest.raises(Invalid):
            services.find_by_code(number, "333333", who=f"w{n}")
    with town.work(), pytest.raises(TooMany):
        services.find_by_code(number, receipt.tracking_code, who="fresh")


def test_one_total_and_nothing_else(told: Told) -> None:
    told(), told()
    assert listing.total(MONDAY, LATER) == 2
    assert listing.total(LATER, LATER + timedelta(days=1)) == 0


def test_matters_without_readers_are_handed_over(house: Town, told: Told) -> None:
    receipt, kept = told(), told("", Meant.CLERK)
    for row in session.scalars(select(Person)):
        if row.name in holders(receipt):
            row.is_active = False
    session.flush()
    assert services.hand_over(LATER) == 1
    assert holders(receipt) == {NAMES[Role.MAYOR]}
    assert holders(kept) == {NAMES[Role.MAYOR]}
    assert services.hand_over(LATER) == 0


def test_search_finds_words_only_for_those_with_a_key(house: Town, told: Told) -> None:
    told(text="กระเจี๊ยบสีม่วง"), told(place="ตลาด_100%")
    clerk = house.actor(Role.CLERK)
    assert listing.listed(clerk, "กระเจี๊ยบ").found == 1
    assert listing.listed(clerk, "_100%").found == 1
    assert listing.listed(clerk, "%").found == 1
    assert listing.listed(house.actor(Role.MAYOR), "กระเจี๊ยบ").found == 0
    assert listing.listed(clerk).undecided == 2


PEOPLE = st.builds(
    Candidate,
    st.integers(1, 9),
    st.sampled_from(sorted(STAFF)),
    st.sampled_from([None, 1, 2]),
    st.sampled_from(["นายสมชาย ดีมาก", "นางวิไล ทองคำ", "Anan Wong", ""]),
)
ACCUSED = st.builds(
    Accused,
    st.sampled_from(Meant),
    st.sampled_from(["", "สมชาย", "ทองคำ", "Mr Anan", "ใครก็ไม่รู้"]),
    st.sampled_from([None, 1, 2]),
)


@pytest.mark.no_database
@given(st.lists(PEOPLE, max_size=5), st.lists(PEOPLE, max_size=2), ACCUSED)
def test_nobody_who_is_meant_is_ever_a_reader(named, mayors, accused) -> None:
    readers = policy.readers(named, mayors, accused)
    assert not [one for one in readers if policy.is_meant(one, accused)]
    assert {one.person_id for one in readers} <= {one.person_id for one in [*named, *mayors]}
    left = [one for one in [*named, *mayors] if not policy.is_meant(one, accused)]
    assert bool(readers) == bool(left) or bool(readers) == any(o in named for o in left)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_list_rule_and_matter_rule_agree(house: Town, data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from([None, units("works"), units("audit")]))
    row = session.scalars(select(ConductMatter)).first()
    if row is None:
        services.file(telling(), MONDAY)
        row = session.scalars(select(ConductMatter)).one()
    row.accused_unit_id = unit
    for key in session.scalars(select(ConductKey)):
        key.ended_at = data.draw(st.sampled_from([None, LATER]))
    session.flush()
    for role in sorted(STAFF):
        person_id = data.draw(st.sampled_from([None, 1, 6, 7, 8]))
        own = data.draw(st.sampled_from([None, units("works"), units("audit")]))
        actor = Actor(role, house.id, person_id, own)
        listed = set(session.scalars(select(ConductMatter.id).where(policy.readable_by(actor))))
        assert (row.id in listed) == policy.may_read(actor, row, keys(row.id))
