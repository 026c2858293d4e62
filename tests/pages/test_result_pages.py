"""Results and care in Chromium: the page for everyone, the forms, the record."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.participation.projects.terms import Tool, Who
from portal.participation.results import services
from portal.participation.results.services import BenefitPlan, NewCheck, PactPlan, ResultPlan
from portal.participation.results.terms import Condition
from tests import projects
from tests.fixtures.portal import Clock, Town
from tests.ideas import resident
from tests.makers import MONDAY
from tests.pages.window import Window

DAY = timedelta(days=1)


def lively(town: Town) -> None:
    """A result that is in use, with answers, and two pacts of which one is late."""
    clerk, today = town.actor(Role.CLERK), MONDAY.date()
    stage = projects.stage(Tool.RESULT, MONDAY - DAY, 60, Who.SIGNED_IN)
    project = projects.a_project(clerk, stage, at=MONDAY)
    plan = ResultPlan(
        Bilingual("ทางเท้าเรียบตลอดแนว มีทางลาดทุกทางแยก " * 3, ""),
        Bilingual("เวลาเดินถึงโรงพยาบาล", "Walk to the hospital"),
        Bilingual("นาที", "minutes"),
        1150,
        600,
        today - 30 * DAY,
        Bilingual("ซ่อมผิวทางและไฟภายใน 15 วัน", "Mends surface and lights within 15 days"),
        Bilingual("ไม่จอดรถบนทางเท้า", "Keep the path free"),
    )
    services.save_result(clerk, project.id, plan, seen=0, at=MONDAY)
    group = Bilingual("ผู้ใช้รถเข็นและผู้สูงอายุในชุมชน", "People in wheelchairs")
    services.save_benefit(clerk, project.id, BenefitPlan(group, 1420, None), at=MONDAY)
    stage_id = project.stages[0].id
    for n, stars in enumerate((5, 4, 4, 2, 5, 1)):
        services.rate(resident(f"r{n}"), stage_id, stars, "เพิ่มถังขยะ" if n == 1 else "", at=MONDAY)
    late = PactPlan(group, "ชมรมผู้สูงอายุชุมชนหลังโรงพยาบาล", 1, today - 90 * DAY, None)
    services.save_pact(clerk, project.id, late, at=MONDAY)
    beds = Bilingual("แปลงดอกไม้และม้านั่งหน้าโรงพยาบาล", "Flower beds")
    pact = PactPlan(beds, "โรงเรียนบ้านหนองใหญ่", 3, today - 40 * DAY, today + 300 * DAY)
    kept = services.save_pact(clerk, project.id, pact, at=MONDAY)
    for days, condition in ((20, Condition.GOOD), (3, Condition.BROKEN)):
        look = NewCheck(uuid4(), today - days * DAY, condition, "ม้านั่งตัวที่สามขาหัก")
        services.check(clerk, kept.id, look, at=MONDAY)


def test_results_are_read_judged_and_recorded(
    page_at: Callable[..., Window],
    town: Town,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    width: int,
    language: str,
) -> None:
    with town.work():
        lively(town)
    monkeypatch.setattr(secrets, "randbelow", lambda _most: 271828)
    window = page_at(width, language).expects(422)
    window.open("/projects/1").check("results-project")
    window.open("/projects/1/result").check("results-public")
    window.open("/sign-in").fill("E-mail", "somsri@example.com").press("Send the code")
    window.fill("Code", "271 828").press("Sign in")
    window.open("/projects/1/result/rating").check("results-rating")
    window.press("Send the answer").check("results-rating-refused")
    staff = page_at(width, language).expects(422)
    staff.signs_in(Role.CLERK)
    staff.open("/desk/care").check("results-desk")
    staff.open("/desk/projects/1/result").check("results-record")
    staff.open("/projects/1/result/pacts/2/check").check("results-check")
    staff.open("/desk/projects/1/result/summary").check("results-summary")
    staff.open("/desk/projects/1/result/photos").press("Add photos").check("results-photos-refused")
    staff.open("/desk/projects/1/result/benefits/1").check("results-benefit")
    staff.open("/desk/projects/1/result/pacts/0").press("Save").check("results-pact-refused")
    assert staff.page.locator("html").get_attribute("lang") == language
    staff.open("/desk/projects/1/result/pacts/1/end").check("results-ending")


def test_a_result_before_anything_is_recorded(
    page_at: Callable[..., Window], town: Town, clock: Clock, width: int, language: str
) -> None:
    with town.work():
        stage = projects.stage(Tool.RESULT, MONDAY - DAY, 60, Who.SIGNED_IN)
        projects.a_project(town.actor(Role.CLERK), stage, at=MONDAY)
    window = page_at(width, language)
    window.open("/projects/1/result").check("results-public-empty")
    window.signs_in(Role.CLERK)
    window.open("/desk/care").check("results-desk-empty")
    window.open("/desk/projects/1/result").check("results-record-empty")
