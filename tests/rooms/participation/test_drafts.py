"""Drafts: editions side by side, comments paragraph by paragraph, answers, what is hidden."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from portal.channels.models import Notice
from portal.foundation import outbox
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder, SignInNeeded
from portal.foundation.i18n import Bilingual
from portal.foundation.personal import Kept, Limit, Subject
from portal.foundation.policy import Role
from portal.foundation.web import keep
from portal.participation.drafts import personal, queries
from portal.participation.drafts.acts import Answered
from portal.participation.drafts.models import Draft, DraftComment
from portal.participation.drafts.services import answering, commenting, publishing
from portal.participation.drafts.services.answering import NewAnswer
from portal.participation.ideas.terms import Ground, Standing
from tests import ideas
from tests import plans as make
from tests.fixtures.portal import Town
from tests.makers import MONDAY

HOUR = timedelta(hours=1)
TEXT = Bilingual("ข้อหนึ่ง\n\nข้อสอง\nต่อ\n \nข้อสาม", "One\n\nTwo\n\nThree")
WHY = Bilingual("เพิ่มไว้ในหน้า 12 แล้ว", "It stands on page 12 now")


def a_draft(inside: Town, *, checks_first: bool = False) -> int:
    """A stage with a published draft of three paragraphs; its id."""
    clerk = inside.actor(Role.CLERK)
    stage = make.a_project(clerk).stages[0]
    publishing.publish(clerk, stage.id, TEXT, checks_first=checks_first, at=MONDAY)
    return stage.id


def says(
    stage_id: int, words: str = "ขอทางลาดด้วย", by: str = "one", number: int = 1
) -> DraftComment:
    """A comment on the second paragraph."""
    edition = queries.edition(stage_id)
    assert edition is not None
    paragraph = edition.paragraphs[1].id
    form_id = UUID(int=number)
    return commenting.comment(
        ideas.resident(by), paragraph, words, form_id=form_id, at=MONDAY + number * HOUR
    )


def test_editions_stand_side_by_side_and_comments_stay_where_they_were_written(
    inside: Town,
) -> None:
    clerk, stage_id = inside.actor(Role.CLERK), a_draft(inside)
    first = queries.edition(stage_id)
    assert first is not None
    assert [one.text.th for one in first.paragraphs] == ["ข้อหนึ่ง", "ข้อสอง\nต่อ", "ข้อสาม"]
    says(stage_id)
    publishing.publish(clerk, stage_id, Bilingual("ใหม่", ""), checks_first=False, at=MONDAY + HOUR)
    newest, earlier = queries.edition(stage_id), queries.edition(stage_id, 1)
    assert newest is not None
    assert earlier is not None
    assert (newest.number, [one.comments for one in newest.paragraphs]) == (2, [0])
    assert [one.comments for one in earlier.paragraphs] == [0, 1, 0]
    with pytest.raises(OutOfOrder, match="newer edition"):
        commenting.comment(
            ideas.resident(), first.paragraphs[0].id, "ช้าไป", form_id=UUID(int=9), at=MONDAY + HOUR
        )


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (Bilingual(" \n\n ", ""), "text_th"),
        (Bilingual("ก\n\nข", "One"), "text_en"),
        (Bilingual("ก" * 5001, ""), "text_th"),
        (Bilingual("\n\n".join("ก" * 301), ""), "text_th"),
    ],
)
def test_a_draft_that_is_none_is_refused(inside: Town, text: Bilingual, field: str) -> None:
    clerk = inside.actor(Role.CLERK)
    stage = make.a_project(clerk).stages[0]
    with pytest.raises(Invalid) as refusal:
        publishing.publish(clerk, stage.id, text, checks_first=False, at=MONDAY)
    assert set(refusal.value.fields) == {field}
    assert session.scalar(select(func.count()).select_from(Draft)) == 0
    with pytest.raises(Forbidden):
        publishing.publish(ideas.resident(), stage.id, TEXT, checks_first=False, at=MONDAY)
    with pytest.raises(OutOfOrder, match="over"):
        publishing.publish(clerk, stage.id, TEXT, checks_first=False, at=stage.ends_at)


def test_the_clock_and_the_door_are_kept(inside: Town) -> None:
    stage_id = a_draft(inside)
    edition = queries.edition(stage_id)
    assert edition is not None
    one, late = edition.paragraphs[0].id, MONDAY + timedelta(days=10)
    for actor, at, refusal in (
        (ideas.nobody(), MONDAY, SignInNeeded),
        (inside.actor(Role.OFFICER), MONDAY, Forbidden),
        (ideas.resident(), late, OutOfOrder),
        (ideas.resident(), MONDAY - HOUR, OutOfOrder),
    ):
        with pytest.raises(refusal):
            commenting.comment(actor, one, "ขอทางลาด", form_id=UUID(int=5), at=at)
    for words in (" ", "ก" * 1001):
        with pytest.raises(Invalid):
            commenting.comment(ideas.resident(), one, words, form_id=UUID(int=5), at=MONDAY)
    with pytest.raises(NotFound):
        commenting.comment(ideas.resident(), 999, "ขอทางลาด", form_id=UUID(int=5), at=MONDAY)
    assert session.scalar(select(func.count()).select_from(DraftComment)) == 0
    assert says(stage_id).id == says(stage_id).id, "the same form again keeps one"


def test_one_answer_serves_several_comments_and_none_is_answered_twice(inside: Town) -> None:
    stage_id, officer = a_draft(inside), inside.actor(Role.OFFICER)
    ids = [says(stage_id, number=number).id for number in (1, 2, 3)]
    assert queries.count_owed([stage_id]) == 3
    for new, field in (
        (NewAnswer((), Answered.PARTLY, WHY), "comments"),
        (NewAnswer(ids, Answered.PARTLY, Bilingual("", "why")), "reason_th"),
    ):
        with pytest.raises(Invalid) as refusal:
            answering.answer(officer, stage_id, new, at=MONDAY)
        assert set(refusal.value.fields) == {field}
    new = NewAnswer(ids[:2], Answered.ACCEPTED, WHY)
    with pytest.raises(Forbidden):
        answering.answer(ideas.resident(), stage_id, new, at=MONDAY)
    answering.answer(officer, stage_id, new, at=MONDAY)
    assert [one.id for one in queries.answered(stage_id)] == ids[:2]
    assert [one.id for one in queries.owed(stage_id)] == ids[2:]
    for again in (ids, [ids[0]]):
        with pytest.raises(OutOfOrder):
            answering.answer(officer, stage_id, NewAnswer(again, Answered.ACCEPTED, WHY), at=MONDAY)
    with pytest.raises(NotFound):
        answering.answer(officer, stage_id, NewAnswer([999], Answered.ACCEPTED, WHY), at=MONDAY)
    assert queries.count_owed([stage_id]) == 1


def test_what_waits_or_is_hidden_is_read_by_its_author_alone(inside: Town) -> None:
    stage_id, officer = a_draft(inside, checks_first=True), inside.actor(Role.OFFICER)
    row = says(stage_id, "โทร 081-234-5678 ครับ")
    assert row.standing == Standing.WAITING.value
    assert "081" not in row.public_text
    mine, others = row.person_id, ideas.resident("other").person_id
    assert not queries.of_paragraph(row.paragraph_id, others)
    assert [one.id for one in queries.of_paragraph(row.paragraph_id, mine)] == [row.id]
    answering.let_through(officer, row.id, at=MONDAY)
    assert [one.id for one in queries.of_paragraph(row.paragraph_id, None)] == [row.id]
    assert commenting.flag(ideas.nobody(), row.id, Ground.PERSONAL, who="x", at=MONDAY)
    assert not commenting.flag(ideas.nobody(), row.id, Ground.PERSONAL, who="x", at=MONDAY)
    assert [one.flags for one in queries.flagged(stage_id)] == [1]
    with pytest.raises(Invalid):
        answering.hide(officer, row.id, Ground.PERSONAL, " ", at=MONDAY)
    answering.hide(officer, row.id, Ground.PERSONAL, "มีเบอร์โทรของผู้อื่น", at=MONDAY)
    assert not queries.flagged(stage_id)
    (told,) = queries.of_paragraph(row.paragraph_id, mine)
    assert (told.ground, told.why_hidden.text) == (Ground.PERSONAL, "มีเบอร์โทรของผู้อื่น")
    with pytest.raises(OutOfOrder):
        answering.answer(officer, stage_id, NewAnswer([row.id], Answered.ACCEPTED, WHY), at=MONDAY)
    with pytest.raises(NotFound):
        commenting.flag(ideas.nobody(), row.id, Ground.OTHER, who="y", at=MONDAY)
    answering.restore(officer, row.id, at=MONDAY)
    with pytest.raises(OutOfOrder):
        answering.restore(officer, row.id, at=MONDAY)


def test_names_go_and_public_words_stay_masked(inside: Town) -> None:
    stage_id, officer = a_draft(inside), inside.actor(Role.OFFICER)
    shown = says(stage_id, "โทร 081-234-5678 ครับ")
    gone = says(stage_id, "คำที่ซ่อนไว้", number=2)
    answering.hide(officer, gone.id, Ground.INSULT, "ไม่สุภาพ", at=MONDAY)
    subject = Subject(person_id=shown.person_id, addresses=())
    told = personal.export(subject).records["comments_on_drafts"]
    assert len(told) == 2
    for kind in (Kept.WORDS, Kept.CONTACT):
        before = MONDAY + timedelta(days=1)
        assert personal.expire(Limit(kind, before, "a test", most=10, dry=True), MONDAY)
    personal.erase(subject, "asked", MONDAY)
    session.expire_all()
    assert (shown.person_id, gone.person_id, gone.text) == (None, None, "")
    assert "081" not in shown.text
    assert personal.erase(subject, "asked", MONDAY) == []


@pytest.mark.both_databases
def test_authors_are_told_what_became_of_their_comments(inside: Town) -> None:
    clerk, stage_id = inside.actor(Role.CLERK), a_draft(inside)
    first, second = says(stage_id).id, says(stage_id, "ขอไฟเพิ่ม", "two", 2).id
    answering.answer(clerk, stage_id, NewAnswer([first], Answered.PARTLY, WHY), at=MONDAY + HOUR)
    assert (len(told("one")), told("two")) == (1, [])
    assert WHY.th in told("one")[0]
    answering.hide(clerk, second, Ground.INSULT, "มีคำหยาบ", at=MONDAY + 3 * HOUR)
    assert "มีคำหยาบ" in told("two")[0]
    answering.restore(clerk, second, at=MONDAY + 4 * HOUR)
    assert len(told("two")) == 2
    answering.hide(clerk, second, Ground.INSULT, "มีคำหยาบ", at=MONDAY + 5 * HOUR)
    answering.restore(clerk, second, at=MONDAY + 6 * HOUR)
    assert len(told("two")) == 3, "of what was hidden for a moment only that it can be read"


def told(name: str) -> list[str]:
    """What somebody was written about drafts, after everything waiting was told."""
    keep()
    outbox.deliver(lambda: MONDAY + timedelta(days=90))
    asked = select(Notice.body).where(
        Notice.address == f"{name}@example.net", Notice.occasion == "draft"
    )
    return [str(one) for one in session.scalars(asked.order_by(Notice.id))]
