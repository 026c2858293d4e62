"""Categories and what they ask are set up: by whom, refused when, and kept how."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import select

from portal.complaints import services
from portal.complaints.asking import categories, queries, questioning, setup, stopping
from portal.complaints.asking.drafting import CategoryDraft, QuestionDraft, StopDraft
from portal.complaints.asking.models import ComplaintAnswer
from portal.complaints.asking.reading import Condition, Kind
from portal.complaints.lifecycle import Channel, Visibility
from portal.complaints.models import Complaint
from portal.complaints.queries import choices, exporting
from portal.complaints.services import forgetting
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from tests import makers, questions
from tests.fixtures.portal import Town
from tests.makers import MONDAY

DOGS = Bilingual("สุนัขดุ", "Fierce dogs")
LIST = QuestionDraft(Kind.LIST, questions.HURT, options=(questions.YES, questions.NO))


def draft(**changes: object) -> CategoryDraft:
    unit = choices.units()[0].id
    return replace(CategoryDraft(DOGS, unit, visibility=Visibility.PUBLIC), **changes)


def test_a_category_is_added_renamed_and_ordered(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    new = categories.add(clerk, draft(), MONDAY)
    assert choices.categories()[-1].code == "fierce_dogs"
    kept = makers.complaint(category_id=new)
    renamed = Bilingual("สุนัขดุร้าย", "Dangerous dogs")
    categories.change(clerk, new, draft(title=renamed), MONDAY)
    assert choices.category(new).title == renamed
    assert session.get(Complaint, kept.complaint_id).category_id == new
    assert [one.title for one in queries.former_titles(new)] == [DOGS]
    before = [line.id for line in choices.every_category()]
    categories.move(clerk, new, up=True, at=MONDAY)
    after = [line.id for line in choices.every_category()]
    assert after[-2:] == [new, before[-2]]
    categories.move(clerk, before[0], up=True, at=MONDAY)
    assert choices.every_category()[0].id == before[0]


def test_who_may_and_what_is_refused_in_words(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    with pytest.raises(Forbidden):
        categories.add(inside.actor(Role.OFFICER), draft(), MONDAY)
    taken = choices.categories()[0].title
    for wrong, field in (
        (draft(title=Bilingual("", "Dogs")), "title_th"),
        (draft(title=taken), "title_en"),
        (draft(unit_id=999_999), "unit"),
        (draft(near_metres=1), "near_metres"),
    ):
        with pytest.raises(Invalid) as refused:
            categories.add(clerk, wrong, MONDAY)
        assert field in refused.value.fields


def test_the_last_category_for_residents_stays(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    first, *others = choices.categories()
    for line in others:
        out = replace(categories.draft_of(line.id), is_active=False)
        categories.change(clerk, line.id, out, MONDAY)
    for field in ("is_active", "is_staff_only"):
        last = replace(categories.draft_of(first.id), **{field: field == "is_staff_only"})
        with pytest.raises(Invalid) as refused:
            categories.change(clerk, first.id, last, MONDAY)
        assert field in refused.value.fields


def test_residents_are_offered_what_is_theirs_to_choose(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    first, second, *_ = choices.categories()
    old = makers.complaint(category_id=second.id)
    staff_only = replace(categories.draft_of(first.id), is_staff_only=True)
    categories.change(clerk, first.id, staff_only, MONDAY)
    gone = replace(categories.draft_of(second.id), is_active=False)
    categories.change(clerk, second.id, gone, MONDAY)
    offered = {line.id for line in choices.residents_categories()}
    assert not {first.id, second.id} & offered
    for category in (first.id, second.id):
        with pytest.raises(Invalid, match="correct"):
            makers.complaint(category_id=category)
    officer = inside.actor(Role.OFFICER)
    filing = makers.filing(category_id=first.id, channel=Channel.COUNTER)
    assert services.take_in(officer, filing, MONDAY).is_new
    assert session.get(Complaint, old.complaint_id).category_id == second.id
    assert choices.category(second.id).title == second.title


def test_a_question_that_makes_no_sense_is_refused(inside: Town) -> None:
    asked, clerk = questions.set_up(inside), inside.actor(Role.CLERK)
    nowhere = Condition(999_999, frozenset({"a1"}))
    for wrong, field in (
        (replace(LIST, options=(questions.YES,)), "options"),
        (replace(LIST, options=(questions.YES, questions.YES)), "options"),
        (replace(LIST, options=(Bilingual("ใช่", ""), questions.NO)), "options"),
        (replace(LIST, title=Bilingual("", "")), "title_th"),
        (QuestionDraft(Kind.NUMBER, questions.LAMPS, least=5, most=1), "most"),
        (replace(LIST, when=nowhere), "when"),
        (replace(LIST, when=Condition(asked.hurt, frozenset({"a9"}))), "when"),
        (replace(LIST, when=Condition(asked.pole, frozenset({"a1"}))), "when"),
    ):
        with pytest.raises(Invalid) as refused:
            questioning.add(clerk, asked.category, wrong, MONDAY)
        assert field in refused.value.fields


def test_questions_never_wait_for_each_other(inside: Town) -> None:
    asked, clerk = questions.set_up(inside), inside.actor(Role.CLERK)
    second = replace(LIST, when=Condition(asked.hurt, frozenset({"a1"})))
    new = questioning.add(clerk, asked.category, second, MONDAY)
    circle = replace(LIST, when=Condition(new, frozenset({"a1"})))
    with pytest.raises(Invalid) as refused:
        questioning.change(clerk, asked.hurt, circle, MONDAY)
    assert "wait for each other" in str(refused.value.fields["when"])
    itself = replace(LIST, when=Condition(new, frozenset({"a1"})))
    with pytest.raises(Invalid):
        questioning.change(clerk, new, itself, MONDAY)


def test_what_others_depend_on_stays(inside: Town) -> None:
    asked, clerk = questions.set_up(inside), inside.actor(Role.CLERK)
    with pytest.raises(Invalid, match="How many lamps"):
        questioning.remove(clerk, asked.hurt, MONDAY)
    other = replace(LIST, options=(questions.NO, Bilingual("ไม่ทราบ", "Not known")))
    with pytest.raises(Invalid) as refused:
        questioning.change(clerk, asked.hurt, other, MONDAY)
    assert "call 1669" in str(refused.value.fields["options"])
    questioning.remove(clerk, asked.lamps, MONDAY)
    stopping.remove(clerk, asked.stop, MONDAY)
    questioning.remove(clerk, asked.hurt, MONDAY)
    assert asked.hurt not in {each.id for each in queries.questions_of(asked.category)}


def test_a_stop_needs_a_number_to_call(inside: Town) -> None:
    asked, clerk = questions.set_up(inside), inside.actor(Role.CLERK)
    for wrong, field in (
        (StopDraft(questions.CALL, "javascript:1"), "telephone"),
        (StopDraft(Bilingual("", "Call"), "199"), "text_th"),
    ):
        with pytest.raises(Invalid) as refused:
            stopping.add(clerk, asked.category, wrong, MONDAY)
        assert field in refused.value.fields


def test_answers_keep_the_question_as_it_was(inside: Town) -> None:
    asked, clerk = questions.set_up(inside), inside.actor(Role.CLERK)
    typed = {asked.hurt: ("a2",), asked.lamps: ("3",), asked.pole: ("โทร 081 234 5678",)}
    receipt = makers.complaint(category_id=asked.category, answers=typed)
    renamed = replace(LIST, title=Bilingual("ถามใหม่", "Asked anew"))
    questioning.change(clerk, asked.hurt, renamed, MONDAY)
    rows = {row.question_id: row for row in session.scalars(select(ComplaintAnswer))}
    assert rows[asked.hurt].asked_en == "Is somebody hurt?"
    assert (rows[asked.hurt].version, rows[asked.hurt].words_en) == (1, "No")
    shown = queries.answers_of(receipt.complaint_id, public_only=True)
    assert {one.asked.en for one in shown} == {"How many lamps?", "Number on the pole"}
    assert "081" not in " ".join(one.words.th for one in shown)
    (line,) = exporting.all_in_order(public_only=True)
    assert "ดับกี่ดวง" in line.answers
    assert "081" not in line.answers
    forgetting.forget_words([receipt.complaint_id], "retention", MONDAY)
    assert queries.answers_of(receipt.complaint_id) == []


def test_the_verb_itself_wants_what_must_be_answered(inside: Town) -> None:
    asked = questions.set_up(inside)
    with pytest.raises(Invalid) as refused:
        makers.complaint(category_id=asked.category)
    assert f"question_{asked.hurt}" in refused.value.fields
    officer = inside.actor(Role.OFFICER)
    by_telephone = makers.filing(category_id=asked.category, channel=Channel.TELEPHONE)
    assert services.take_in(officer, replace(by_telephone, form_id=uuid4()), MONDAY).is_new


def test_what_is_asked_goes_into_the_set_up_file_and_back(inside: Town) -> None:
    asked, clerk = questions.set_up(inside), inside.actor(Role.CLERK)
    kept = setup.dump()
    line = next(each for each in kept if each["code"] == "streetlight")
    assert [each["when"] for each in line["questions"]] == [None, None, 0, None, None]
    assert line["stops"][0]["when"] == 0
    stopping.remove(clerk, asked.stop, MONDAY)
    questioning.remove(clerk, asked.lamps, MONDAY)
    categories.add(clerk, draft(), MONDAY)
    setup.load(kept)
    assert [each for each in setup.dump() if each["code"] != "fierce_dogs"] == kept
    line["code"] = "airport"
    with pytest.raises(Invalid, match="airport"):
        setup.load(kept)
    line["code"], line["questions"][2]["when"] = "streetlight", 77
    with pytest.raises(Invalid):
        setup.load(kept)
