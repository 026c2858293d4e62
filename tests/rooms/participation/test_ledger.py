"""Who takes part is counted when it happens, with what was known on that day."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid
from portal.foundation.i18n import Bilingual
from portal.foundation.personal import Kept, Limit, Subject
from portal.foundation.policy import Role
from portal.participation.ballots.services import casting, freezing, paper_ballots
from portal.participation.ideas import services as ideas
from portal.participation.ideas.services import NewComment, NewIdea, Target
from portal.participation.ideas.terms import Channel as CameBy
from portal.participation.ideas.terms import Ground
from portal.participation.ledger import personal, queries, services
from portal.participation.ledger.models import Participant, ParticipationAct
from portal.participation.ledger.services import Stated
from portal.participation.ledger.terms import ActKind
from portal.participation.monitoring import services as works
from portal.participation.projects.terms import Tool, Who
from portal.participation.residents import services as residents
from portal.participation.residents.terms import Age, Proof, Sex
from portal.participation.results import services as results
from portal.participation.results.services import NewCheck, PactPlan, ResultPlan
from portal.participation.results.terms import Condition
from portal.places import services as places
from portal.places.geojson import NamedShape
from tests import ballots, projects
from tests.fixtures.portal import Town
from tests.ideas import a_stage, an_idea, new, nobody, resident
from tests.makers import MONDAY

DAY = timedelta(days=1)
TODAY = MONDAY.date()
LONG_AGO, FAR = date(2020, 1, 1), date(2040, 1, 1)


def counted() -> list[tuple[str, int | None, int]]:
    """What is counted: kind, participant, how many."""
    return [(one.kind, one.participant, one.n) for one in queries.acts(LONG_AGO, FAR)]


def kinds() -> list[str]:
    return [kind for kind, _who, _n in counted()]


def test_ideas_supports_and_comments_count_for_whoever_made_them(inside: Town) -> None:
    stage, me = a_stage(), resident("me")
    mine = an_idea(stage, by=me)
    other = an_idea(stage, by=resident("other"))
    ideas.support(me, other.id, at=MONDAY)
    ideas.comment(me, other.id, NewComment(uuid4(), "ดีมาก"), at=MONDAY + DAY)
    first, second = (one for _kind, one, _n in counted()[:2])
    assert first != second
    assert counted() == [
        (ActKind.IDEA, first, 1),
        (ActKind.IDEA, second, 1),
        (ActKind.SUPPORT, first, 1),
        (ActKind.IDEA_COMMENT, first, 1),
    ]
    assert [one.day for one in queries.acts(TODAY + DAY, TODAY + DAY)] == [TODAY + DAY]
    assert queries.acts(LONG_AGO, FAR, mine.project_id + 1) == []
    assert queries.first_days([first or 0, second or 0]) == {first: TODAY, second: TODAY}


def test_what_is_taken_back_or_hidden_does_not_count_and_counts_again_when_shown(
    inside: Town,
) -> None:
    officer, me = inside.actor(Role.OFFICER), resident("me")
    idea = an_idea(a_stage())
    ideas.support(me, idea.id, at=MONDAY)
    ideas.take_back(me, idea.id, at=MONDAY)
    assert kinds() == [ActKind.IDEA]
    said = ideas.comment(me, idea.id, NewComment(uuid4(), "ดีมาก"), at=MONDAY)
    comment = Target(idea.id, said.id)
    ideas.hide(officer, comment, Ground.INSULT, "มีคำดูหมิ่น", at=MONDAY)
    assert kinds() == [ActKind.IDEA]
    ideas.hide(officer, Target(idea.id), Ground.INSULT, "มีคำดูหมิ่น", at=MONDAY)
    assert kinds() == []
    ideas.restore(officer, Target(idea.id), at=MONDAY)
    ideas.restore(officer, comment, at=MONDAY)
    assert kinds() == [ActKind.IDEA, ActKind.IDEA_COMMENT]


def test_a_merge_counts_the_support_of_one_person_once(inside: Town) -> None:
    stage, me = a_stage(), resident("me")
    one, two = an_idea(stage), an_idea(stage, by=resident("two"))
    for idea in (one, two):
        ideas.support(me, idea.id, at=MONDAY)
    assert kinds().count(ActKind.SUPPORT) == 2
    clerk = inside.actor(Role.CLERK)
    ideas.merge(clerk, two.id, one.running, "เรื่องเดียวกัน", seen=two.version, at=MONDAY)
    assert kinds().count(ActKind.SUPPORT) == 1


def test_what_staff_took_down_is_nobodys_and_says_how_it_came(inside: Town) -> None:
    stage = a_stage(Who.ANYONE)
    heard: NewIdea = new(channel=CameBy.FORUM)
    ideas.take_down(inside.actor(Role.OFFICER), stage, heard, at=MONDAY)
    an_idea(stage, by=nobody())
    assert counted() == [(ActKind.IDEA, None, 1), (ActKind.IDEA, None, 1)]
    assert [one.channel for one in queries.acts(LONG_AGO, FAR)] == ["forum", "web"]
    assert session.scalars(select(Participant)).all() == []


def test_a_ballot_counts_once_and_does_not_tell_which_it_was(inside: Town) -> None:
    stage = ballots.a_vote(inside.actor(Role.CLERK))
    me = ballots.resident(1)
    for marks in ({1: 1}, {2: 1}, {1: 1, 2: 1}):
        casting.cast(me, stage.id, marks, at=ballots.VOTING)
    casting.cast(ballots.resident(2), stage.id, {3: 1}, at=ballots.VOTING)
    rows = session.scalars(select(ParticipationAct)).all()
    assert [one.kind for one in rows] == [ActKind.VOTE] * 2
    assert len({one.record_id for one in rows}) == 1, "the vote, not the ballot"
    assert {one.day for one in rows} == {ballots.VOTING.date()}


def test_a_pile_of_paper_counts_as_many_and_as_nobody(inside: Town) -> None:
    clerk, first = inside.actor(Role.CLERK), inside.actor(Role.OFFICER)
    stage = ballots.a_vote(clerk, takes_paper=True)
    freezing.freeze_due(ballots.OPENS)
    number = paper_ballots.open_batch(first, stage, "หน่วย 1", 3, at=ballots.VOTING)
    papers = ("1", "2", "-")
    paper_ballots.enter(first, stage, number, papers, at=ballots.VOTING)
    assert counted() == []
    paper_ballots.enter(inside.actor(Role.HEAD), stage, number, papers, at=ballots.VOTING)
    (line,) = queries.acts(LONG_AGO, FAR)
    assert (line.kind, line.participant, line.n) == (ActKind.VOTE, None, 2), "one was spoiled"
    assert line.channel == "paper"


def test_following_rating_and_caring_count(inside: Town) -> None:
    plans = [
        projects.stage(tool, MONDAY - DAY, 60, Who.SIGNED_IN)
        for tool in (Tool.MONITORING, Tool.RESULT)
    ]
    clerk, me = inside.actor(Role.CLERK), resident("me")
    project = projects.a_project(clerk, *plans, at=MONDAY)
    stages = {one.tool: one.id for one in project.stages}
    works.follow(me, stages[Tool.MONITORING], at=MONDAY)
    assert kinds() == [ActKind.FOLLOW]
    works.unfollow(me, project.id)
    assert kinds() == []
    road = Bilingual("ถนนใช้งานได้แล้ว", "The road is open")
    nothing = Bilingual("", "")
    plan = ResultPlan(road, nothing, nothing, None, None, TODAY - DAY, nothing, nothing)
    results.save_result(clerk, project.id, plan, seen=0, at=MONDAY)
    for stars in (5, 1):
        results.rate(me, stages[Tool.RESULT], stars, "", at=MONDAY)
    pact = results.save_pact(clerk, project.id, PactPlan(road, "ชมรม", 3, TODAY, None), at=MONDAY)
    results.join(me, pact.id, at=MONDAY)
    look = NewCheck(uuid4(), TODAY, Condition.GOOD, "รดน้ำแล้ว")
    results.check(me, pact.id, look, at=MONDAY)
    assert kinds() == [ActKind.RATING, ActKind.CARE]


def test_what_people_say_later_does_not_change_what_was_counted(inside: Town) -> None:
    area = places.add_area(NamedShape("1", "ward", "เขต 1", "", None))
    stage, me = a_stage(), resident("me")
    an_idea(stage, by=me)
    services.state(me, Stated(Age.TO_29, Sex.FEMALE, area))
    an_idea(stage, by=me)
    services.state(me, Stated())
    residents.verify(inside.actor(Role.CLERK), me.person_id or 0, Proof.CARD, area, MONDAY)
    an_idea(stage, by=me)
    known = [(one.age, one.sex, one.area_id) for one in queries.acts(LONG_AGO, FAR)]
    assert known == [("", "", None), ("18-29", "F", area), ("", "", area)]
    assert queries.stated_by(me.person_id) == ("", "", None)


def test_only_residents_are_counted_and_only_areas_that_are_there(inside: Town) -> None:
    for stranger in (nobody(), inside.actor(Role.CLERK), inside.actor(Role.COUNCIL)):
        with pytest.raises(Forbidden):
            services.state(stranger, Stated(Age.OLDER))
    with pytest.raises(Invalid) as refused:
        services.state(resident("me"), Stated(area_id=999))
    assert list(refused.value.fields) == ["area"]


def test_an_erased_account_stays_one_participant_whom_nobody_knows(inside: Town) -> None:
    stage, me = a_stage(), resident("me")
    services.state(me, Stated(Age.OLDER, Sex.MALE))
    for _time in range(2):
        an_idea(stage, by=me)
    mine = Subject(person_id=me.person_id)
    copy = personal.export(mine)
    assert copy.records["said_of_oneself"] == [{"age": "60+", "sex": "M", "area_id": None}]
    assert len(copy.records["acts_counted"]) == 2
    assert [one.count for one in personal.erase(mine, "asked", MONDAY)] == [1]
    assert personal.export(mine).records == {}
    assert personal.erase(mine, "asked", MONDAY) == []
    (kept,) = session.scalars(select(Participant))
    assert (kept.person_id, kept.age, kept.sex) == (None, "", "")
    assert {one.participant for one in queries.acts(LONG_AGO, FAR)} == {kept.id}


def test_a_number_is_forgotten_when_its_person_has_done_nothing_for_long(inside: Town) -> None:
    stage = a_stage()
    an_idea(stage, by=resident("long-ago"), at=MONDAY)
    an_idea(stage, by=resident("now"), at=MONDAY + 20 * DAY)
    limit = Limit(Kept.CONTACT, MONDAY + 10 * DAY, "rule", dry=True)
    assert [one.count for one in personal.expire(limit, MONDAY)] == [1]
    assert all(one.person_id for one in session.scalars(select(Participant)))
    personal.expire(Limit(Kept.CONTACT, MONDAY + 10 * DAY, "rule"), MONDAY)
    rows = session.scalars(select(Participant).order_by(Participant.id))
    assert [one.person_id is None for one in rows] == [True, False]
