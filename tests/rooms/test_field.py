"""The list of the day, what a browser may keep of it, and reports that are taken once."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from portal.attachments import queries as attachments
from portal.complaints import services as complaints
from portal.complaints.models import MATTER, Complaint, ComplaintStep
from portal.complaints.queries import choices
from portal.complaints.terms import Hold
from portal.field import queries, services
from portal.field.models import FieldReport
from portal.field.outcomes import Outcome
from portal.field.queries import Span, Whose
from portal.field.services import Report
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, Outdated, OutOfOrder
from portal.foundation.policy import Actor, Role
from tests import makers
from tests.fixtures.portal import Town
from tests.life import Making, a_photo
from tests.makers import MONDAY

PHONE = "081 234 5678"


def given(town: Town, text: str, code: str = "streetlight", **more: object) -> Complaint:
    """A complaint of this category, handed to the officer."""
    category = next(one.id for one in choices.every_category() if one.code == code)
    place = complaints.Place(16.43, 102.83, landmark=f"หน้าวัด {PHONE}", outside_is_meant=True)
    receipt = makers.complaint(text, category_id=category, **{"place": place, "at": MONDAY} | more)
    row = session.get_one(Complaint, receipt.complaint_id)
    officer = town.actor(Role.OFFICER)
    assert officer.unit_id is not None
    clerk = town.actor(Role.CLERK)
    complaints.assign(clerk, row.id, officer.unit_id, officer.person_id, seen=1, at=MONDAY)
    return row


def numbers(officer: Actor, span: Span = Span.OPEN, days: int = 0) -> list[str]:
    found = queries.day(officer, Whose.MINE, span, MONDAY + timedelta(days=days))
    return [stop.path.partition("/")[2] for stop in found.stops]


def test_the_day_is_what_is_due_urgent_or_begun(inside: Town) -> None:
    officer = inside.actor(Role.OFFICER)
    rows = [given(inside, "ไฟดับ") for _ in range(4)]
    complaints.start(officer, rows[0].id, seen=2, at=MONDAY)
    complaints.make_urgent(officer, rows[1].id, "อันตราย", seen=2, at=MONDAY)
    complaints.hold(
        officer,
        rows[2].id,
        Hold.BUDGET,
        next_news=MONDAY + timedelta(days=9),
        seen=2,
        at=MONDAY,
    )
    assert set(numbers(officer, Span.TODAY)) == {"1", "2"}
    assert set(numbers(officer)) == {"1", "2", "4"}
    assert set(numbers(officer, Span.TODAY, days=90)) == {"1", "2", "4"}


def test_nobody_gets_a_list_of_what_they_may_not_read(inside: Town) -> None:
    given(inside, "ไฟดับ")
    for role in (Role.VISITOR, Role.COUNCIL, Role.ADMINISTRATOR):
        found = queries.day(inside.actor(role), Whose.ALL, Span.OPEN, MONDAY)
        assert found.stops == ()


def test_distance_puts_what_has_no_point_last(inside: Town) -> None:
    officer = inside.actor(Role.OFFICER)
    given(inside, "ไกล", place=complaints.Place(16.50, 102.83, outside_is_meant=True))
    given(inside, "ไม่รู้ที่", place=complaints.Place(landmark="ตลาดบางลำภู"))
    given(inside, "ใกล้")
    stops = queries.day(officer, Whose.MINE, Span.OPEN, MONDAY).stops
    here = queries.where("16.431, 102.83", stops)
    ordered = queries.by_distance(stops, here)
    assert [(stop.title.text, stop.metres) for stop in ordered] == [
        ("ใกล้", 111),
        ("ไกล", 7672),
        ("ไม่รู้ที่", None),
    ]
    assert queries.where("หน้าวัด", stops) == (16.43, 102.83)
    with pytest.raises(Invalid):
        queries.where("ตลาดบางลำภู", stops)  # named, but nobody knows where it is


def test_a_browser_keeps_no_contact_and_nothing_confidential(inside: Town) -> None:
    contact = complaints.Contact("สมศรี ใจดี", PHONE)
    shown = given(inside, f"ไฟดับ โทร {PHONE}", contact=contact)
    unseen = given(inside, "ยังไม่เผยแพร่")
    unseen.is_public = False
    secret = given(inside, "ความลับ", "service")
    officer = inside.actor(Role.OFFICER)
    stops = queries.day(officer, Whose.MINE, Span.OPEN, MONDAY).stops
    kept = {stop.path: queries.to_keep(stop, queries.maps()) for stop in stops}
    assert kept[f"{secret.year}/{secret.running}"] is None
    told = kept[f"{shown.year}/{shown.running}"]
    assert told is not None
    assert "ไฟดับ" in str(told["text"])
    bare = kept[f"{unseen.year}/{unseen.running}"]
    assert bare is not None
    assert set(bare) == {
        *("path", "number", "version", "category", "area", "point", "way", "outcomes")
    }
    assert not [word for word in (PHONE, "สมศรี", "ความลับ", "ยังไม่เผยแพร่") if word in str(kept)]


def notes(row: Complaint) -> list[str]:
    asked = select(ComplaintStep.verb).where(ComplaintStep.complaint_id == row.id)
    return list(session.scalars(asked.order_by(ComplaintStep.id)))


def report(form: UUID, outcome: Outcome = Outcome.DONE, words: str = "เปลี่ยนแล้ว") -> Report:
    return Report(form, outcome, words, "กลางคืน")


def test_the_same_form_is_taken_once(inside: Town) -> None:
    officer, row, form = inside.actor(Role.OFFICER), given(inside, "ไฟดับ"), uuid4()
    assert services.report(officer, row.id, report(form), seen=2, at=MONDAY)
    assert not services.report(officer, row.id, report(form), seen=2, at=MONDAY)
    assert notes(row).count("resolve") == 1
    other = given(inside, "อีกเรื่อง")
    with pytest.raises(OutOfOrder):
        services.report(officer, other.id, report(form), seen=2, at=MONDAY)


def test_a_stale_report_is_refused_and_can_be_sent_again(inside: Town) -> None:
    officer, row, form = inside.actor(Role.OFFICER), given(inside, "ไฟดับ"), uuid4()
    complaints.note(officer, row.id, "รอรถ", seen=2, at=MONDAY)
    with pytest.raises(Outdated):
        services.report(officer, row.id, report(form), seen=2, at=MONDAY)
    assert session.scalar(select(func.count()).select_from(FieldReport)) == 0
    assert services.report(officer, row.id, report(form), seen=3, at=MONDAY)


def test_work_begins_with_photos_before_and_a_note(inside: Town) -> None:
    officer, row = inside.actor(Role.OFFICER), given(inside, "ไฟดับ")
    receipt = complaints.Receipt(row.id, row.year, row.running, row.tracking_code, is_new=True)
    form = a_photo(Making(officer, receipt, MONDAY))
    services.report(officer, row.id, report(form, Outcome.BEGUN, "ตัดไฟ"), seen=2, at=MONDAY)
    assert notes(row)[-2:] == ["start", "note"]
    line = attachments.of(MATTER, row.id)[0]
    assert (line.purpose.value, line.reviewed_at) == ("before", MONDAY)


def test_what_is_missing_or_not_allowed_is_refused(inside: Town) -> None:
    officer, row = inside.actor(Role.OFFICER), given(inside, "ไฟดับ")
    for told in (
        Report(uuid4(), Outcome.DONE, "เสร็จ"),
        Report(uuid4(), Outcome.DONE, "", "x"),
        Report(uuid4(), Outcome.NOTED, " "),
    ):
        with pytest.raises(Invalid):
            services.report(officer, row.id, told, seen=2, at=MONDAY)
    for role in (Role.MAYOR, Role.COUNCIL, Role.VISITOR):
        with pytest.raises((Forbidden, NotFound)):
            services.report(inside.actor(role), row.id, report(uuid4()), seen=2, at=MONDAY)


def test_the_map_is_set_by_those_who_may(inside: Town) -> None:
    one = "https://maps.example/{lat},{lon}"
    with pytest.raises(Forbidden):
        services.set_maps(inside.actor(Role.OFFICER), one, "", at=MONDAY)
    services.set_maps(inside.actor(Role.CLERK), one, "", at=MONDAY)
    assert queries.maps().to((16.0, 102.0)) == "https://maps.example/16.000000,102.000000"
    assert queries.maps().over([(16.0, 102.0), (16.1, 102.0)]) == ""


def test_old_forms_are_forgotten(inside: Town) -> None:
    officer, row = inside.actor(Role.OFFICER), given(inside, "ไฟดับ")
    services.report(officer, row.id, report(uuid4()), seen=2, at=MONDAY)
    services.forget_old(MONDAY + timedelta(days=59))
    assert session.scalar(select(func.count()).select_from(FieldReport)) == 1
    services.forget_old(MONDAY + timedelta(days=61))
    assert session.scalar(select(func.count()).select_from(FieldReport)) == 0
