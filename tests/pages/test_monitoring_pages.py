"""Works that are followed, in Chromium: the board, the report, the committee, the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.participation.monitoring import services
from portal.participation.monitoring.progress import Money
from portal.participation.monitoring.services import (
    ContractPlan,
    MilestonePlan,
    NewInspection,
    NewSeat,
)
from portal.participation.monitoring.terms import Check, ContractStep, Group, Mark, Verdict
from portal.participation.projects.terms import Tool, Who
from tests import projects
from tests.fixtures.portal import Clock, Town
from tests.ideas import resident
from tests.makers import MONDAY
from tests.pages.window import Window

DAY = timedelta(days=1)


def lively(town: Town) -> None:
    """A project that is behind its plan, with money, a contract, a bad report and a member."""
    clerk, today = town.actor(Role.CLERK), MONDAY.date()
    plan = projects.stage(Tool.MONITORING, MONDAY - DAY, 60, Who.ANYONE)
    project = projects.a_project(clerk, plan, at=MONDAY)
    title = Bilingual("เทพื้นคอนกรีตและวางรางระบายน้ำช่วงหน้าโรงเรียน", "Concrete and drain at the school")
    why = Bilingual("ฝนตกหนักต่อเนื่อง", "")
    late = MilestonePlan(title, 60, today - 20 * DAY, today - 9 * DAY, today - 8 * DAY, None, why)
    services.save_milestone(clerk, project.id, late, at=MONDAY)
    ahead = MilestonePlan(Bilingual("ตีเส้นจราจร", ""), 40, today, today + 40 * DAY)
    services.save_milestone(clerk, project.id, ahead, at=MONDAY)
    days = {ContractStep.SIGNED: (None, today - 30 * DAY), ContractStep.ACCEPTED: (today, None)}
    contract = ContractPlan("12/2570", title, "บริษัท ตัวอย่าง จำกัด", days)
    services.save_contract(clerk, project.id, contract, at=MONDAY)
    for year in (2027, 2028):
        services.save_money(clerk, project.id, Money(year, 2 * 10**8, 10**8, 5050), at=MONDAY)
    marks = {Check.SAFETY: Mark.NO, Check.BOARD: Mark.YES}
    text = "ทางแคบมาก เดินลำบาก"
    report = NewInspection(uuid4(), Verdict.BAD, text, "ไม่มีป้ายเตือน\nNo light", marks)
    services.inspect(resident(), project.stages[0].id, report, who="x", at=MONDAY)
    seat = NewSeat(Group.FORUM, 1, "นางสมศรี ใจดี", today, today + 900 * DAY)
    services.seat(clerk, seat, at=MONDAY)


def test_works_are_followed_and_recorded(
    page_at: Callable[..., Window], town: Town, clock: Clock, width: int, language: str
) -> None:
    with town.work():
        lively(town)
    window = page_at(width, language)
    window.open("/projects/1").check("monitoring-project")
    window.open("/projects/1/monitoring").check("monitoring-board")
    window.open("/projects/1/monitoring/inspect").check("monitoring-inspect")
    window.open("/projects/monitoring").check("monitoring-committee")
    staff = page_at(width, language)
    staff.signs_in(Role.CLERK)
    staff.open("/desk/monitoring").check("monitoring-desk")
    staff.open("/desk/projects/1/monitoring").check("monitoring-record")
    staff.open("/desk/projects/1/monitoring/contracts/1").check("monitoring-contract")
    staff.open("/desk/projects/1/monitoring/findings/1").check("monitoring-finding")
    staff.open("/desk/monitoring/committee").check("monitoring-seats")
