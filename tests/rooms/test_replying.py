"""The municipality speaks to a reporter: prepared texts, privately, previewed, asked back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.channels import queries as notices
from portal.complaints import services
from portal.complaints.lifecycle import Closing, State, Verb
from portal.complaints.models import Complaint, ComplaintStep
from portal.complaints.queries import case as cases
from portal.complaints.queries import choices, public_page, reporter
from portal.complaints.queries.asking_back import rule_asked_by
from portal.complaints.replying import previewing, setup, templates
from portal.complaints.replying import services as replying
from portal.complaints.replying.rules import Rule, Then
from portal.complaints.replying.services import Draft
from portal.complaints.services import Contact
from portal.foundation.clock import local
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, Outdated
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from tests import makers
from tests.fixtures.portal import Town
from tests.makers import MONDAY

NAME = Bilingual("รับเรื่องแล้ว", "We have it")
WORDS = Bilingual("เรื่อง {number} {unit} จะทำให้เสร็จ", "{number}: {unit} does it. {area}")
MAIL = Contact(email="somsri@example.com", language="en")


def draft(**changes: object) -> Draft:
    usual = {"move": Verb.REPLY, "category_id": None, "title": NAME, "text": WORDS}
    return Draft(**usual | changes)


def filed(town: Town, **more: object) -> Complaint:
    category = next(line.id for line in choices.categories() if line.code == "streetlight")
    receipt = makers.complaint(category_id=category, contact=MAIL, **more)
    return session.get_one(Complaint, receipt.complaint_id)


def shown(town: Town, row: Complaint, role: Role = Role.CLERK) -> cases.Case:
    found = cases.find(town.actor(role), row.year, row.running)
    return cases.case(town.actor(role), found, MONDAY)


def test_a_prepared_text_is_offered_where_it_fits(inside: Town) -> None:
    clerk, row = inside.actor(Role.CLERK), filed(inside)
    other = next(line.id for line in choices.categories() if line.code == "road")
    replying.add(clerk, draft(), MONDAY)
    replying.add(clerk, draft(category_id=row.category_id, title=Bilingual("ไฟ", "Light")), MONDAY)
    replying.add(clerk, draft(category_id=other), MONDAY)
    replying.add(clerk, draft(move=Verb.CLOSE), MONDAY)
    offered = templates.prepared(shown(inside, row), Verb.REPLY)
    assert [one.title.en for one in offered] == ["Light", "We have it"]
    unit = choices.unit(row.unit_id).title.en
    assert offered[0].text == f"KK 2026/000001: {unit} does it. …"


def test_a_template_is_refused_in_words(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    with pytest.raises(Invalid) as refused:
        replying.add(clerk, draft(text=Bilingual("{nummer} {{7*7}}", "x")), MONDAY)
    words = str(refused.value.fields["text_th"])
    assert "{nummer}" in words
    assert "{number}" in words
    for wrong, field in (
        (draft(title=Bilingual("", "x")), "title_th"),
        (draft(move=Verb.HIDE), "move"),
        (draft(category_id=999_999), "category"),
    ):
        with pytest.raises(Invalid) as refused:
            replying.add(clerk, wrong, MONDAY)
        assert field in refused.value.fields
    with pytest.raises(Forbidden):
        replying.add(inside.actor(Role.OFFICER), draft(), MONDAY)
    kept = replying.add(clerk, draft(), MONDAY)
    with pytest.raises(Outdated):
        replying.change(clerk, kept, draft(), seen=7, at=MONDAY)
    replying.change(clerk, kept, draft(move=Verb.ASK), seen=1, at=MONDAY)
    assert templates.template(kept).move is Verb.ASK
    replying.remove(clerk, kept, MONDAY)
    assert templates.every() == []


def test_a_private_message_is_the_reporters_alone(inside: Town) -> None:
    clerk, row = inside.actor(Role.CLERK), filed(inside)
    services.reply(clerk, row.id, "จะไปดู", private="โทรหาคุณสมศรีแล้ว", seen=1, at=MONDAY)
    public = " ".join(str(step.note) for step in public_page.steps_shown(row.id))
    assert "จะไปดู" in public
    assert "สมศรี" not in public
    own = [step.note.text for step in reporter.followed(row.id, MONDAY).steps]
    assert own[:2] == ["จะไปดู", "โทรหาคุณสมศรีแล้ว"]
    step = session.scalars(select(ComplaintStep).where(ComplaintStep.note == "จะไปดู")).one()
    facts = notices.told(row.id, step.id).facts
    assert (facts.words, facts.message) == ("จะไปดู", "โทรหาคุณสมศรีแล้ว")
    services.start(clerk, row.id, seen=row.version, at=MONDAY)
    services.resolve(
        *(clerk, row.id, "เปลี่ยนหลอดแล้ว"),
        no_photo_because="มืด",
        private="ขอบคุณคุณสมศรี",
        seen=row.version,
        at=MONDAY,
    )
    services.reopen(clerk, row.id, "ยังดับ", seen=row.version, at=MONDAY)
    services.close(
        *(clerk, row.id, Closing.CANNOT_BE_DONE, "ไม่ใช่ของเรา"),
        private="โปรดติดต่อ กฟภ.",
        seen=row.version,
        at=MONDAY,
    )
    public = " ".join(str(step.note) for step in public_page.steps_shown(row.id))
    assert "เปลี่ยนหลอดแล้ว" in public
    assert "ขอบคุณ" not in public
    assert "กฟภ" not in public


def test_an_answer_may_be_private_altogether_and_is_not_told_to_others(inside: Town) -> None:
    clerk, first, second = inside.actor(Role.CLERK), filed(inside), filed(inside)
    services.merge(clerk, second.id, first.id, seen=1, at=MONDAY)
    services.reply(clerk, first.id, " ", private="เฉพาะท่าน", seen=first.version, at=MONDAY)
    step = session.scalars(select(ComplaintStep).where(ComplaintStep.note == "เฉพาะท่าน")).one()
    assert step.is_public is False
    assert notices.told(first.id, step.id).facts.message == "เฉพาะท่าน"
    assert notices.told(second.id, step.id) is None
    with pytest.raises(Invalid) as refused:
        services.reply(clerk, first.id, " ", private=" ", seen=first.version, at=MONDAY)
    assert "reply" in refused.value.fields


def test_the_preview_is_the_very_notice(inside: Town) -> None:
    clerk, row = inside.actor(Role.CLERK), filed(inside)
    seen = row.version
    text = "We mend it. Call 081 234 5678."
    with session.begin_nested() as point:
        services.reply(clerk, row.id, text, private="For you", seen=seen, at=MONDAY)
        before = previewing.preview(row.id, Verb.REPLY)
        point.rollback()
    assert row.version == seen
    services.reply(clerk, row.id, text, private="For you", seen=seen, at=MONDAY)
    after = previewing.preview(row.id, Verb.REPLY)
    assert before == after
    assert "We mend it" in before.message.body
    assert "For you" in before.message.body
    assert before.language == "en"
    assert before.public is not None
    assert "081" not in before.public


def asked(town: Town, rule: Rule) -> Complaint:
    clerk, row = town.actor(Role.CLERK), filed(town)
    replying.set_rule(clerk, rule, MONDAY)
    services.ask(clerk, row.id, "ที่เสาต้นใด", seen=1, at=MONDAY)
    return row


def test_by_rule_the_reporter_is_reminded_once_then_it_is_closed(inside: Town) -> None:
    row = asked(inside, Rule(5, Then.REMIND))
    limit = reporter.followed(row.id, MONDAY).answer_by
    assert local(limit - timedelta(seconds=1)).weekday() < 5
    replying.set_rule(inside.actor(Role.CLERK), Rule(7, Then.CLOSE), MONDAY)
    assert rule_asked_by(row.id) == (Rule(5, Then.REMIND), False)
    assert services.follow_up_unanswered(limit - timedelta(hours=1)) == 0
    assert services.follow_up_unanswered(limit + timedelta(hours=1)) == 1
    assert row.state == State.WAITING
    step = session.scalars(select(ComplaintStep).order_by(ComplaintStep.id.desc())).first()
    facts = notices.told(row.id, step.id).facts
    assert (step.verb, facts.is_reminder, facts.words) == (Verb.REMIND, True, "ที่เสาต้นใด")
    assert facts.rule == "Without an answer we have to close the matter."
    again = reporter.followed(row.id, limit).answer_by
    assert again > limit + timedelta(days=4)
    assert services.follow_up_unanswered(limit + timedelta(hours=2)) == 0
    assert services.follow_up_unanswered(again + timedelta(hours=1)) == 1
    assert (row.state, row.reason) == (State.CLOSED, "no_answer")


def test_by_the_other_rule_it_is_closed_at_once(inside: Town) -> None:
    row = asked(inside, Rule(3))
    limit = reporter.followed(row.id, MONDAY).answer_by
    assert services.follow_up_unanswered(limit + timedelta(hours=1)) == 1
    assert row.state == State.CLOSED
    with pytest.raises(Invalid):
        replying.set_rule(inside.actor(Role.CLERK), Rule(400), MONDAY)
    with pytest.raises(Forbidden):
        replying.set_rule(inside.actor(Role.HEAD), Rule(7), MONDAY)


def test_templates_and_rule_go_into_the_set_up_file_and_back(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    kept_id = replying.add(clerk, draft(category_id=choices.categories()[0].id), MONDAY)
    replying.set_rule(clerk, Rule(9, Then.REMIND), MONDAY)
    kept = setup.dump()
    replying.remove(clerk, kept_id, MONDAY)
    replying.set_rule(clerk, Rule(), MONDAY)
    setup.load(kept)
    setup.load(kept)
    assert setup.dump() == kept
    kept["templates"][0]["text_en"] = "{nonsense}"
    with pytest.raises(Invalid, match="nonsense"):
        setup.load(kept)
