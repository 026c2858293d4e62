"""The morning's list: on working mornings, once, to whoever has something open."""

from __future__ import annotations

import re
import threading
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from portal.accounts.models import Person
from portal.channels import jobs, links
from portal.channels.lifecycle import Occasion, State
from portal.channels.models import DigestDay, Notice
from portal.channels.queries import mornings
from portal.complaints import services
from portal.complaints.models import SecondLook
from portal.complaints.queries import second_looks as queries
from portal.complaints.services import second_looks
from portal.complaints.verdicts import Custom, Verdict
from portal.foundation import database, tenancy
from portal.foundation.clock import BANGKOK
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from portal.participation.forums import services as forums
from portal.participation.forums.services import ForumPlan
from portal.participation.monitoring import services as works
from portal.participation.monitoring.services import NewInspection
from portal.participation.monitoring.terms import Verdict as Seen
from portal.participation.projects.terms import Tool, Who
from portal.participation.residents.acting import Channel
from portal.participation.tasks import services as tasks
from portal.participation.tasks.services import TaskPlan
from portal.reports import services as reports
from portal.reports.terms import ReportKind
from portal.response_times import services as times
from portal.response_times.models import Escalation
from tests import makers, projects
from tests.fixtures.portal import Clock, Town
from tests.ideas import resident
from tests.life import Making
from tests.makers import MONDAY
from tests.notices import BOTH, deliver, notices

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
OPENING = datetime(2026, 11, 23, 8, 30, tzinfo=BANGKOK)
"""Of the same Monday."""


def write(town: Town, moment: datetime) -> int:
    with town.work():
        return jobs.write_digests(moment)


def lists(town: Town) -> dict[str, Notice]:
    """The last list of each member of the staff."""
    rows = [row for row in notices(town) if row.occasion == Occasion.DIGEST]
    return {row.address.partition("@")[0]: row for row in rows}


def filed(
    town: Town, unit: str, officer: Role | None = None, at: datetime = OPENING - DAY, **more: object
) -> int:
    with town.work():
        receipt = makers.complaint("ไฟถนนดับ โทร 081 234 5678", at=at, contact=BOTH, **more)
        person = town.actor(officer).person_id if officer else None
        unit_id = municipalities.unit_ids()[unit]
        Making(town.actor(Role.CLERK), receipt, at).does(services.assign, unit_id, person)
        return receipt.complaint_id


@pytest.fixture
def busy(town: Town) -> Town:
    """A town with three complaints: the officer's, the unit's, another unit's; one of them late."""
    filed(town, "works", Role.OFFICER, OPENING - 60 * DAY)
    filed(town, "works")
    filed(town, "education")
    return town


def test_everyone_gets_what_they_answer_for(busy: Town) -> None:
    assert write(busy, OPENING) == 4
    found = lists(busy)
    assert sorted(found) == ["clerk", "head", "mayor", "officer"]
    counted = {who: re.findall(r": ([\d,]+) เรื่อง", row.body) for who, row in found.items()}
    assert [counted[who][:2] for who in ("officer", "head", "clerk", "mayor")] == [
        ["1", "1"],
        ["2", "1"],
        ["3", "1"],
        ["3", "1"],
    ]
    assert "ขก 2569/000001" in found["officer"].body
    assert "ขก 2569/000003" not in found["head"].body
    assert "กอง" in found["head"].body or "สำนัก" in found["head"].body


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_list_is_in_its_readers_language_and_tells_nothing_of_reporters(
    busy: Town, language: str
) -> None:
    with busy.work():
        session.execute(update(Person).values(language=language))
    write(busy, OPENING)
    for row in lists(busy).values():
        whole = f"{row.subject}\n{row.body}"
        assert bool(re.search("[ก-๙]", row.subject)) == (language == "th")
        assert not [word for word in ("สมศรี", "081", "ไฟถนนดับ", "None") if word in whole]
        assert not links.has_link(whole)
        assert ("2569" if language == "th" else "2026") in row.subject


def test_nothing_open_nothing_written(town: Town) -> None:
    assert write(town, OPENING) == 0
    filed(town, "works", Role.OFFICER)
    assert write(town, OPENING + HOUR) == 0, "this morning has been looked at"
    assert write(town, OPENING + DAY) == 4


def test_a_list_is_written_once_a_morning_also_after_a_restart(busy: Town, clock: Clock) -> None:
    clock.set(OPENING)
    assert write(busy, OPENING) == 4
    deliver(busy, clock)
    assert write(busy, OPENING + timedelta(minutes=5)) == 0
    assert write(busy, OPENING + 3 * HOUR) == 0
    assert write(busy, OPENING + DAY) == 4
    assert len(notices(busy)) == 3 + 8


def test_two_workers_write_one_list(busy: Town) -> None:
    def work() -> None:
        with busy.app.app_context(), tenancy.acting_for(busy.id), database.writing():
            jobs.write_digests(OPENING)

    workers = [threading.Thread(target=work) for _each in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len([row for row in notices(busy) if row.occasion == Occasion.DIGEST]) == 4


@pytest.mark.parametrize(
    ("moment", "writes"),
    [
        (OPENING - timedelta(seconds=1), False),
        (OPENING, True),
        (OPENING + 4 * HOUR - timedelta(seconds=1), True),
        (OPENING + 4 * HOUR, False),
        (OPENING - 2 * DAY, False),
        (OPENING + 14 * DAY, False),
    ],
    ids=["early", "at-opening", "late", "too-late", "saturday", "constitution-day-substitute"],
)
def test_a_list_is_for_working_mornings(busy: Town, moment: datetime, *, writes: bool) -> None:
    with busy.look():
        found = mornings.morning(moment)
    assert (found is not None) == writes


def test_a_local_holiday_counts(busy: Town) -> None:
    with busy.work():
        times.stay_shut_on(date(2026, 11, 23), "วันหยุดท้องถิ่น", "Local holiday")
        assert mornings.morning(OPENING) is None


def test_a_year_without_holidays_counts_by_the_week(busy: Town) -> None:
    with busy.look():
        assert mornings.morning(datetime(2031, 11, 24, 9, 0, tzinfo=BANGKOK)) == date(2031, 11, 24)
        assert mornings.morning(datetime(2031, 11, 23, 9, 0, tzinfo=BANGKOK)) is None


def test_a_list_shows_the_first_ten(town: Town) -> None:
    for n in range(12):
        filed(town, "works", Role.OFFICER, OPENING - (n + 1) * DAY)
    write(town, OPENING)
    assert re.findall(r"^(\d+)\. ขก", lists(town)["officer"].body, re.MULTILINE) == [
        str(n) for n in range(1, 11)
    ]
    assert "12" in lists(town)["officer"].body


def test_a_list_of_yesterday_is_not_sent(busy: Town, clock: Clock) -> None:
    clock.set(OPENING)
    write(busy, OPENING)
    clock.pass_(hours=20)
    deliver(busy, clock)
    assert {row.state for row in lists(busy).values()} == {State.EXPIRED}
    assert not any(row.body for row in lists(busy).values())


def test_what_nobody_was_told_alone_is_on_clerks_and_mayors_list(busy: Town) -> None:
    levels = [(OPENING - 3 * DAY, True), (OPENING - HOUR, True), (OPENING - HOUR, False)]
    with busy.work() as working:
        working.add(DigestDay(day=date(2026, 11, 20), written_at=OPENING - 2 * DAY))
        for n, (moment, is_in_digest) in enumerate(levels):
            about = {"matter_kind": "complaint", "matter_id": n, "level": "due"}
            when = {"came_at": moment, "told_at": moment, "is_in_digest": is_in_digest}
            working.add(Escalation(**about, **when))
    write(busy, OPENING)
    told = {who for who, row in lists(busy).items() if "มีจำนวนมาก: 1 รายการ" in row.body}
    assert told == {"clerk", "mayor"}


def test_who_left_gets_no_list(busy: Town) -> None:
    with busy.work():
        session.execute(update(Person).where(Person.role == Role.HEAD).values(is_active=False))
    write(busy, OPENING)
    assert sorted(lists(busy)) == ["clerk", "mayor", "officer"]


def test_lists_stay_in_their_municipality(busy: Town) -> None:
    with busy.app.app_context():
        other = Town(busy.app, makers.municipality("chumphae"))
    assert write(other, OPENING) == 0
    assert write(busy, OPENING) == 4
    assert MONDAY > OPENING


def test_second_looks_that_wait_are_told_also_when_nothing_is_open(town: Town) -> None:
    monday = OPENING + 7 * DAY
    with town.work():
        done = makers.complaint(at=OPENING + HOUR)
        making = Making(town.actor(Role.CLERK), done, OPENING + HOUR)
        making.does(services.assign, municipalities.unit_ids()[makers.UNIT], None)
        making.officer = town.actor(Role.OFFICER)
        making.does(services.start)
        making.does(services.resolve, "เสร็จแล้ว", no_photo_because="กลางคืน")
    assert write(town, monday) == 0
    with town.work():
        second_looks.draw_due(Custom(20, 1), monday)
        town_head = town.actor(Role.HEAD)
        assert queries.waiting_for(town_head) == 1
        assert queries.waiting_for(town.actor(Role.OFFICER)) == 0
    assert write(town, monday + 2 * DAY) >= 1
    told = lists(town)["head"]
    assert "เรื่องที่รอท่านตรวจซ้ำ: 1" in told.body
    assert "clerk" in lists(town)
    with town.work():
        look = session.scalars(select(SecondLook)).one()
        second_looks.say(town_head, look.id, Verdict.DONE, "", at=monday + 2 * DAY)
    assert write(town, monday + 3 * DAY) == 0


@pytest.mark.parametrize("role", [Role.CLERK, Role.MAYOR, Role.OFFICER])
def test_clerk_and_mayor_read_what_they_owe_the_council(
    town: Town, clock: Clock, role: Role
) -> None:
    """The result of the plan from 1 November on, and questions without an answer."""
    filed(town, "works", Role.OFFICER)
    with town.work():
        kind = ReportKind.PARTICIPATION
        scope = reports.scope_of(kind, "fy-2026", 0, MONDAY)
        report = reports.issue(town.actor(Role.CLERK), kind, scope)
        reports.ask(town.actor(Role.COUNCIL), report.id, "", "เหตุใดจึงน้อยเช่นนี้", at=MONDAY)
    write(town, OPENING)
    told = lists(town)[role.value].body
    owes = role is not Role.OFFICER
    assert ("คำถามของสภาที่ยังไม่ได้ตอบ: 1" in told) is owes
    assert ("ผลของแผน ปีงบประมาณ 2569: ต้องเสนอต่อสภาและติดประกาศภายใน 31 ธันวาคม" in told) is owes


@pytest.mark.both_databases
def test_whoever_answers_for_works_reads_what_is_late_in_them(town: Town, clock: Clock) -> None:
    """Without a complaint open: findings past their day, minutes and attendance that are owed."""
    begun = OPENING - 60 * DAY
    with town.work():
        unit_id = municipalities.unit_ids()["works"]
        clerk = town.actor(Role.CLERK)
        tools = (Tool.MONITORING, Tool.FORUM, Tool.TASKS)
        stages = [projects.stage(tool, begun, 90, Who.SIGNED_IN) for tool in tools]
        project = projects.a_project(clerk, *stages, at=begun, unit_id=unit_id)
        stage_id = next(one.id for one in project.stages if one.tool is Tool.MONITORING)
        seen = NewInspection(uuid4(), Seen.BAD, findings="ไม่มีป้ายเตือน")
        works.inspect(resident("me"), stage_id, seen, who="x", at=begun)
        words, at = Bilingual("ประชุม", ""), begun + DAY
        forum = ForumPlan(words, words, words, at, at + HOUR)
        forums.save_forum(clerk, project.id, forum, at=begun)
        task = TaskPlan(words, words, words, words, at, at + HOUR, 9)
        task_id = tasks.save_task(clerk, project.id, task, at=begun).id
        tasks.take_down(clerk, task_id, "ป้าบุญมี", Channel.FORUM, at=begun)
    assert write(town, OPENING) >= 1
    told = lists(town)
    body = told["clerk"].body
    for line in (
        "ข้อที่พบจากการตรวจที่เกินกำหนด: 1",
        "รายงานการประชุมประชาคมที่เกินกำหนด: 1",
        "กิจกรรมที่สิ้นสุดแล้วแต่ยังไม่บันทึกผู้มาร่วม: 1",
    ):
        assert line in body
    assert "council" not in told
