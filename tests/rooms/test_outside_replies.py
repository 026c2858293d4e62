"""An outside body answers with a code: wrong, expired, ended, used again; an officer decides."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from portal.attachments import queries as photographs
from portal.attachments import services as attachments
from portal.attachments.queries import Purpose
from portal.complaints import services
from portal.complaints.handing_over import directory, queries, replying
from portal.complaints.handing_over.directory import Entry
from portal.complaints.handing_over.models import OutsideReply, ReplyCode
from portal.complaints.handing_over.replying import Answer, Request
from portal.complaints.handing_over.terms import Decision, Kind
from portal.complaints.lifecycle import State, Verb
from portal.complaints.models import MATTER, Category
from portal.complaints.services import forgetting
from portal.foundation.audit import AuditLine
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder, TooMany
from portal.foundation.policy import Role, visitor
from tests import makers
from tests.cases import DAY, HOUR, does, filed, row, steps, told_of, verbs, with_photo
from tests.fixtures.portal import Town
from tests.makers import MONDAY
from tests.pictures import jpeg

SECRET = "เสาไฟล้ม โทร 081 234 5678"
THEM = "การไฟฟ้าส่วนภูมิภาค"


def asks(town: Town, complaint_id: int, **more: Any) -> str:
    request = Request(THEM, **more)
    return str(
        does(town.actor(Role.CLERK), replying.ask_body, complaint_id, request, at=MONDAY + HOUR)
    )


def opens(code: str, at: Any = MONDAY + 2 * HOUR) -> int:
    return replying.open_form(code, who="somebody", at=at)


def heard(complaint_id: int) -> list[str]:
    return [one.details["what"] for one in steps(complaint_id) if one.verb == Verb.HEAR]


def test_a_code_opens_the_case_without_its_reporter_and_each_use_is_kept(inside: Town) -> None:
    complaint_id = filed(SECRET)
    with_photo(complaint_id)
    code = asks(inside, complaint_id, shows_photos=True)
    assert row(complaint_id).state == State.REFERRED
    assert session.scalars(select(ReplyCode.code_hash)).one() not in code
    version = row(complaint_id).version
    for typed in (code, code.lower(), code.replace("-", " ")):
        shown = queries.shown(opens(typed), MONDAY + 2 * HOUR)
        assert shown is not None
        assert "081" not in shown.text.text
        assert len(shown.photos) == 1
    assert heard(complaint_id) == ["code", "opened", "opened", "opened"]
    assert row(complaint_id).version == version, "nobody's open page grows old by it"
    acts = select(AuditLine.act).where(AuditLine.act == "reply_code.made")
    assert len(session.scalars(acts).all()) == 1


def test_photos_stay_hidden_unless_the_officer_showed_them(inside: Town) -> None:
    complaint_id = filed(SECRET)
    with_photo(complaint_id)
    shown = queries.shown(opens(asks(inside, complaint_id)), MONDAY + 2 * HOUR)
    assert shown is not None
    assert shown.photos == ()


def test_expired_ended_and_replaced_codes_open_nothing(inside: Town) -> None:
    complaint_id = filed(SECRET)
    first = asks(inside, complaint_id, days=3)
    code_id = opens(first)
    with pytest.raises(Invalid, match="something to correct") as refused:
        opens(first, MONDAY + 4 * DAY)
    assert "no longer in use" in str(refused.value.fields["code"])
    assert queries.shown(code_id, MONDAY + 4 * DAY) is None
    does(inside.actor(Role.CLERK), services.start, complaint_id, at=MONDAY + 2 * HOUR)
    second = asks(inside, complaint_id)
    with pytest.raises(Invalid):
        opens(first)
    opens(second)
    replying.end_codes(inside.actor(Role.CLERK), complaint_id, at=MONDAY + 3 * HOUR)
    with pytest.raises(Invalid):
        opens(second)
    with pytest.raises(OutOfOrder):
        replying.answer(code_id, Answer(Kind.ANSWER, "x"), form_id=uuid4(), at=MONDAY + 3 * HOUR)


def test_guessing_closes_the_door_for_a_while(town: Town) -> None:
    with town.work():
        code = asks(town, filed(SECRET))
    for _turn in range(10):
        with town.work(), pytest.raises(Invalid):
            opens("3467-9CDF-GHJK")
    with town.work(), pytest.raises(TooMany):
        opens(code)
    with town.work():
        assert replying.open_form(code, who="somebody else", at=MONDAY + 2 * HOUR)


def test_an_answer_waits_for_an_officer_and_goes_to_the_reporter_in_their_words(
    inside: Town,
) -> None:
    complaint_id = filed(SECRET)
    code_id, form_id = opens(asks(inside, complaint_id)), uuid4()
    picture = io.BytesIO(jpeg())
    who = visitor(inside.id)
    attachments.take(who, picture, "a.jpg", attachment_id=uuid4(), form_id=form_id, at=MONDAY)
    day = (MONDAY + DAY).date()
    given = Answer(Kind.ANSWER, "ช่างสมชายไปแล้ว", "กฟภ. 12/2569", day)
    reply_id = replying.answer(code_id, given, form_id=form_id, at=MONDAY + 2 * HOUR)
    again = replying.answer(code_id, given, form_id=form_id, at=MONDAY + 2 * HOUR)
    assert again == reply_id, "sent twice, kept once"
    line = queries.reply(complaint_id, reply_id)
    assert (line.their_number.text, line.their_day, len(line.photos)) == ("กฟภ. 12/2569", day, 1)
    assert Verb.REPLY not in verbs(complaint_id), "the reporter knows nothing yet"
    clerk = inside.actor(Role.CLERK)
    seen = row(complaint_id).version
    with pytest.raises(Invalid):
        replying.decide(clerk, reply_id, " ", passes_on=True, seen=seen, at=MONDAY)
    replying.decide(clerk, reply_id, "ซ่อมแล้ว", passes_on=True, seen=seen, at=MONDAY + 3 * HOUR)
    assert steps(complaint_id)[-1].note == "ซ่อมแล้ว"
    assert "ComplaintAnswered" in told_of(complaint_id)
    photo = photographs.of(MATTER, complaint_id)[0]
    assert (photo.purpose, photo.reviewed_at is not None) == (Purpose.AFTER, True)
    assert queries.reply(complaint_id, reply_id).decision is Decision.PASSED


def test_not_ours_ends_the_code_and_can_be_kept_inside(inside: Town) -> None:
    complaint_id = filed(SECRET)
    code = asks(inside, complaint_id)
    code_id = opens(code)
    given = Answer(Kind.NOT_OURS, "เป็นของกรมทางหลวง")
    reply_id = replying.answer(code_id, given, form_id=uuid4(), at=MONDAY + 2 * HOUR)
    assert heard(complaint_id)[-1] == "not_ours"
    with pytest.raises(Invalid):
        opens(code)
    seen = row(complaint_id).version
    clerk = inside.actor(Role.CLERK)
    replying.decide(clerk, reply_id, "", passes_on=False, seen=seen, at=MONDAY + 3 * HOUR)
    assert Verb.REPLY not in verbs(complaint_id)
    assert row(complaint_id).state == State.REFERRED
    seen = row(complaint_id).version
    with pytest.raises(OutOfOrder):
        replying.decide(clerk, reply_id, "x", passes_on=True, seen=seen, at=MONDAY)


def test_what_is_no_request_and_no_answer_is_refused(inside: Town) -> None:
    complaint_id = filed(SECRET)
    for more in ({"days": 0}, {"days": 91}):
        with pytest.raises(Invalid):
            asks(inside, complaint_id, **more)
    clerk = inside.actor(Role.CLERK)
    for body in ("", "ก" * 201):
        with pytest.raises(Invalid):
            does(clerk, replying.ask_body, complaint_id, Request(body), at=MONDAY)
    code_id = opens(asks(inside, complaint_id))
    for given in (
        Answer(Kind.ANSWER, " "),
        Answer(Kind.ANSWER, "ก" * 5001),
        Answer(Kind.ANSWER, "ก", "9" * 201),
    ):
        with pytest.raises(Invalid):
            replying.answer(code_id, given, form_id=uuid4(), at=MONDAY + 2 * HOUR)
    for turn in range(replying.MOST_REPLIES):
        at = MONDAY + 2 * HOUR + timedelta(minutes=turn)
        replying.answer(code_id, Answer(Kind.ANSWER, "ก"), form_id=uuid4(), at=at)
    with pytest.raises(OutOfOrder):
        replying.answer(code_id, Answer(Kind.ANSWER, "ก"), form_id=uuid4(), at=MONDAY + DAY)


def test_when_words_go_the_answers_go_too(inside: Town) -> None:
    complaint_id = filed(SECRET)
    code_id = opens(asks(inside, complaint_id))
    replying.answer(
        code_id, Answer(Kind.ANSWER, "ช่างสมชาย", "12"), form_id=uuid4(), at=MONDAY + 2 * HOUR
    )
    forgetting.forget_words([complaint_id], "test", MONDAY + DAY)
    kept = session.scalars(select(OutsideReply)).one()
    session.refresh(kept)
    assert (kept.words, kept.their_number) == ("", "")
    assert all(not step.note for step in steps(complaint_id))


def test_the_directory_offers_who_answers_for_this_category_first(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    lamp = session.scalars(select(Category.id).where(Category.code == "streetlight")).one()
    directory.save(clerk, None, Entry("กรมทางหลวง"), at=MONDAY)
    power = directory.save(clerk, None, Entry(THEM, "PEA", categories=(lamp,)), at=MONDAY)
    old = directory.save(clerk, None, Entry("เก่า", is_active=False), at=MONDAY)
    names = [line.title.th for line in directory.bodies(lamp)]
    assert names == [THEM, "กรมทางหลวง", "เก่า"]
    directory.save(clerk, old, Entry("ใหม่", "", "a@b.example", "1129"), at=MONDAY)
    assert directory.body(old).title.en == "ใหม่"
    assert directory.body(power).title.en == "PEA"
    for wrong in (Entry(" "), Entry("x", email="no"), Entry("x", categories=(0,))):
        with pytest.raises(Invalid):
            directory.save(clerk, None, wrong, at=MONDAY)
    with pytest.raises(NotFound):
        directory.body(999)
    with pytest.raises(Forbidden):
        directory.save(inside.actor(Role.HEAD), None, Entry("x"), at=MONDAY)


def test_a_code_of_next_door_opens_nothing_here(town: Town) -> None:
    with town.app.app_context():
        beside = Town(town.app, makers.municipality("beside"))
    with town.work():
        code = asks(town, filed(SECRET))
    with beside.work(), pytest.raises(Invalid):
        opens(code)
