"""What reporters can do with their own complaint, and that nobody else can."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.accounts import services as accounts
from portal.accounts.services import NewPerson
from portal.complaints import numbering, services
from portal.complaints.lifecycle import State
from portal.complaints.models import Complaint
from portal.complaints.queries import choices, reporter
from portal.complaints.services import Contact, Key, Place, Receipt
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder, TooMany
from portal.foundation.limits import LimitBucket
from portal.foundation.policy import Actor, Role, visitor
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY

LATER = MONDAY + timedelta(hours=2)


@pytest.fixture(autouse=True)
def _fresh_choices() -> None:
    choices.forget_choices()


@pytest.fixture
def receipt(inside: Town) -> Receipt:
    return makers.complaint(place=Place(landmark="หน้าตลาด"))


def key(town: Town, receipt: Receipt) -> Key:
    return Key(visitor(town.id), receipt.complaint_id, by_code=True)


def row(receipt: Receipt) -> Complaint:
    return session.scalars(select(Complaint).where(Complaint.id == receipt.complaint_id)).one()


def resident(email: str, role: Role = Role.RESIDENT) -> Actor:
    person = NewPerson(email, "", role, password=makers.PASSWORD)
    found = accounts.add(person, MONDAY)
    return Actor(role, row_municipality(), found)


def row_municipality() -> int:
    return session.scalars(select(Complaint.municipality_id).limit(1)).one()


def staff_does(town: Town, receipt: Receipt, verb, *words, **more) -> None:
    version = row(receipt).version
    actor = town.actor(Role.DISPATCHER)
    verb(actor, receipt.complaint_id, *words, **more, seen=version, at=LATER)


def test_a_stranger_can_do_nothing(inside: Town, receipt: Receipt) -> None:
    stranger = Key(resident("other@example.com"), receipt.complaint_id)
    for act in (
        lambda: services.add_information(stranger, "x", at=LATER),
        lambda: services.withdraw(stranger, "", at=LATER),
        lambda: services.rate(stranger, 5, "", accepts=False, at=LATER),
        lambda: services.ask_to_reopen(stranger, "x", at=LATER),
    ):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(Forbidden):
        services.follow(stranger, LATER)


def test_a_proven_email_opens_what_was_filed_with_it(inside: Town) -> None:
    filed = makers.complaint(
        place=Place(landmark="หน้าตลาด"), contact=Contact(email="Somsri@Example.com")
    )
    somsri, other = resident("somsri@example.com"), resident("other@example.com")
    assert services.is_mine(somsri, filed.complaint_id)
    assert not services.is_mine(other, filed.complaint_id)
    assert not services.is_mine(visitor(inside.id), filed.complaint_id)
    assert [line.id for line in reporter.mine(somsri, None).items] == [filed.complaint_id]
    assert reporter.mine(other, None).items == []


def test_the_email_of_a_member_of_staff_opens_nothing(inside: Town) -> None:
    filed = makers.complaint(
        place=Place(landmark="หน้าตลาด"), contact=Contact(email="clerk2@example.com")
    )
    clerk = resident("clerk2@example.com", Role.CLERK)
    assert not services.is_mine(clerk, filed.complaint_id)
    assert reporter.mine(clerk, None).items == []


def test_without_an_email_nothing_is_shared(inside: Town, receipt: Receipt) -> None:
    nobody = Actor(Role.RESIDENT, inside.id, 987654)
    assert not services.is_mine(nobody, receipt.complaint_id)
    assert reporter.mine(nobody, None).items == []


def test_what_is_kept_by_code_is_mine(inside: Town, receipt: Receipt) -> None:
    somsri = resident("somsri@example.com")
    services.follow(Key(somsri, receipt.complaint_id, by_code=True), LATER)
    services.follow(Key(somsri, receipt.complaint_id, by_code=True), LATER)
    assert services.is_mine(somsri, receipt.complaint_id)
    assert len(reporter.mine(somsri, None).items) == 1


def test_an_answer_sets_the_clock_going_again(inside: Town, receipt: Receipt) -> None:
    staff_does(inside, receipt, services.ask, "เสาต้นใด")
    seen = reporter.followed(receipt.complaint_id, LATER)
    assert seen is not None
    assert seen.question is not None
    assert seen.question.note.text == "เสาต้นใด"
    assert seen.answer_by is not None
    assert row(receipt).next_due_at is None
    services.answer_question(key(inside, receipt), "ต้นที่สาม", at=LATER + timedelta(days=1))
    assert row(receipt).state == State.IN_PROGRESS
    assert row(receipt).next_due_at is not None
    seen = reporter.followed(receipt.complaint_id, LATER + timedelta(days=1))
    assert seen is not None
    assert (seen.question, seen.answer_by) == (None, None)


def test_words_are_needed(inside: Town, receipt: Receipt) -> None:
    with pytest.raises(Invalid) as refusal:
        services.add_information(key(inside, receipt), "  ", at=LATER)
    assert set(refusal.value.fields) == {"information"}


def test_rating_waits_for_the_end(inside: Town, receipt: Receipt) -> None:
    with pytest.raises(OutOfOrder):
        services.rate(key(inside, receipt), 5, "", accepts=False, at=LATER)
    staff_does(inside, receipt, services.resolve, "ซ่อมแล้ว", no_photo_because="กลางคืน")
    with pytest.raises(Invalid):
        services.rate(key(inside, receipt), 6, "", accepts=False, at=LATER)
    services.rate(key(inside, receipt), 5, " ดี ", accepts=False, at=LATER)
    assert (row(receipt).rating, row(receipt).rating_reason) == (5, "ดี")
    assert row(receipt).state == State.RESOLVED
    services.rate(key(inside, receipt), 4, "", accepts=True, at=LATER)
    assert row(receipt).state == State.SETTLED
    assert row(receipt).reopen_until is None


def test_asking_for_more_opens_a_new_round(inside: Town, receipt: Receipt) -> None:
    staff_does(inside, receipt, services.resolve, "ซ่อมแล้ว", no_photo_because="กลางคืน")
    limit = row(receipt).reopen_until
    assert limit is not None
    assert limit >= LATER + timedelta(days=30)
    services.ask_to_reopen(key(inside, receipt), "ยังดับอยู่", at=limit)
    assert (row(receipt).state, row(receipt).reopened) == (State.IN_PROGRESS, 1)
    assert row(receipt).next_due_at is not None


def test_after_the_limit_there_is_nothing_to_ask(inside: Town, receipt: Receipt) -> None:
    staff_does(inside, receipt, services.resolve, "ซ่อมแล้ว", no_photo_because="กลางคืน")
    limit = row(receipt).reopen_until
    assert limit is not None
    with pytest.raises(OutOfOrder):
        services.ask_to_reopen(key(inside, receipt), "อีก", at=limit + timedelta(seconds=1))


def test_the_story_leaves_out_what_is_the_offices_own(inside: Town, receipt: Receipt) -> None:
    staff_does(inside, receipt, services.note, "ข้อความภายใน")
    staff_does(inside, receipt, services.review, show=True)
    staff_does(inside, receipt, services.reply, "รับทราบ")
    services.add_information(key(inside, receipt), "เพิ่ม", at=LATER + timedelta(hours=1))
    seen = reporter.followed(receipt.complaint_id, LATER)
    assert seen is not None
    assert [(step.verb.value, step.tone) for step in seen.steps] == [
        ("add_information", "reporter"),
        ("reply", "official"),
        ("file", "reporter"),
    ]


# ── by number and code; these write into a book that outlives the refusal ──────────────────────


def test_number_and_code_open_it_once_they_belong_together(town: Town, clock: Clock) -> None:
    with town.work():
        receipt = makers.complaint(place=Place(landmark="หน้าตลาด"))
    number = numbering.Number(receipt.year, receipt.running)
    with town.work():
        code = receipt.tracking_code.lower()
        assert services.find_by_code(number, f" {code[:3]} {code[3:]}", who="a") == (
            receipt.complaint_id
        )
        assert session.scalars(select(LimitBucket)).all() == []


@pytest.mark.parametrize("known", [True, False])
def test_wrong_tries_are_counted_and_stopped(town: Town, clock: Clock, known: bool) -> None:
    with town.work():
        receipt = makers.complaint(place=Place(landmark="หน้าตลาด"))
    number = numbering.Number(2026, receipt.running if known else 999)
    messages = set()
    for attempt in range(10):
        with pytest.raises(Invalid) as refusal, town.work():
            services.find_by_code(number, "AAAAAA", who=f"address {attempt}")
        messages.add(str(refusal.value.fields["code"]))
    assert len(messages) == 1
    with pytest.raises(TooMany), town.work():
        services.find_by_code(number, receipt.tracking_code, who="another")
    if known:
        with town.work():
            clock.pass_(minutes=16)
            found = services.find_by_code(number, receipt.tracking_code, who="another")
            assert found == receipt.complaint_id
