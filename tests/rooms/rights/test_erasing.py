"""Somebody asks to be forgotten: what goes at once, what stays, and what the proof says of it."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text

from portal.accounts import services as accounts
from portal.accounts.models import Person, SignInSession
from portal.attachments import services as attachments
from portal.attachments.models import Attachment
from portal.complaints import services
from portal.complaints.models import Complaint, ComplaintContact, ComplaintStep
from portal.complaints.services.forgetting import Redaction
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, NotFound, OutOfOrder
from portal.foundation.personal import NOTICE, Subject
from portal.foundation.policy import Actor, Role
from portal.rights.models import DeletionEntry
from portal.rights.queries import requests
from portal.rights.services import erasing, giving, holding
from tests import makers, pictures
from tests.fixtures.portal import Town
from tests.makers import MONDAY
from tests.proofs import tampered

HERS = "somsri@example.com"
CALL = "โทรหาป้าสมศรี 081 234 5678 ได้ทุกวัน"
LATER = MONDAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def _no_files(town: Town) -> Iterator[None]:
    """What a transaction that is undone left on the disk goes with the test."""
    yield
    shutil.rmtree(town.app.config["PORTAL"].instance_dir / "files", ignore_errors=True)


def resident(town: Town) -> Actor:
    """A resident with an account and a session."""
    person = accounts.NewPerson(HERS, "สมศรี ใจดี", Role.RESIDENT)
    person_id = accounts.add(person, MONDAY)
    accounts.sessions.begin(person_id, "Firefox · Android", MONDAY)
    return Actor(Role.RESIDENT, town.id, person_id, None, "สมศรี ใจดี")


def hers(who: Actor, words: str = CALL) -> int:
    """A complaint of hers."""
    contact = services.Contact("สมศรี ใจดี", "0812345678", HERS, "th", True, who.person_id)
    return makers.complaint(words, by=who, contact=contact).complaint_id


def contact_of(complaint_id: int) -> tuple[str, str, str, int | None]:
    session.expire_all()
    row = session.get(ComplaintContact, complaint_id)
    assert row is not None
    return row.name, row.phone, row.email, row.person_id


def steps(complaint_id: int) -> list[ComplaintStep]:
    wanted = select(ComplaintStep).where(ComplaintStep.complaint_id == complaint_id)
    return list(session.scalars(wanted.order_by(ComplaintStep.id)))


def test_a_contact_goes_at_once_and_the_record_stays(inside: Town) -> None:
    who = resident(inside)
    first, second = hers(who), hers(who, "ถนนเป็นหลุม")
    services.add_information(services.Key(who, first), "บ้านเลขที่ 5 ค่ะ", at=MONDAY)
    other = makers.complaint().complaint_id
    reference = erasing.erase_mine(who, LATER)
    assert contact_of(first) == contact_of(second) == ("", "", "", None)
    assert session.get(Person, who.person_id) is None
    assert not session.scalar(select(func.count()).select_from(SignInSession))
    assert {step.actor_id for step in (*steps(first), *steps(second))} == {None}
    assert session.get(Complaint, first) is not None, "the record itself stays"
    assert session.get(Complaint, other) is not None
    (request,) = requests.all_requests()
    assert (request.reference, request.due_at) == (reference, LATER + timedelta(days=30))
    assert {one.id for one in request.waiting} == {first, second}
    tables = set(session.scalars(select(DeletionEntry.of_table)))
    assert {"complaint_contact", "complaint_step", "person"} <= tables
    entries = select(DeletionEntry.ground, DeletionEntry.fields, DeletionEntry.subjects)
    kept = " ".join(str(value) for row in session.execute(entries) for value in row)
    assert "สมศรี" not in kept
    assert HERS not in kept
    assert tampered() == []


def test_an_officer_takes_out_what_is_personal_and_the_proof_knows(inside: Town) -> None:
    who = resident(inside)
    mine = hers(who)
    services.add_information(services.Key(who, mine), "บ้านเลขที่ 5 ค่ะ", at=MONDAY)
    erasing.erase_mine(who, LATER)
    (request,) = requests.all_requests()
    look = requests.look(request.id, mine)
    assert [line.note.text for line in look.steps] == ["บ้านเลขที่ 5 ค่ะ"]
    redaction = Redaction("", text="โทรหา [•••]", notes={look.steps[0].number: "[•••]"})
    with pytest.raises(Forbidden):
        erasing.finish_look(inside.actor(Role.MAYOR), request.id, mine, redaction, at=LATER)
    dispatcher = inside.actor(Role.DISPATCHER)
    erasing.finish_look(dispatcher, request.id, mine, redaction, at=LATER)
    row = session.get(Complaint, mine)
    assert row is not None
    assert (row.text, row.public_text, row.title) == ("โทรหา [•••]",) * 3
    assert [step.note for step in steps(mine)][1] == "[•••]"
    last = steps(mine)[-1]
    assert (last.verb, last.details["taken_out"][0]) == ("note", "note")
    assert requests.request(request.id).done_at == LATER
    with pytest.raises(OutOfOrder):
        erasing.finish_look(dispatcher, request.id, mine, redaction, at=LATER)
    assert tampered() == []
    session.execute(
        text("UPDATE complaint_step SET note = 'x' WHERE municipality_id = 1 AND number = 1")
    )
    assert len(tampered()) == 1, "what was not noted is still found"


def test_a_photo_that_shows_somebody_goes_with_the_look(inside: Town) -> None:
    form = uuid4()
    photo = uuid4()
    attachments.take(
        inside.actor(Role.VISITOR),
        io.BytesIO(pictures.jpeg(64, 48)),
        attachment_id=photo,
        form_id=form,
        at=MONDAY,
    )
    receipt = makers.complaint(form_id=form)
    key = services.Key(inside.actor(Role.VISITOR), receipt.complaint_id, by_code=True)
    erasing.erase_by_key(key, LATER)
    (request,) = requests.all_requests()
    clerk = inside.actor(Role.CLERK)
    erasing.finish_look(
        clerk, request.id, receipt.complaint_id, Redaction(""), drop=[photo], at=LATER
    )
    states = session.scalars(select(Attachment.state)).all()
    assert states == ["dropped"]
    assert requests.request(request.id).done_at == LATER


def test_without_an_account_number_and_code_are_enough(inside: Town) -> None:
    who = resident(inside)
    mine = hers(who)
    visitor = inside.actor(Role.VISITOR)
    with pytest.raises(NotFound):
        erasing.erase_by_key(services.Key(visitor, mine), LATER)
    erasing.erase_by_key(services.Key(visitor, mine, by_code=True), LATER)
    assert contact_of(mine) == ("", "", "", None)
    assert session.get(Person, who.person_id) is not None, "the account was not asked for"


def test_what_a_court_needs_stays_whole(inside: Town) -> None:
    who = resident(inside)
    kept, free = hers(who), hers(who, "ไฟดับ")
    row = session.get(Complaint, kept)
    assert row is not None
    clerk = inside.actor(Role.CLERK)
    holding.place(clerk, row.year, row.running, "คดีหมายเลขดำ 12/2569", at=MONDAY)
    with pytest.raises(OutOfOrder):
        holding.place(clerk, row.year, row.running, "อีกครั้ง", at=MONDAY)
    plan = requests.plan_of(requests.subject_of(who.person_id or 0))
    assert ([one.id for one in plan.held], [one.id for one in plan.free]) == ([kept], [free])
    erasing.erase_mine(who, LATER)
    assert contact_of(kept)[2] == HERS
    assert contact_of(free)[2] == ""
    assert session.get(Person, who.person_id) is not None
    with pytest.raises(OutOfOrder):
        erasing.erase_mine(who, LATER)
    with pytest.raises(Forbidden):
        holding.place(inside.actor(Role.HEAD), row.year, row.running, "x", at=MONDAY)


def test_staff_are_not_erased_by_themselves(inside: Town) -> None:
    with pytest.raises(Forbidden):
        erasing.erase_mine(inside.actor(Role.OFFICER), LATER)


def test_everything_is_given_to_take_along(inside: Town) -> None:
    who = resident(inside)
    form = uuid4()
    attachments.take(
        who,
        io.BytesIO(pictures.jpeg(64, 48)),
        attachment_id=uuid4(),
        form_id=form,
        at=MONDAY,
    )
    contact = services.Contact("สมศรี ใจดี", "0812345678", HERS, person_id=who.person_id)
    mine = makers.complaint(CALL, by=who, contact=contact, form_id=form).complaint_id
    clerk = inside.actor(Role.CLERK)
    services.note(clerk, mine, "บันทึกภายใน", seen=1, at=MONDAY)
    services.open_contact(clerk, mine, at=MONDAY)
    makers.complaint("ของคนอื่น")
    session.flush()
    subject = requests.subject_of(who.person_id or 0)
    assert subject == Subject(who.person_id, (mine,), (HERS,))
    with zipfile.ZipFile(io.BytesIO(giving.bundle(subject, "ขอนแก่น", LATER))) as archive:
        names = archive.namelist()
        given = json.loads(archive.read("data.json"))
        assert len([name for name in names if name.startswith("photos/")]) == 1
        assert "READ-ME.txt" in names
    assert given["account"][0]["email"] == HERS
    assert given["sign_ins"][0]["device"] == "Firefox · Android"
    assert [one["text"] for one in given["complaints"]] == [CALL]
    assert (given["contacts"][0]["ground"], given["contacts"][0]["notice_read"]) == (
        "public_task",
        NOTICE,
    )
    assert given["openings_of_your_contact"][0]["role"] == "clerk"
    words = json.dumps(given, ensure_ascii=False)
    assert "บันทึกภายใน" not in words
    assert "ของคนอื่น" not in words
