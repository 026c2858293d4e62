"""Forums: who registers, who came, minutes, decisions, ideas."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from portal.channels.models import Notice
from portal.foundation import outbox
from portal.foundation.database import session
from portal.foundation.errors import (
    Forbidden,
    Invalid,
    NotFound,
    Outdated,
    OutOfOrder,
    SignInNeeded,
)
from portal.foundation.i18n import Bilingual
from portal.foundation.personal import Kept, Limit, Subject
from portal.foundation.policy import Role
from portal.foundation.web import keep
from portal.municipalities import queries as municipalities
from portal.participation.forums import personal, services
from portal.participation.forums.models import Forum, ForumGuest
from portal.participation.forums.queries import board, room
from portal.participation.forums.services import DecisionPlan, ForumPlan, GroupPlan, Guest
from portal.participation.forums.terms import How
from portal.participation.ledger import queries as ledger
from portal.participation.projects.queries import ProjectLine
from portal.participation.projects.terms import Tool, Who
from portal.participation.residents.terms import Age, Sex
from tests import projects
from tests.fixtures.portal import Town
from tests.ideas import an_idea, nobody, resident
from tests.makers import MONDAY

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TODAY = MONDAY.date()
BEGIN = MONDAY + 5 * DAY
AFTER = BEGIN + 4 * HOUR
NOTHING = Bilingual("", "")
PLAN = Bilingual("ประชาคมหมู่บ้าน หมู่ที่ 4", "Village forum, village 4")
YES = Bilingual("ให้ปรับปรุงถนนก่อน", "The road first")


@pytest.fixture
def project(inside: Town) -> ProjectLine:
    """A project of the works unit with forums and ideas since yesterday."""
    plans = [
        projects.stage(tool, MONDAY - DAY, 60, Who.SIGNED_IN) for tool in (Tool.FORUM, Tool.IDEAS)
    ]
    unit_id = municipalities.unit_ids()["works"]
    return projects.a_project(inside.actor(Role.CLERK), *plans, at=MONDAY, unit_id=unit_id)


def a_plan(**changes: Any) -> ForumPlan:
    hall = Bilingual("ศาลากลางบ้าน", "The village hall")
    agenda = Bilingual("ชี้แจงแผน\nรับข้อเสนอ\n\nจัดลำดับ", "The plan\nIdeas\nRanking")
    plan = ForumPlan(PLAN, hall, agenda, BEGIN, BEGIN + 3 * HOUR, None, TODAY - DAY)
    return replace(plan, **changes)


def a_forum(town: Town, project: ProjectLine, **changes: Any) -> int:
    clerk = town.actor(Role.CLERK)
    return services.save_forum(clerk, project.id, a_plan(**changes), at=MONDAY).id


def told(name: str) -> list[str]:
    """The subjects of what somebody was told of forums, after everything waiting was told."""
    keep()
    outbox.deliver(lambda: MONDAY + 90 * DAY)
    asked = select(Notice.subject).where(
        Notice.address == f"{name}@example.net", Notice.occasion == "forum"
    )
    return [str(one) for one in session.scalars(asked.order_by(Notice.id))]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": Bilingual("", "x")}, "title_th"),
        ({"place": NOTHING}, "place_th"),
        ({"agenda": Bilingual("ก" * 3001, "")}, "agenda_th"),
        ({"starts_at": None}, "starts_on"),
        ({"ends_at": BEGIN}, "starts_on"),
        ({"ends_at": BEGIN + 25 * HOUR}, "starts_on"),
        ({"starts_at": MONDAY - 2 * DAY, "ends_at": MONDAY - 2 * DAY + HOUR}, "starts_on"),
        ({"area_id": 987_654}, "area"),
        ({"announced_on": TODAY + DAY}, "announced_on"),
    ],
)
def test_a_forum_that_cannot_be_is_refused_and_nothing_is_kept(
    inside: Town, project: ProjectLine, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        a_forum(inside, project, **changes)
    assert list(refusal.value.fields) == [field]
    assert not board.forums(project.id)


def test_a_forum_is_entered_by_those_who_record_and_never_over_anothers(
    inside: Town, project: ProjectLine
) -> None:
    clerk = inside.actor(Role.CLERK)
    for stranger in (resident(), nobody(), inside.actor(Role.MAYOR), inside.actor(Role.COUNCIL)):
        with pytest.raises(Forbidden):
            services.save_forum(stranger, project.id, a_plan(), at=MONDAY)
    forum_id = a_forum(inside, project)
    services.save_forum(clerk, project.id, a_plan(), at=MONDAY, known=(forum_id, 1))
    with pytest.raises(Outdated):
        services.save_forum(clerk, project.id, a_plan(), at=MONDAY, known=(forum_id, 1))
    items = board.forum(project.id, forum_id).agenda
    assert [item.en for item in items] == ["The plan", "Ideas", "Ranking"]


def test_groups_are_invited_and_stay_when_somebody_came_of_them(
    inside: Town, project: ProjectLine
) -> None:
    clerk, forum_id = inside.actor(Role.CLERK), a_forum(inside, project)
    for plan, field in (
        (GroupPlan(NOTHING, 3), "title_th"),
        (GroupPlan(PLAN, 0), "seats"),
        (GroupPlan(PLAN, None), "seats"),
    ):
        with pytest.raises(Invalid) as refusal:
            services.save_group(clerk, forum_id, plan, at=MONDAY)
        assert list(refusal.value.fields) == [field]
    kept, empty = (
        services.save_group(clerk, forum_id, GroupPlan(PLAN, 30), at=MONDAY).id for _n in range(2)
    )
    services.register(resident("me"), forum_id, Guest("สมศรี", kept), at=MONDAY)
    with pytest.raises(OutOfOrder):
        services.remove_group(clerk, forum_id, kept, at=MONDAY)
    services.remove_group(clerk, forum_id, empty, at=MONDAY)
    with pytest.raises(Invalid):
        services.register(resident("two"), forum_id, Guest("สมชาย", empty), at=MONDAY)
    assert [(one.seats, one.came) for one in room.groups(forum_id)] == [(30, 0)]


def test_who_may_not_register_is_told_why(inside: Town, project: ProjectLine) -> None:
    forum_id, me = a_forum(inside, project), resident("me")
    with pytest.raises(SignInNeeded):
        services.register(nobody(), forum_id, Guest("x"), at=MONDAY)
    with pytest.raises(Forbidden):
        services.register(inside.actor(Role.OFFICER), forum_id, Guest("x"), at=MONDAY)
    with pytest.raises(Invalid):
        services.register(me, forum_id, Guest(" "), at=MONDAY)
    with pytest.raises(OutOfOrder):
        services.register(me, forum_id, Guest("x"), at=BEGIN)
    services.register(me, forum_id, Guest("สมศรี"), at=MONDAY)
    services.register(me, forum_id, Guest("สมศรี ใจดี"), at=MONDAY)
    assert [one.name for one in room.guests(forum_id)] == ["สมศรี ใจดี"]
    services.withdraw(me, forum_id, at=MONDAY)
    assert room.guests(forum_id) == []


@pytest.mark.both_databases
def test_everyone_who_registered_hears_of_changes_of_its_coming_and_of_the_minutes(
    inside: Town, project: ProjectLine
) -> None:
    clerk, forum_id = inside.actor(Role.CLERK), a_forum(inside, project)
    services.register(resident("me"), forum_id, Guest("สมศรี"), at=MONDAY)
    services.save_forum(clerk, project.id, a_plan(), at=MONDAY, known=(forum_id, 1))
    assert told("me") == [], "nothing that matters to them has changed"
    later = a_plan(starts_at=BEGIN + HOUR)
    services.save_forum(clerk, project.id, later, at=MONDAY, known=(forum_id, 2))
    assert (services.remind(BEGIN - DAY), services.remind(BEGIN)) == (1, 0)
    assert len(told("me")) == 2
    with pytest.raises(OutOfOrder):
        services.save_minutes(clerk, forum_id, PLAN, seen=3, at=BEGIN)
    with pytest.raises(Invalid):
        services.save_minutes(clerk, forum_id, NOTHING, seen=3, at=AFTER)
    assert [line.owes_minutes(AFTER) for line in board.owing(AFTER)] == [True]
    services.save_minutes(clerk, forum_id, PLAN, seen=3, at=AFTER)
    services.save_minutes(clerk, forum_id, YES, seen=4, at=AFTER + DAY)
    with pytest.raises(Outdated):
        services.save_minutes(clerk, forum_id, PLAN, seen=4, at=AFTER + DAY)
    assert len(told("me")) == 3, "told of the minutes once"
    line = board.forum(project.id, forum_id)
    assert (line.minutes_at, line.minutes.en) == (AFTER, "The road first")
    assert board.owing(AFTER) == []


def test_a_forum_is_called_off_with_a_reason(inside: Town, project: ProjectLine) -> None:
    clerk, forum_id = inside.actor(Role.CLERK), a_forum(inside, project)
    services.register(resident("me"), forum_id, Guest("สมศรี"), at=MONDAY)
    with pytest.raises(Invalid):
        services.cancel_forum(clerk, forum_id, " ", at=MONDAY)
    services.cancel_forum(clerk, forum_id, "น้ำท่วม", at=MONDAY)
    assert len(told("me")) == 1
    for verb in (
        lambda: services.cancel_forum(clerk, forum_id, "น้ำท่วม", at=MONDAY),
        lambda: services.register(resident("two"), forum_id, Guest("x"), at=MONDAY),
        lambda: services.save_minutes(clerk, forum_id, PLAN, seen=2, at=AFTER),
    ):
        with pytest.raises(OutOfOrder):
            verb()


@pytest.mark.both_databases
def test_attendance_is_counted_by_group_sex_and_age(inside: Town, project: ProjectLine) -> None:
    clerk, forum_id = inside.actor(Role.CLERK), a_forum(inside, project)
    group = services.save_group(clerk, forum_id, GroupPlan(PLAN, 30), at=MONDAY).id
    woman = Guest("สมศรี", group, Age.OLDER, Sex.FEMALE)
    mine = services.register(resident("me"), forum_id, woman, at=MONDAY).id
    services.register(resident("away"), forum_id, Guest("สมชาย"), at=MONDAY)
    with pytest.raises(OutOfOrder):
        services.attend(clerk, forum_id, {mine}, at=BEGIN - 2 * HOUR)
    services.attend(clerk, forum_id, {mine}, at=AFTER)
    old = Guest("", group, Age.OLDER, Sex.FEMALE)
    services.add_heads(clerk, forum_id, old, 11, at=AFTER)
    services.add_heads(clerk, forum_id, Guest("", None, Age.TO_44, Sex.MALE), 9, at=AFTER)
    wrong = services.add_heads(clerk, forum_id, Guest(), 500, at=AFTER).id
    services.remove_heads(clerk, forum_id, wrong, at=AFTER)
    with pytest.raises(NotFound):
        services.remove_heads(clerk, forum_id, mine, at=AFTER)
    assert board.forum(project.id, forum_id).came == 21
    assert [one.came for one in room.groups(forum_id)] == [12]
    assert [many for _words, many in room.by_sex(forum_id)] == [12, 9, 0]
    assert [many for _words, many in room.by_age(forum_id)] == [0, 0, 9, 0, 12]
    acts = ledger.acts(BEGIN.date(), BEGIN.date(), project.id)
    found = sorted((one.channel, one.n, one.sex, one.participant is None) for one in acts)
    assert found == [("forum", 1, "", False), ("forum", 9, "M", True), ("forum", 11, "F", True)]
    services.attend(clerk, forum_id, set(), at=AFTER)
    assert board.forum(project.id, forum_id).came == 20


def test_heads_are_counted_by_whole_numbers(inside: Town, project: ProjectLine) -> None:
    clerk, forum_id = inside.actor(Role.CLERK), a_forum(inside, project)
    for n in (None, 0, -1, 10_001):
        with pytest.raises(Invalid):
            services.add_heads(clerk, forum_id, Guest(), n, at=BEGIN)
    with pytest.raises(Forbidden):
        services.add_heads(resident("me"), forum_id, Guest(), 1, at=BEGIN)
    assert board.forum(project.id, forum_id).came == 0


def test_few_people_are_not_told_by_sex_and_age(inside: Town, project: ProjectLine) -> None:
    clerk, forum_id = inside.actor(Role.CLERK), a_forum(inside, project)
    services.add_heads(clerk, forum_id, Guest("", None, Age.OLDER, Sex.FEMALE), 30, at=AFTER)
    services.add_heads(clerk, forum_id, Guest("", None, Age.TO_44, Sex.MALE), 12, at=AFTER)
    services.add_heads(clerk, forum_id, Guest("", None, Age.TO_17, Sex.OTHER), 2, at=AFTER)
    assert [many for _words, many in room.by_sex(forum_id)] == [30, None, None]
    ages = [many for _words, many in room.by_age(forum_id)]
    assert (ages[0], ages[4]) == (None, 30)
    assert ages.count(None) == 2


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (DecisionPlan(NOTHING, How.CONSENT), "text_th"),
        (DecisionPlan(YES, None), "how"),
        (DecisionPlan(YES, How.HANDS, 0, 0, 0), "votes_for"),
        (DecisionPlan(YES, How.HANDS, -1, 3, 0), "votes_for"),
        (DecisionPlan(YES, How.HANDS, 3, None, 0), "votes_against"),
        (DecisionPlan(YES, How.BALLOT, 6, 4, 1), "votes_for"),
        (DecisionPlan(Bilingual("ก" * 1001, ""), How.CONSENT), "text_th"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    inside: Town, project: ProjectLine, plan: DecisionPlan, field: str
) -> None:
    clerk, forum_id = inside.actor(Role.CLERK), a_forum(inside, project)
    services.add_heads(clerk, forum_id, Guest(), 10, at=AFTER)
    with pytest.raises(Invalid) as refusal:
        services.save_decision(clerk, forum_id, plan, at=AFTER)
    assert list(refusal.value.fields) == [field]
    assert room.decisions(forum_id) == []


def test_decisions_bear_the_votes_cast_in_the_room(inside: Town, project: ProjectLine) -> None:
    clerk, forum_id = inside.actor(Role.CLERK), a_forum(inside, project)
    services.add_heads(clerk, forum_id, Guest(), 10, at=AFTER)
    with pytest.raises(OutOfOrder):
        services.save_decision(clerk, forum_id, DecisionPlan(YES, How.CONSENT), at=MONDAY)
    plan = DecisionPlan(YES, How.HANDS, 7, 2, 1)
    row = services.save_decision(clerk, forum_id, plan, at=AFTER)
    plain = DecisionPlan(YES, How.CONSENT, 7, 2, 1)
    services.save_decision(clerk, forum_id, plain, at=AFTER)
    with pytest.raises(Outdated):
        services.save_decision(clerk, forum_id, plan, at=AFTER, known=(row.id, 9))
    first, second = room.decisions(forum_id)
    assert (first.votes_for, first.votes_against, first.abstained) == (7, 2, 1)
    assert (second.votes_for, second.how) == (0, How.CONSENT)
    services.remove_decision(clerk, forum_id, row.id, at=AFTER)
    services.save_minutes(clerk, forum_id, PLAN, seen=1, at=AFTER)
    with pytest.raises(OutOfOrder):
        services.remove_decision(clerk, forum_id, second.id, at=AFTER)
    with pytest.raises(OutOfOrder):
        services.save_decision(clerk, forum_id, plan, at=AFTER, known=(second.id, 1))
    assert len(room.decisions(forum_id)) == 1


def test_ideas_are_linked_while_everyone_can_read_them(inside: Town, project: ProjectLine) -> None:
    clerk, forum_id = inside.actor(Role.CLERK), a_forum(inside, project)
    stage_id = next(one.id for one in project.stages if one.tool is Tool.IDEAS)
    idea = an_idea(stage_id, by=resident("me"))
    for number in (None, 99):
        with pytest.raises(Invalid):
            services.link_idea(clerk, forum_id, number, at=AFTER)
    for _twice in range(2):
        services.link_idea(clerk, forum_id, idea.running, at=AFTER)
    assert [one.running for one in room.ideas(forum_id)] == [idea.running]
    idea.is_public = False
    session.flush()
    assert room.ideas(forum_id) == []
    services.unlink_idea(clerk, forum_id, idea.id, at=AFTER)
    with pytest.raises(NotFound):
        services.unlink_idea(clerk, forum_id, idea.id, at=AFTER)


@pytest.mark.both_databases
def test_names_go_and_heads_stay(inside: Town, project: ProjectLine) -> None:
    clerk, forum_id, me = inside.actor(Role.CLERK), a_forum(inside, project), resident("me")
    mine = services.register(me, forum_id, Guest("สมศรี"), at=MONDAY).id
    services.attend(clerk, forum_id, {mine}, at=AFTER)
    services.add_heads(clerk, forum_id, Guest("ป้าบุญมี"), 1, at=AFTER)
    assert len(personal.export(Subject(person_id=me.person_id)).records["forums"]) == 1
    personal.erase(Subject(person_id=me.person_id), "asked", AFTER)
    assert sorted(one.name for one in room.guests(forum_id)) == ["", "ป้าบุญมี"]
    late = Limit(Kept.CONTACT, AFTER + HOUR, "old")
    assert [gone.count for gone in personal.expire(late, AFTER)] == [1]
    assert not session.scalars(select(ForumGuest).where(ForumGuest.name != "")).all()
    assert board.forum(project.id, forum_id).came == 2
    assert session.get_one(Forum, forum_id).cancelled_at is None
