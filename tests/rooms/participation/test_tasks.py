"""Work together: places, waiting, hours, gifts, the diary."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from portal.channels.models import Notice
from portal.foundation import outbox
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, Outdated, OutOfOrder, SignInNeeded
from portal.foundation.i18n import Bilingual
from portal.foundation.personal import Kept, Limit, Subject
from portal.foundation.policy import Actor, Role
from portal.foundation.web import keep
from portal.municipalities import queries as municipalities
from portal.participation.ledger import queries as ledger
from portal.participation.projects.queries import ProjectLine
from portal.participation.projects.terms import Tool, Who
from portal.participation.residents.acting import Channel
from portal.participation.tasks import personal, services
from portal.participation.tasks.models import WorkEntry, WorkGift, WorkSignup, WorkTask
from portal.participation.tasks.queries import board, given, people
from portal.participation.tasks.services import NeedPlan, NewEntry, NewGift, TaskPlan
from portal.participation.tasks.terms import Standing
from tests import projects
from tests.fixtures.portal import Town
from tests.ideas import nobody, resident
from tests.makers import MONDAY

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
BEGIN = MONDAY + 5 * DAY
NOTHING = Bilingual("", "")
WALLS = Bilingual("ทาสีกำแพงสนามเด็กเล่น", "Paint the walls of the playground")


@pytest.fixture
def project(inside: Town) -> ProjectLine:
    """A project of the works unit in which people work together since yesterday."""
    plan = projects.stage(Tool.TASKS, MONDAY - DAY, 60, Who.SIGNED_IN)
    unit_id = municipalities.unit_ids()["works"]
    return projects.a_project(inside.actor(Role.CLERK), plan, at=MONDAY, unit_id=unit_id)


def a_plan(**changes: Any) -> TaskPlan:
    field = Bilingual("สนามเด็กเล่น", "The playground")
    plan = TaskPlan(WALLS, NOTHING, field, NOTHING, BEGIN, BEGIN + 3 * HOUR, 2)
    return replace(plan, **changes)


def a_task(town: Town, project: ProjectLine, **changes: Any) -> WorkTask:
    return services.save_task(town.actor(Role.CLERK), project.id, a_plan(**changes), at=MONDAY)


def told(name: str, at: datetime = MONDAY + 90 * DAY) -> list[str]:
    """The subjects of what somebody was told of tasks, after everything waiting was told."""
    keep()
    outbox.deliver(lambda: at)
    asked = select(Notice.subject).where(
        Notice.address == f"{name}@example.net", Notice.occasion == "task"
    )
    return [str(one) for one in session.scalars(asked.order_by(Notice.id))]


def standings(task_id: int) -> list[tuple[str, Standing]]:
    return [(one.name, one.standing) for one in people.people(task_id)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": Bilingual("", "x")}, "title_th"),
        ({"place": NOTHING}, "place_th"),
        ({"people": 0}, "people"),
        ({"people": None}, "people"),
        ({"people": 1001}, "people"),
        ({"starts_at": None}, "starts_on"),
        ({"ends_at": BEGIN}, "starts_on"),
        ({"ends_at": BEGIN + 25 * HOUR}, "starts_on"),
        ({"starts_at": MONDAY - 2 * DAY, "ends_at": MONDAY - 2 * DAY + HOUR}, "starts_on"),
        ({"details": Bilingual("ก" * 3001, "")}, "details_th"),
        ({"skills": Bilingual("", "x" * 151)}, "skills_en"),
    ],
)
def test_a_task_that_cannot_be_is_refused_and_nothing_is_kept(
    inside: Town, project: ProjectLine, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        a_task(inside, project, **changes)
    assert list(refusal.value.fields) == [field]
    assert not board.tasks(project.id)


def test_a_task_is_entered_by_those_who_record_and_never_over_anothers(
    inside: Town, project: ProjectLine
) -> None:
    clerk = inside.actor(Role.CLERK)
    for stranger in (resident(), nobody(), inside.actor(Role.MAYOR), inside.actor(Role.COUNCIL)):
        with pytest.raises(Forbidden):
            services.save_task(stranger, project.id, a_plan(), at=MONDAY)
    row = a_task(inside, project)
    services.save_task(clerk, project.id, a_plan(people=3), at=MONDAY, known=(row.id, 1))
    with pytest.raises(Outdated):
        services.save_task(clerk, project.id, a_plan(people=9), at=MONDAY, known=(row.id, 1))
    assert board.task(project.id, row.id).people == 3


@pytest.mark.both_databases
def test_the_third_waits_and_moves_up_when_a_place_comes_free(
    inside: Town, project: ProjectLine
) -> None:
    task_id = a_task(inside, project).id
    for n, name in enumerate(("one", "two", "three", "four")):
        services.sign_up(resident(name), task_id, name, "", at=MONDAY + n * HOUR)
    services.sign_up(resident("one"), task_id, "one", "", at=MONDAY + 9 * HOUR)
    assert standings(task_id) == [
        ("one", Standing.PLACED),
        ("two", Standing.PLACED),
        ("three", Standing.WAITING),
        ("four", Standing.WAITING),
    ]
    mine = board.task(project.id, task_id, resident("four").person_id).mine
    assert mine is not None
    assert mine.ahead == 1
    services.give_back(resident("one"), task_id, at=MONDAY + DAY)
    assert standings(task_id)[:2] == [("two", Standing.PLACED), ("three", Standing.PLACED)]
    clerk = inside.actor(Role.CLERK)
    services.save_task(clerk, project.id, a_plan(people=3), at=MONDAY, known=(task_id, 1))
    assert {standing for _name, standing in standings(task_id)} == {Standing.PLACED}
    assert (len(told("three")), len(told("four")), len(told("two"))) == (1, 1, 0)
    with pytest.raises(Invalid) as refusal:
        services.save_task(clerk, project.id, a_plan(people=2), at=MONDAY, known=(task_id, 2))
    assert list(refusal.value.fields) == ["people"]


def test_who_may_not_sign_up_is_told_why(inside: Town, project: ProjectLine) -> None:
    task_id, me = a_task(inside, project).id, resident("me")
    same = a_task(inside, project, starts_at=BEGIN + HOUR, ends_at=BEGIN + 2 * HOUR).id
    with pytest.raises(SignInNeeded):
        services.sign_up(nobody(), task_id, "me", "", at=MONDAY)
    with pytest.raises(Forbidden):
        services.sign_up(inside.actor(Role.OFFICER), task_id, "me", "", at=MONDAY)
    with pytest.raises(Invalid):
        services.sign_up(me, task_id, "me", "ก" * 1001, at=MONDAY)
    with pytest.raises(Invalid):
        services.sign_up(me, task_id, " ", "", at=MONDAY)
    with pytest.raises(OutOfOrder):
        services.sign_up(me, task_id, "me", "", at=BEGIN)
    with pytest.raises(OutOfOrder):
        services.sign_up(me, task_id, "me", "", at=MONDAY + 60 * DAY)
    services.sign_up(me, task_id, "me", "", at=MONDAY)
    with pytest.raises(OutOfOrder):
        services.sign_up(me, same, "me", "", at=MONDAY)
    services.give_back(me, task_id, at=MONDAY)
    services.sign_up(me, same, "me", "", at=MONDAY)
    assert standings(task_id) == []


@pytest.mark.both_databases
def test_everyone_on_the_list_hears_of_a_change_of_its_coming_and_of_its_end(
    inside: Town, project: ProjectLine
) -> None:
    clerk, task_id = inside.actor(Role.CLERK), a_task(inside, project, people=1).id
    services.sign_up(resident("one"), task_id, "one", "", at=MONDAY)
    services.sign_up(resident("two"), task_id, "two", "", at=MONDAY)
    services.save_task(clerk, project.id, a_plan(people=1), at=MONDAY, known=(task_id, 1))
    assert told("one") == [], "nothing that matters to them has changed"
    later = a_plan(people=1, starts_at=BEGIN + HOUR)
    services.save_task(clerk, project.id, later, at=MONDAY, known=(task_id, 2))
    assert (len(told("one")), len(told("two"))) == (1, 1)
    assert services.remind(BEGIN - 3 * DAY) == 0
    assert (services.remind(BEGIN - DAY), services.remind(BEGIN)) == (1, 0)
    assert (len(told("one")), len(told("two"))) == (2, 1)
    with pytest.raises(Invalid):
        services.cancel_task(clerk, task_id, " ", at=MONDAY)
    services.cancel_task(clerk, task_id, "ฝนตกหนัก", at=MONDAY)
    assert (len(told("one")), len(told("two"))) == (3, 2)
    with pytest.raises(OutOfOrder):
        services.sign_up(resident("three"), task_id, "three", "", at=MONDAY)
    with pytest.raises(OutOfOrder):
        services.cancel_task(clerk, task_id, "ฝนตกหนัก", at=MONDAY)


@pytest.mark.both_databases
def test_hours_are_recorded_counted_and_thanked_once(inside: Town, project: ProjectLine) -> None:
    clerk, me, task_id = inside.actor(Role.CLERK), resident("me"), a_task(inside, project).id
    mine = services.sign_up(me, task_id, "me", "", at=MONDAY).id
    away = services.sign_up(resident("away"), task_id, "away", "", at=MONDAY).id
    aunt = services.take_down(clerk, task_id, "ป้าสมศรี", Channel.FORUM, at=MONDAY).id
    with pytest.raises(OutOfOrder):
        services.attend(clerk, task_id, {mine: 60}, at=BEGIN - 2 * HOUR)
    with pytest.raises(Invalid) as refusal:
        services.attend(clerk, task_id, {mine: 60, aunt: 1441}, at=BEGIN)
    assert list(refusal.value.fields) == [f"minutes_{aunt}"]
    services.attend(clerk, task_id, {mine: 180, away: 0, aunt: 90}, at=BEGIN + 4 * HOUR)
    services.attend(clerk, task_id, {mine: 150}, at=BEGIN + 5 * HOUR)
    line = board.task(project.id, task_id)
    assert (line.came, line.minutes, line.unrecorded) == (2, 240, 0)
    found = given.totals(project.id)
    assert (found.people, found.minutes) == (2, 240)
    acts = ledger.acts(BEGIN.date(), BEGIN.date(), project.id)
    assert sorted((one.kind, one.channel, one.participant is None) for one in acts) == [
        ("task", "forum", True),
        ("task", "web", False),
    ]
    assert (len(told("me")), told("away")) == (1, [])
    work = people.worked(project.id, me.person_id)
    assert work is not None
    assert (work.tasks, work.minutes) == (1, 150)
    services.attend(clerk, task_id, {mine: None, aunt: 0}, at=BEGIN + 6 * HOUR)
    assert given.totals(project.id).people == 0
    assert people.worked(project.id, me.person_id) is None


def test_a_name_is_taken_down_only_by_who_records(inside: Town, project: ProjectLine) -> None:
    clerk, task_id = inside.actor(Role.CLERK), a_task(inside, project).id
    for name, channel in ((" ", Channel.FORUM), ("ก" * 121, Channel.PAPER), ("ป้า", Channel.WEB)):
        with pytest.raises(Invalid):
            services.take_down(clerk, task_id, name, channel, at=MONDAY)
    with pytest.raises(Forbidden):
        services.take_down(resident("me"), task_id, "ป้า", Channel.FORUM, at=MONDAY)
    with pytest.raises(Forbidden):
        services.attend(resident("me"), task_id, {}, at=BEGIN)
    assert standings(task_id) == []


def a_gift(**changes: Any) -> NewGift:
    return replace(NewGift(uuid4(), "สีน้ำ โทร 081-234-5678", 4, None, "ร้านสมบูรณ์"), **changes)


@pytest.mark.both_databases
def test_a_gift_counts_once_it_has_come_with_its_value(inside: Town, project: ProjectLine) -> None:
    clerk, me, stage_id = inside.actor(Role.CLERK), resident("me"), project.stages[0].id
    task_id = a_task(inside, project).id
    plan = NeedPlan(Bilingual("สี", "Paint"), Bilingual("ถัง", "buckets"), 10)
    need_id = services.save_need(clerk, task_id, plan, at=MONDAY).id
    new = a_gift(need_id=need_id)
    gift = services.offer(me, stage_id, new, at=MONDAY)
    assert services.offer(me, stage_id, new, at=MONDAY).id == gift.id
    (line,) = board.task(project.id, task_id).needs
    assert (line.given, line.offered, line.missing) == (0, 4, 6)
    assert given.gifts(project.id) == [], "what is only offered is not shown to everyone"
    assert "081" not in given.gifts(project.id, me.person_id)[0].what.text
    with pytest.raises(Invalid):
        services.receive(clerk, gift.id, None, seen=1, at=MONDAY)
    services.receive(clerk, gift.id, 120_050, seen=1, at=MONDAY)
    with pytest.raises(OutOfOrder):
        services.receive(clerk, gift.id, 1, seen=2, at=MONDAY)
    services.record_gift(clerk, project.id, a_gift(giver=""), value=50_000, at=MONDAY)
    found = given.totals(project.id)
    assert (found.gifts, found.value) == (2, 170_050)
    assert board.task(project.id, task_id).needs[0].given == 4
    assert len(told("me")) == 1
    with pytest.raises(OutOfOrder):
        services.remove_need(clerk, task_id, need_id, at=MONDAY)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"what": " "}, "what"),
        ({"quantity": 0}, "quantity"),
        ({"quantity": None}, "quantity"),
        ({"giver": "ก" * 121}, "giver"),
        ({"need_id": 987_654}, "need"),
    ],
)
def test_a_gift_is_checked(
    inside: Town, project: ProjectLine, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        services.offer(resident(), project.stages[0].id, a_gift(**changes), at=MONDAY)
    assert list(refusal.value.fields) == [field]
    assert not session.scalars(select(WorkGift)).all()


def test_an_offer_is_taken_back_by_its_giver_or_declined_with_a_reason(
    inside: Town, project: ProjectLine
) -> None:
    clerk, me, stage_id = inside.actor(Role.CLERK), resident("me"), project.stages[0].id
    gift = services.offer(me, stage_id, a_gift(), at=MONDAY)
    with pytest.raises(Exception, match="no such gift"):
        services.withdraw(resident("other"), gift.id)
    services.withdraw(me, gift.id)
    other = services.offer(me, stage_id, a_gift(), at=MONDAY)
    with pytest.raises(Invalid):
        services.decline(clerk, other.id, "", seen=1, at=MONDAY)
    services.decline(clerk, other.id, "สีหมดอายุ", seen=1, at=MONDAY)
    assert len(told("me")) == 1
    assert given.totals(project.id).gifts == 0
    for wrong in (clerk, inside.actor(Role.OFFICER)):
        with pytest.raises(Forbidden):
            services.offer(wrong, stage_id, a_gift(), at=MONDAY)


def entry(actor: Actor, project: ProjectLine, text: str = "ทาสีแล้ว") -> WorkEntry:
    return services.write(actor, project.id, NewEntry(uuid4(), text), at=MONDAY)


def test_whoever_has_a_place_writes_in_the_diary(inside: Town, project: ProjectLine) -> None:
    clerk, me, task_id = inside.actor(Role.CLERK), resident("me"), a_task(inside, project).id
    for stranger in (me, nobody(), inside.actor(Role.MAYOR)):
        with pytest.raises(Forbidden):
            entry(stranger, project)
    services.sign_up(me, task_id, "me", "", at=MONDAY)
    with pytest.raises(Invalid):
        entry(me, project, " ")
    first = entry(me, project, "ทาสีแล้ว โทร 081-234-5678")
    entry(clerk, project, "ขอบคุณทุกท่าน")
    lines = given.entries(project.id)
    assert [line.is_official for line in lines] == [True, False]
    assert "081" not in lines[1].words.text
    with pytest.raises(Invalid):
        services.hide_entry(clerk, first.id, "", at=MONDAY)
    services.hide_entry(clerk, first.id, "มีชื่อผู้อื่น", at=MONDAY)
    assert [line.is_official for line in given.entries(project.id)] == [True]
    assert len(given.entries(project.id, staff=True)) == 2
    day = MONDAY.date()
    assert [one.kind for one in ledger.acts(day, day, project.id)] == []
    assert len(told("me")) == 1


@pytest.mark.both_databases
def test_names_go_and_hours_stay(inside: Town, project: ProjectLine) -> None:
    clerk, me, task_id = inside.actor(Role.CLERK), resident("me"), a_task(inside, project).id
    mine = services.sign_up(me, task_id, "me", "มีบันได", at=MONDAY).id
    services.take_down(clerk, task_id, "ป้าสมศรี", Channel.PAPER, at=MONDAY)
    services.attend(clerk, task_id, {mine: 60}, at=BEGIN)
    gift = services.offer(me, project.stages[0].id, a_gift(), at=MONDAY)
    services.receive(clerk, gift.id, 100, seen=1, at=MONDAY)
    entry(me, project)
    copy = personal.export(Subject(person_id=me.person_id))
    assert [len(lines) for lines in copy.records.values()] == [1, 1, 1]
    personal.erase(Subject(person_id=me.person_id), "asked", BEGIN)
    assert [one.name for one in people.people(task_id)] == ["", "ป้าสมศรี"]
    found = given.totals(project.id)
    assert (found.people, found.minutes, found.gifts) == (1, 60, 1)
    assert given.gifts(project.id)[0].giver == ""
    late = Limit(Kept.CONTACT, BEGIN, "old")
    assert [gone.count for gone in personal.expire(late, BEGIN)] == [1]
    assert session.scalar(select(func.count()).where(WorkSignup.name != "")) == 0
