"""Filing: what is kept, what is promised, what is refused, once and in order."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from portal.complaints import services
from portal.complaints.lifecycle import Channel, Kind, State, Visibility
from portal.complaints.models import (
    Category,
    Complaint,
    ComplaintContact,
    ComplaintCoUnit,
    ComplaintStep,
)
from portal.complaints.queries import choices, reporter
from portal.complaints.services import Contact, Place
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid
from portal.foundation.policy import Role, visitor
from portal.municipalities import queries as municipalities
from portal.response_times import queries as promised
from portal.response_times.promises import Matter
from tests import makers
from tests.fixtures.portal import Town
from tests.makers import MONDAY

SOMEWHERE = Place(landmark="หน้าตลาด")
TOWN_HALL = (16.4322, 102.8236)


@pytest.fixture(autouse=True)
def _fresh_choices() -> None:
    choices.forget_choices()


def file(text: str = "ไฟถนนดับ", **changes: object) -> Complaint:
    """A filed complaint, as its row."""
    given = {"place": SOMEWHERE, **changes}
    receipt = makers.complaint(text, **given)  # type: ignore[arg-type]
    return session.scalars(select(Complaint).where(Complaint.id == receipt.complaint_id)).one()


def category(code: str) -> Category:
    return session.scalars(select(Category).where(Category.code == code)).one()


def refused(**changes: object) -> dict[str, object]:
    with pytest.raises(Invalid) as refusal:
        file(**changes)  # type: ignore[arg-type]
    return refusal.value.fields


def test_a_complaint_gets_a_number_a_code_and_its_history(inside: Town) -> None:
    complaint = file()
    assert (complaint.year, complaint.running, complaint.state) == (2026, 1, State.RECEIVED)
    assert len(complaint.tracking_code) == 6
    steps = session.scalars(select(ComplaintStep)).all()
    assert [(step.verb, step.state, step.is_public) for step in steps] == [
        ("file", "received", True)
    ]


def test_the_year_is_bangkoks(inside: Town) -> None:
    at = MONDAY.replace(month=12, day=31, hour=17)  # midnight in Bangkok
    assert (file().year, file(at=at).year, file(at=at).running) == (2026, 2027, 2)


def test_the_same_form_is_filed_once(inside: Town) -> None:
    form_id = uuid4()
    who = visitor(inside.id)
    first = services.file(who, makers.filing(form_id=form_id, place=SOMEWHERE), MONDAY)
    again = services.file(who, makers.filing("อื่น", form_id=form_id), MONDAY + timedelta(hours=1))
    assert (first.is_new, again.is_new) == (True, False)
    assert (again.complaint_id, again.running) == (first.complaint_id, first.running)
    assert len(session.scalars(select(Complaint.id)).all()) == 1
    assert reporter.filed_with(form_id) == first.complaint_id


def test_the_category_names_units_times_and_readers(inside: Town) -> None:
    light = category("streetlight")
    complaint = file(category_id=light.id)
    assert complaint.unit_id == light.unit_id
    assert (complaint.visibility, complaint.is_public) == (Visibility.PUBLIC, True)
    co_units = session.scalars(select(ComplaintCoUnit.unit_id)).all()
    assert sorted(co_units) == sorted(light.co_unit_ids)
    kinds = {
        line.promise_kind.value: line.amount
        for line in promised.promises_of(Matter("complaint", complaint.id))
    }
    assert kinds == {"acknowledge": 24, "answer": 15, "resolve": 3}
    assert complaint.next_due_at == MONDAY + timedelta(hours=24)


def test_without_a_category_it_waits_for_a_look(inside: Town) -> None:
    complaint = file()
    assert (complaint.visibility, complaint.is_public) == (Visibility.REVIEW, False)
    assert complaint.unit_id == municipalities.fallback_unit_id()


def test_what_can_be_foreseen_is_what_follows(inside: Town) -> None:
    for code in (None, "streetlight", "noise", "welfare", "disaster"):
        chosen = category(code).id if code else None
        filing = makers.filing(category_id=chosen, place=SOMEWHERE)
        foreseen = services.foresee(visitor(inside.id), filing, MONDAY)
        receipt = services.file(visitor(inside.id), filing, MONDAY)
        complaint = session.get_one(Complaint, receipt.complaint_id)
        lines = promised.promises_of(Matter("complaint", complaint.id))
        assert sorted(due for _words, due in foreseen.promises) == sorted(
            line.due_at for line in lines
        )
        assert foreseen.visibility == complaint.visibility


def test_foreseeing_refuses_like_filing(inside: Town) -> None:
    with pytest.raises(Invalid) as refusal:
        services.foresee(visitor(inside.id), makers.filing("", place=Place()), MONDAY)
    assert set(refusal.value.fields) == {"text", "place"}


@pytest.mark.parametrize("text", ["", "  ", "\u200b\u200b\u200b\u200b", "ก\u200b\u200b"])
def test_nothing_said_is_refused(inside: Town, text: str) -> None:
    assert "text" in refused(text=text)


def test_length_is_counted_without_dirt(inside: Town) -> None:
    assert len(file("ก" * 5000 + "\u200b" * 50).text) == 5000
    assert "text" in refused(text="ก" * 5001)


def test_relief_needs_a_place_and_others_do_not(inside: Town) -> None:
    assert "place" in refused(place=Place())
    for kind in set(Kind) - {Kind.RELIEF}:
        assert file(kind=kind, place=Place()).lat is None


def test_time_to_come_is_refused(inside: Town) -> None:
    assert "occurred_at" in refused(occurred_at=MONDAY + timedelta(hours=1))
    assert "category" in refused(category_id=987654)


def test_a_category_that_was_put_away_is_refused(inside: Town) -> None:
    light = category("streetlight")
    light.is_active = False
    session.flush()
    assert "category" in refused(category_id=light.id)


def test_a_point_finds_its_cell(inside: Town) -> None:
    complaint = file(place=Place(*TOWN_HALL))
    assert (complaint.lat, complaint.lon) == TOWN_HALL
    assert complaint.cell is not None
    assert complaint.is_outside is False


def test_the_contact_stands_by_itself(inside: Town) -> None:
    complaint = file(contact=Contact(" สมศรี ", " ๐๘๑ ", " A@Example.COM ", "en", shows_name=True))
    contact = session.get_one(ComplaintContact, complaint.id)
    assert (contact.name, contact.phone, contact.email) == ("สมศรี", "๐๘๑", "a@example.com")
    assert (contact.language, contact.shows_name) == ("en", True)


def test_the_public_text_is_masked(inside: Town) -> None:
    complaint = file("โทรหา 081-234-5678 หรือ somsri@example.com")
    assert "5678" in complaint.text
    assert "5678" not in complaint.public_text
    assert "somsri" not in complaint.title


def test_ids_grow_with_time_and_keep_the_form(inside: Town) -> None:
    early, late = file(), file(at=MONDAY + timedelta(seconds=1))
    assert early.id < late.id < 2**63
    assert isinstance(early.form_id, UUID)


def test_the_counter_files_for_somebody_else(inside: Town) -> None:
    dispatcher = inside.actor(Role.DISPATCHER)
    letter = makers.filing(
        place=SOMEWHERE, channel=Channel.LETTER, dated=MONDAY - timedelta(days=3)
    )
    receipt = services.take_in(dispatcher, letter, MONDAY)
    complaint = session.get_one(Complaint, receipt.complaint_id)
    assert complaint.filed_at == MONDAY - timedelta(days=3)
    assert complaint.recorded_at == MONDAY
    assert complaint.channel == Channel.LETTER
    with pytest.raises(Forbidden):
        services.take_in(visitor(inside.id), letter, MONDAY)
    with pytest.raises(Invalid):
        services.take_in(dispatcher, makers.filing(place=SOMEWHERE), MONDAY)


def test_choices_speak_both_languages(inside: Town) -> None:
    first, *others = choices.category_choices("I don’t know")
    assert first == ("", "I don’t know")
    assert len(others) == 30
    assert "Street light" in {words for _value, words in others}
    assert choices.category(None) is None
    assert choices.unit(category("streetlight").unit_id) is not None
    assert choices.unit(None) is None
    assert [words for _value, words in choices.unit_choices("-")][1:]
