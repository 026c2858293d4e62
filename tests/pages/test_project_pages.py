"""Projects in Chromium: the list, a project with its ribbon, and the pages that set it up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.participation.projects import queries, services
from portal.participation.projects.terms import Tool, Who
from tests import projects
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.pages.window import Window

DAY = timedelta(days=1)
LONG = Bilingual(
    "โครงการก่อสร้างถนนคอนกรีตเสริมเหล็กพร้อมรางระบายน้ำและทางเท้าสำหรับผู้ใช้รถเข็นหลังโรงเรียน",
    "A reinforced concrete road with a drain and a footpath for wheelchairs behind the school",
)
STATEMENT = Bilingual("ปรับแบบตามความเห็น\nยังไม่ขยายถนน", "The drawing was changed\nNot wider yet")


@pytest.fixture
def made(town: Town, clock: Clock) -> None:
    """One with stages before, now and to come, one closed, one not published."""
    with town.work():
        clerk = town.actor(Role.CLERK)
        over = projects.stage(Tool.SURVEY, MONDAY - 30 * DAY, days=5, who=Who.ANYONE)
        done = projects.a_project(clerk, over, at=MONDAY - 40 * DAY)
        services.close(clerk, done.id, STATEMENT, seen=done.version, at=MONDAY)
        plans = (
            projects.stage(Tool.IDEAS, MONDAY - 20 * DAY),
            projects.stage(Tool.FORUM, MONDAY - DAY, who=Who.ANYONE),
            projects.stage(Tool.SURVEY, MONDAY - DAY, who=Who.VERIFIED),
            projects.stage(Tool.MONITORING, MONDAY + 30 * DAY),
        )
        projects.a_project(clerk, *plans, at=MONDAY - 40 * DAY, title=LONG)
        assert len(queries.published()) == 2


def test_projects_are_read(
    page_at: Callable[..., Window], made: None, width: int, language: str
) -> None:
    window = page_at(width, language)
    window.open("/projects").check("projects")
    window.open("/projects/2").check("project")
    window.open("/projects/1").check("project-closed")


def test_projects_are_set_up(
    page_at: Callable[..., Window], made: None, width: int, language: str
) -> None:
    window = page_at(width, language).signs_in(Role.CLERK)
    window.open("/desk/projects").check("desk-projects")
    window.open("/desk/projects/2").check("set-up-project")
    window.open("/desk/projects/2/stages/new").expects(422)
    window.fill("Last day", "1/1/2569").press("Save").check("stage-refused")
    window.open("/desk/projects/new").check("new-project")
