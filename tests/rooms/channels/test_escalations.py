"""Levels become notices: to whoever answers, in their language, once, without the reporter."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from portal.accounts.models import Person
from portal.channels import handlers, links, personal
from portal.channels.lifecycle import Occasion
from portal.channels.models import Notice
from portal.complaints import services
from portal.complaints.models import Complaint
from portal.foundation import outbox
from portal.foundation.database import session
from portal.foundation.personal import Subject
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from portal.operations import worker
from portal.response_times import jobs_escalation
from portal.response_times.events import LevelReached
from portal.response_times.models import Escalation
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.life import Making
from tests.makers import MONDAY
from tests.notices import BOTH, notices

DAY = timedelta(days=1)
SECRETS = ("สมศรี", "081", "somsri@example.com", "ไฟถนนดับ", "บางลำภู")


@pytest.fixture
def watched(town: Town, clock: Clock) -> Town:
    """A town that is watched since the day before."""
    look(town, MONDAY - DAY)
    with town.work():
        makers.complaint("ไฟถนนดับ โทร 081 234 5678", at=MONDAY - DAY, contact=BOTH)
    look(town, MONDAY - DAY)
    return town


def look(town: Town, moment: datetime) -> None:
    with town.app.app_context():
        jobs_escalation.escalate(moment)
        outbox.deliver(lambda: moment)


def filed(
    town: Town, unit: str | None = "works", officer: Role | None = None, **more: object
) -> int:
    """A complaint a unit answers for; its id."""
    with town.work():
        receipt = makers.complaint("ไฟถนนดับ โทร 081 234 5678", at=MONDAY, contact=BOTH, **more)
        if unit is not None:
            unit_id = municipalities.unit_ids()[unit]
            person = town.actor(officer).person_id if officer else None
            Making(town.actor(Role.CLERK), receipt, MONDAY).does(services.assign, unit_id, person)
        return receipt.complaint_id


def told(town: Town, complaint_id: int) -> list[tuple[str, str]]:
    """Who was told of which level of this complaint: «head due»."""
    found = []
    with town.look() as looking:
        levels = {
            row.id: (row.promise_kind, row.level) for row in looking.scalars(select(Escalation))
        }
    for row in notices(town):
        if row.occasion == Occasion.ESCALATION and row.complaint_id == complaint_id:
            kind, level = levels[int(row.key.removeprefix("level:"))]
            found.append((f"{kind} {level}".strip(), row.address.partition("@")[0]))
    return found


def test_first_the_officer_then_the_head_then_the_clerk(watched: Town) -> None:
    number = filed(watched, officer=Role.OFFICER)
    for day in range(40):
        look(watched, MONDAY + day * DAY)
    answers = [(level, who) for level, who in told(watched, number) if level.startswith("answer")]
    assert answers == [
        ("answer nearly", "officer"),
        ("answer due", "head"),
        ("answer twice", "clerk"),
    ]


def test_without_an_officer_the_head_is_told_and_without_a_unit_the_dispatcher(
    watched: Town,
) -> None:
    with_unit, without = filed(watched), filed(watched, unit=None)
    with watched.work():
        session.execute(update(Complaint).where(Complaint.id == without).values(unit_id=None))
    look(watched, MONDAY + 13 * DAY)
    assert ("answer nearly", "head") in told(watched, with_unit)
    assert ("acknowledge due", "dispatcher") in told(watched, without)
    assert not {who for _level, who in told(watched, with_unit)} & {"officer", "mayor", "council"}


def test_where_nobody_else_is_the_clerk_is_told(watched: Town) -> None:
    number = filed(watched, unit="education", officer=None)
    look(watched, MONDAY + 13 * DAY)
    assert ("answer nearly", "clerk") in told(watched, number)


def test_after_30_60_and_90_days_clerk_and_mayor_are_told(watched: Town) -> None:
    number = filed(watched)
    for day in range(28, 95):
        look(watched, MONDAY + day * DAY)
    ages = [one for one in told(watched, number) if one[0].startswith("day_")]
    assert ages == [(f"day_{days}", who) for days in (30, 60, 90) for who in ("clerk", "mayor")]


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_notice_says_what_was_promised_and_nothing_of_the_reporter(
    watched: Town, language: str
) -> None:
    with watched.work():
        session.execute(update(Person).values(language=language))
    filed(watched, officer=Role.OFFICER)
    for day in (13, 16, 31, 91):
        look(watched, MONDAY + day * DAY)
    rows = [row for row in notices(watched) if row.occasion == Occasion.ESCALATION]
    assert len(rows) > 6
    for row in rows:
        whole = f"{row.subject}\n{row.body}"
        assert row.language == language
        assert not [secret for secret in SECRETS if secret in whole]
        assert not links.has_link(whole)
        assert ("ขก 2569/00000" if language == "th" else "KK 2026/00000") in row.subject
        assert bool(re.search("[ก-๙]", row.subject)) == (language == "th")
        assert "None" not in whole
    near = next(row for row in rows if row.address == "officer@example.com")
    due = "ภายในวันที่ 8 ธันวาคม 2569" if language == "th" else "by the end of 8 December 2026"
    assert due in near.body, near.body
    last = rows[-1]
    court = "ศาลปกครอง" if language == "th" else "Administrative Court"
    assert court in last.body
    assert not any(court in row.body for row in rows if row.written_at < last.written_at)


def test_the_court_is_not_named_where_an_answer_was_given(watched: Town) -> None:
    number = filed(watched)
    with watched.work():
        receipt = services.Receipt(number, 0, 0, "", is_new=False)
        Making(watched.actor(Role.CLERK), receipt, MONDAY).does(services.reply, "รับทราบ")
    look(watched, MONDAY + 91 * DAY)
    last = [row for row in notices(watched) if row.complaint_id == number][-1]
    assert "90" in last.subject
    assert "ศาล" not in last.body


def test_what_is_met_meanwhile_is_not_told(watched: Town) -> None:
    number = filed(watched)
    with watched.app.app_context():
        jobs_escalation.escalate(MONDAY + 13 * DAY)
    with watched.work():
        receipt = services.Receipt(number, 0, 0, "", is_new=False)
        Making(watched.actor(Role.CLERK), receipt, MONDAY).does(
            services.resolve, "ซ่อมแล้ว", no_photo_because="มืด"
        )
    with watched.app.app_context():
        outbox.deliver(lambda: MONDAY + 13 * DAY)
    assert not told(watched, number)


def test_a_fact_heard_twice_is_told_once(watched: Town) -> None:
    number = filed(watched, officer=Role.OFFICER)
    look(watched, MONDAY + 13 * DAY)
    once = told(watched, number)
    assert once
    with watched.work() as working:
        for row in list(working.scalars(select(Escalation))):
            fact = LevelReached(row.id, row.matter_kind, row.matter_id, "", row.level)
            handlers.tell_staff(fact, MONDAY + 13 * DAY)
    assert told(watched, number) == once


def test_other_matters_are_no_complaints(watched: Town) -> None:
    with watched.work() as working:
        row = Escalation(
            matter_kind="idea", matter_id=7, level="due", came_at=MONDAY, told_at=MONDAY
        )
        working.add(row)
        working.flush()
        handlers.tell_staff(LevelReached(row.id, "idea", 7, "answer", "due"), MONDAY)
    assert not [row for row in notices(watched) if row.occasion == Occasion.ESCALATION]


def test_a_reporter_is_not_given_what_the_staff_was_told(watched: Town) -> None:
    number = filed(watched, officer=Role.OFFICER)
    look(watched, MONDAY + 13 * DAY)
    with watched.look():
        hers = Subject(complaint_ids=(number,))
        officers = Subject(addresses=("officer@example.com",))
        given = [one["notice"] for one in messages(hers) if "notice" in one]
        own = messages(officers)
    assert given == ["receipt"]
    assert [one["notice"] for one in own] == ["escalation"]


def messages(subject: Subject) -> list[dict[str, object]]:
    return personal.export(subject).records["messages"]


def test_the_worker_looks_and_tells(
    watched: Town, clock: Clock, set_mail: Callable[..., None]
) -> None:
    number = filed(watched, officer=Role.OFFICER)
    clock.set(MONDAY + 13 * DAY)
    worker.work_once(watched.app)
    worker.work_once(watched.app)
    assert ("answer nearly", "officer") in told(watched, number)
    with watched.look() as looking:
        sent = list(looking.scalars(select(Notice).where(Notice.complaint_id == number)))
        assert {row.state for row in sent} == {"sent"}
