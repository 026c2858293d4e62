"""Ideas are kept once, supported within a quota, spoken about, answered in time, merged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from portal.foundation.database import session
from portal.foundation.errors import (
    Forbidden,
    Invalid,
    NotFound,
    Outdated,
    OutOfOrder,
    SignInNeeded,
    TooMany,
)
from portal.foundation.policy import Actor, Role
from portal.municipalities import queries as municipalities
from portal.participation.ideas import services
from portal.participation.ideas.models import Idea, IdeaMerge, IdeaSupport
from portal.participation.ideas.queries import desk, listing, owning, reading, similar
from portal.participation.ideas.queries.desk import Pile
from portal.participation.ideas.queries.listing import NO_ANSWER, Wanted
from portal.participation.ideas.services import NewAnswer, NewComment
from portal.participation.ideas.services.filing import FROM_ONE
from portal.participation.ideas.terms import Answered, Channel, Leaning, Order, Rules
from portal.participation.projects.models import Stage
from portal.participation.projects.terms import Who
from portal.response_times import queries as promises
from portal.response_times.promises import Matter
from portal.response_times.standards import PromiseKind
from tests import ideas as make
from tests.makers import MONDAY

DAY = timedelta(days=1)


def supports_of(idea_id: int) -> int:
    return session.scalar(select(Idea.supports).where(Idea.id == idea_id)) or 0


def an_answer(**changes: Any) -> NewAnswer:
    unit = municipalities.unit_ids()["works"]
    return replace(NewAnswer(Answered.ACCEPTED, "ทำได้ในปีนี้", unit), **changes)


def answered(town: Any, idea: Idea, new: NewAnswer, at: Any = MONDAY + DAY) -> None:
    clerk = town.actor(Role.CLERK)
    services.answer(clerk, idea.id, new, seen=idea.version, at=at)


def number_of(stage_id: int) -> int:
    return session.get_one(Stage, stage_id).project_id


def test_an_idea_is_kept_once_with_its_number_and_a_promised_answer(inside):
    stage = make.a_stage()
    one = make.an_idea(stage)
    again = services.file(
        make.resident("author"),
        stage,
        make.new(form_id=one.form_id, title="อย่างอื่นทั้งหมด"),
        who="x",
        at=MONDAY,
    )
    two = make.an_idea(stage, title="ห้องสมุดเคลื่อนที่")
    assert (again.id, one.running, two.running) == (one.id, 1, 2)
    [promise] = promises.promises_of(Matter("idea", one.id))
    assert promise.promise_kind is PromiseKind.ANSWER
    assert one.next_due_at == promise.due_at
    assert promise.due_at > MONDAY + 15 * DAY


def test_what_is_told_of_others_is_masked_for_everyone(inside):
    idea = make.an_idea(make.a_stage(), text="โทรหาลุงคำที่ 081-234-5678 ได้ทุกวัน ท่านรู้เรื่องดี")
    page = reading.read(idea, make.nobody())
    assert "5678" not in page.text.text
    assert "5678" not in idea.searched
    assert "5678" in reading.read(idea, inside.actor(Role.CLERK), staff=True).text.text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "เอ"}, "title"),
        ({"title": "ก" * 200}, "title"),
        ({"text": "สั้น"}, "text"),
        ({"text": "ยาว" * 2000}, "text"),
        ({"category_id": 987654}, "category"),
    ],
)
def test_what_cannot_be_taken_is_refused_at_its_field(inside, changes, field):
    with pytest.raises(Invalid) as refused:
        make.an_idea(make.a_stage(), **changes)
    assert field in refused.value.fields
    assert session.scalar(select(func.count(Idea.id))) == 0


def test_every_act_outside_of_its_stage_is_refused(inside):
    stage = make.a_stage(days=5)
    idea = make.an_idea(stage)
    me, late = make.resident(), MONDAY + 5 * DAY
    acts = [
        lambda: make.an_idea(stage, at=late),
        lambda: services.support(me, idea.id, at=late),
        lambda: services.comment(me, idea.id, NewComment(uuid4(), "ดีมาก"), at=late),
        lambda: make.an_idea(stage, at=MONDAY - 2 * DAY),
    ]
    for act in acts:
        with pytest.raises(OutOfOrder):
            act()
    assert supports_of(idea.id) == 0


def test_who_has_no_account_proposes_only_where_anyone_may_and_never_supports(inside):
    closed, open_ = make.a_stage(), make.a_stage(Who.ANYONE)
    with pytest.raises(SignInNeeded):
        make.an_idea(closed, by=make.nobody())
    idea = make.an_idea(open_, by=make.nobody(), email="A@Example.net")
    assert (idea.person_id, idea.email, len(idea.code)) == (None, "a@example.net", 10)
    with pytest.raises(SignInNeeded):
        services.support(make.nobody(), idea.id, at=MONDAY)
    with pytest.raises(SignInNeeded):
        services.comment(make.nobody(), idea.id, NewComment(uuid4(), "ดีมาก"), at=MONDAY)
    with pytest.raises(Forbidden):
        services.support(inside.actor(Role.CLERK), idea.id, at=MONDAY)


def test_one_sender_cannot_flood_a_project(inside):
    stage = make.a_stage()
    for _number in range(FROM_ONE.most):
        make.an_idea(stage)
    with pytest.raises(TooMany):
        make.an_idea(stage)


def test_support_counts_once_a_person_and_is_taken_back(inside):
    idea = make.an_idea(make.a_stage())
    one, two = make.resident("one"), make.resident("two")
    for who in (one, one, two):
        services.support(who, idea.id, at=MONDAY)
    assert supports_of(idea.id) == 2
    services.take_back(one, idea.id, at=MONDAY)
    services.take_back(one, idea.id, at=MONDAY)
    assert supports_of(idea.id) == 1
    assert not owning.mine(session.get_one(Idea, idea.id), one).supports_this


def test_the_quota_of_a_stage_holds_and_frees_a_place_when_one_is_taken_back(inside):
    stage = make.a_stage()
    clerk = inside.actor(Role.CLERK)
    services.set_rules(clerk, stage, Rules(2, checks_first=False, answer_days=30), at=MONDAY)
    made = [make.an_idea(stage, title=f"ความคิดที่ {n}") for n in range(3)]
    me = make.resident()
    for idea in made[:2]:
        services.support(me, idea.id, at=MONDAY)
    with pytest.raises(OutOfOrder, match="as many as each person"):
        services.support(me, made[2].id, at=MONDAY)
    assert owning.mine(made[2], me).given == 2
    services.take_back(me, made[0].id, at=MONDAY)
    services.support(me, made[2].id, at=MONDAY)
    assert [supports_of(idea.id) for idea in made] == [0, 1, 1]
    with pytest.raises(Invalid) as refused:
        services.set_rules(clerk, stage, Rules(1, checks_first=False, answer_days=30), at=MONDAY)
    assert "quota" in refused.value.fields


@pytest.mark.parametrize("changes", [{"idea": 0}, {"idea": 1}])
def test_the_database_itself_refuses_a_doubled_support_and_a_doubled_place(inside, changes):
    stage = make.a_stage()
    made = [make.an_idea(stage), make.an_idea(stage)]
    me = make.resident()
    services.support(me, made[0].id, at=MONDAY)
    slot = 2 if changes["idea"] == 0 else 1
    row = IdeaSupport(
        idea_id=made[changes["idea"]].id,
        stage_id=stage,
        person_id=me.person_id,
        slot=slot,
        given_at=MONDAY,
    )
    session.add(row)
    with pytest.raises(IntegrityError):
        session.flush()


def test_comments_stand_in_threads_of_one_level_and_are_counted(inside):
    idea = make.an_idea(make.a_stage())
    me, other = make.resident(), make.resident("other")
    first = services.comment(me, idea.id, NewComment(uuid4(), "ดีมาก", Leaning.FOR), at=MONDAY)
    same = services.comment(me, idea.id, NewComment(first.form_id, "ดีมาก"), at=MONDAY)
    against = NewComment(uuid4(), "แพงเกินไป โทร 081-234-5678", Leaning.AGAINST, first.id)
    reply = services.comment(other, idea.id, against, at=MONDAY)
    deeper = services.comment(
        me, idea.id, NewComment(uuid4(), "ไม่แพง", parent_id=reply.id), at=MONDAY
    )
    assert same.id == first.id
    assert deeper.parent_id == first.id
    page = reading.read(session.get_one(Idea, idea.id), me)
    [thread] = page.comments
    assert [one.leaning for one in thread.replies] == [Leaning.AGAINST, Leaning.NEUTRAL]
    assert "5678" not in thread.replies[0].text.text
    assert thread.is_own
    assert session.scalar(select(Idea.comments).where(Idea.id == idea.id)) == 3
    with pytest.raises(NotFound):
        services.comment(
            me,
            make.an_idea(make.a_stage()).id,
            NewComment(uuid4(), "ผิดที่", parent_id=first.id),
            at=MONDAY,
        )


def test_a_forum_s_idea_keeps_the_way_it_came(inside):
    stage = make.a_stage()
    officer = inside.actor(Role.OFFICER)
    idea = services.take_down(officer, stage, make.new(channel=Channel.FORUM), at=MONDAY)
    assert (idea.channel, idea.person_id) == ("forum", None)
    with pytest.raises(Invalid):
        services.take_down(officer, stage, make.new(channel=Channel.WEB), at=MONDAY)
    with pytest.raises(Forbidden):
        services.take_down(make.resident(), stage, make.new(channel=Channel.FORUM), at=MONDAY)


def test_an_answer_meets_its_promise_and_news_are_promised_by_a_day(inside):
    idea = make.an_idea(make.a_stage())
    study = an_answer(state=Answered.STUDY, news_on=(MONDAY + 20 * DAY).date())
    answered(inside, idea, study)
    session.refresh(idea)
    lines = {one.promise_kind: one for one in promises.promises_of(Matter("idea", idea.id))}
    assert lines[PromiseKind.ANSWER].met_at == MONDAY + DAY
    assert idea.next_due_at == lines[PromiseKind.NEWS].due_at
    answered(inside, idea, an_answer(), MONDAY + 2 * DAY)
    session.refresh(idea)
    assert (idea.next_due_at, idea.answer) == (None, "accepted")
    page = reading.read(idea, make.nobody())
    assert [one.state for one in page.answers] == [Answered.ACCEPTED, Answered.STUDY]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason_th": " "}, "reason_th"),
        ({"unit_id": None}, "unit"),
        ({"state": Answered.STUDY}, "news_on"),
        ({"news_on": MONDAY.date() - DAY}, "news_on"),
    ],
)
def test_an_answer_without_reason_unit_or_day_is_refused(inside, changes, field):
    idea = make.an_idea(make.a_stage())
    with pytest.raises(Invalid) as refused:
        answered(inside, idea, an_answer(**changes))
    assert field in refused.value.fields
    assert idea.answer == ""


def test_an_outdated_or_foreign_answer_is_refused(inside):
    idea = make.an_idea(make.a_stage())
    with pytest.raises(Outdated):
        services.answer(inside.actor(Role.CLERK), idea.id, an_answer(), seen=99, at=MONDAY)
    with pytest.raises(Forbidden):
        services.answer(make.resident(), idea.id, an_answer(), seen=idea.version, at=MONDAY)


def test_what_is_overdue_lies_on_the_desk_until_it_is_answered(inside):
    idea = make.an_idea(make.a_stage(days=60))
    late = MONDAY + 20 * DAY
    assert desk.counts(MONDAY)[Pile.OVERDUE] == 0
    assert desk.counts(late)[Pile.OVERDUE] == 1
    [line] = desk.pile(Pile.OVERDUE, late)
    assert line.running == idea.running
    answered(inside, idea, an_answer(), late)
    assert desk.counts(late)[Pile.OVERDUE] == 0


def merged(town: Any, idea: Idea, into: Idea, **changes: Any) -> int:
    given: dict[str, Any] = {"seen": idea.version, "at": MONDAY + DAY, **changes}
    return services.merge(town.actor(Role.CLERK), idea.id, into.running, "เรื่องเดียวกัน", **given)


def test_a_merge_moves_support_without_doubling_anybody_and_keeps_its_trace(inside):
    stage = make.a_stage()
    first, later = make.an_idea(stage), make.an_idea(stage)
    both, only = make.resident("both"), make.resident("only")
    for who, idea in ((both, first), (both, later), (only, later)):
        services.support(who, idea.id, at=MONDAY)
    services.comment(only, later.id, NewComment(uuid4(), "ดีมาก"), at=MONDAY)
    merged(inside, later, first)
    session.expire_all()
    assert (supports_of(first.id), supports_of(later.id)) == (2, 0)
    assert owning.mine(first, both).given == 1
    page = reading.read(first, only)
    assert page.merges[0].running == later.running
    assert page.comments[0].from_number == later.running
    trace = session.scalars(select(IdeaMerge)).one()
    assert (trace.moved, trace.doubled) == (1, 1)
    assert later.next_due_at is None
    assert all(not one.is_open for one in promises.promises_of(Matter("idea", later.id)))


def test_a_merged_idea_is_not_merged_again_nor_acted_on(inside):
    stage = make.a_stage()
    first, later, third = (make.an_idea(stage) for _n in range(3))
    merged(inside, later, first)
    session.expire_all()
    with pytest.raises(OutOfOrder, match="merged already"):
        merged(inside, later, third)
    with pytest.raises(OutOfOrder, match="merged itself"):
        merged(inside, third, later)
    with pytest.raises(OutOfOrder, match="goes on there"):
        services.support(make.resident(), later.id, at=MONDAY)
    with pytest.raises(OutOfOrder):
        answered(inside, later, an_answer())
    for number in (third.running, 999):
        with pytest.raises(Invalid) as refused:
            services.merge(
                inside.actor(Role.CLERK), third.id, number, "x", seen=third.version, at=MONDAY
            )
        assert "into" in refused.value.fields
    assert len(session.scalars(select(IdeaMerge)).all()) == 1


def test_a_chain_of_merges_leads_to_the_last(inside):
    stage = make.a_stage()
    first, later, third = (make.an_idea(stage) for _n in range(3))
    services.support(make.resident(), later.id, at=MONDAY)
    merged(inside, later, first)
    session.expire_all()
    merged(inside, first, third)
    session.expire_all()
    assert (later.first_id, first.first_id) == (third.id, third.id)
    assert supports_of(third.id) == 1
    assert session.scalars(select(IdeaSupport.came_from_id)).one() == later.id


def test_similar_ideas_are_found_by_their_words(inside):
    stage = make.a_stage()
    idea = make.an_idea(stage)
    make.an_idea(stage, title="ห้องสมุดเคลื่อนที่", text="มีรถหนังสือไปทุกหมู่บ้านเดือนละครั้ง")
    project = number_of(stage)
    found = similar.like(project, "ทางเดินร่มรื่นไปโรงเรียน", "ปลูกต้นไม้สองข้างทางให้เด็กเดิน")
    assert [one.running for one in found] == [idea.running]
    assert similar.like(project, "สระว่ายน้ำ", "อยากให้มีสระว่ายน้ำสาธารณะในตัวเมือง") == []


def test_the_list_is_searched_filtered_sorted_and_paged(inside):
    stage = make.a_stage()
    project = number_of(stage)
    made = [
        make.an_idea(stage, by=make.resident(f"r{n % 5}"), title=f"ความคิดเรื่องที่ {n} ของเรา")
        for n in range(25)
    ]
    services.support(make.resident(), made[3].id, at=MONDAY)
    answered(inside, made[4], an_answer())
    session.expire_all()
    top = listing.listed(project, Wanted(), None)
    assert top.items[0].id == made[3].id
    rest = listing.listed(project, Wanted(), top.older)
    back = listing.listed(project, Wanted(), rest.newer)
    assert len({one.id for page in (top, rest) for one in page.items}) == 25
    assert [one.id for one in back.items] == [one.id for one in top.items]
    newest = listing.listed(project, Wanted(order=Order.NEWEST), None)
    assert newest.items[0].id == made[-1].id
    found = listing.listed(project, Wanted(text="ที่ 17"), None)
    assert [one.id for one in found.items] == [made[17].id]
    assert [one.id for one in listing.listed(project, Wanted(answer="accepted"), None).items] == [
        made[4].id
    ]
    assert len(listing.listed(project, Wanted(answer=NO_ANSWER, text="100%"), None).items) == 0
    assert listing.totals(project).ideas == 25


def test_only_who_may_sets_the_rules(inside):
    stage = make.a_stage()
    for rules in (Rules(0), Rules(51), Rules(answer_days=0), Rules(answer_days=999)):
        with pytest.raises(Invalid):
            services.set_rules(inside.actor(Role.CLERK), stage, rules, at=MONDAY)
    with pytest.raises(Forbidden):
        services.set_rules(inside.actor(Role.OFFICER), stage, Rules(), at=MONDAY)
    assert isinstance(make.resident(), Actor)
