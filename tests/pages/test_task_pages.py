"""Work together in Chromium: the page for everyone, a task, the forms, the list."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.participation.projects.terms import Tool, Who
from portal.participation.residents.acting import Channel
from portal.participation.tasks import services
from portal.participation.tasks.services import NeedPlan, NewEntry, NewGift, TaskPlan
from tests import projects
from tests.fixtures.portal import Clock, Town
from tests.ideas import resident
from tests.makers import MONDAY
from tests.pages.window import Window

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
CODE = 271828


def a_plan(title: Bilingual, days: int, places: int) -> TaskPlan:
    begin = MONDAY + days * DAY
    details = Bilingual("สวมรองเท้าหุ้มส้นและหมวก มีน้ำดื่มให้ " * 4, "")
    place = Bilingual("ลานหน้าโรงเรียนบ้านหนองใหญ่", "The yard at the school")
    skills = Bilingual("ช่างไม้ ช่างปูน", "Carpentry, masonry")
    return TaskPlan(title, details, place, skills, begin, begin + 4 * HOUR, places)


def lively(town: Town) -> None:
    """Two tasks ahead, one of them full, one that is over; gifts of all kinds; a diary."""
    clerk = town.actor(Role.CLERK)
    stage = projects.stage(Tool.TASKS, MONDAY - 20 * DAY, 90, Who.SIGNED_IN)
    project = projects.a_project(clerk, stage, at=MONDAY)
    titles = Bilingual("ทาสีกำแพงและซ่อมเครื่องเล่นสนามเด็กเล่น", "Paint walls, mend the playground")
    full = services.save_task(clerk, project.id, a_plan(titles, 3, 2), at=MONDAY)
    shrubs = Bilingual("ปลูกไม้พุ่มริมทางเท้าตั้งแต่ตลาดถึงโรงเรียนบ้านหนองใหญ่", "")
    services.save_task(clerk, project.id, a_plan(shrubs, 9, 30), at=MONDAY)
    past = services.save_task(clerk, project.id, a_plan(titles, -6, 9), at=MONDAY)
    minutes: dict[int, int | None] = {}
    for n in range(4):
        words = "มีบันไดยาวหกเมตรและถังสีเก่าสามถัง" if n == 1 else ""
        services.sign_up(resident(f"r{n}"), full.id, f"สมศรี ใจดี {n}", words, at=MONDAY)
        row = services.take_down(clerk, past.id, f"ป้าบุญมี {n}", Channel.FORUM, at=MONDAY)
        minutes[row.id] = 90 * n
    services.attend(clerk, past.id, minutes, at=MONDAY)
    paint = NeedPlan(Bilingual("สีน้ำทาภายนอก", "Outdoor paint"), Bilingual("ถัง", "buckets"), 12)
    need_id = services.save_need(clerk, full.id, paint, at=MONDAY).id
    shop = NewGift(uuid4(), "สีน้ำสีขาวและสีฟ้า", 4, need_id, "ร้านสมบูรณ์การช่างค้าวัสดุก่อสร้าง")
    services.record_gift(clerk, project.id, shop, value=720_050, at=MONDAY)
    offer = NewGift(uuid4(), "แปรงทาสี", 10)
    services.offer(resident("r0"), project.stages[0].id, offer, at=MONDAY)
    for n, words in enumerate(("ขัดสีเก่าออกหมดแล้ว " * 6, "พรุ่งนี้เริ่มทาสีรองพื้น")):
        author = clerk if n else resident("r0")
        services.write(author, project.id, NewEntry(uuid4(), words), at=MONDAY)


def test_work_together_is_read_joined_and_recorded(
    page_at: Callable[..., Window],
    town: Town,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    width: int,
    language: str,
) -> None:
    with town.work():
        lively(town)
    monkeypatch.setattr(secrets, "randbelow", lambda _most: CODE)
    window = page_at(width, language).expects(422)
    window.open("/projects/1").check("tasks-project")
    window.open("/projects/1/tasks").check("tasks-public")
    window.open("/projects/1/tasks/1").check("tasks-task-visitor")
    window.open("/sign-in").fill("E-mail", "somsri@example.com").press("Send the code")
    window.fill("Code", "271 828").press("Sign in")
    window.open("/projects/1/tasks/2").press("Sign up").check("tasks-task-refused")
    window.fill("Your name", "สมศรี ใจดี").press("Sign up").check("tasks-task-joined")
    window.open("/projects/1/tasks/gifts/new").press("Offer it").check("tasks-gift-refused")
    window.open("/projects/1/tasks/diary/new").press("Send the entry").check("tasks-entry-refused")


def test_the_list_and_the_record_of_work_together(
    page_at: Callable[..., Window], town: Town, clock: Clock, width: int, language: str
) -> None:
    with town.work():
        lively(town)
    staff = page_at(width, language).expects(422)
    staff.signs_in(Role.CLERK)
    staff.open("/desk/tasks").check("tasks-desk")
    staff.open("/desk/projects/1/tasks").check("tasks-record")
    staff.open("/desk/projects/1/tasks/1/people").check("tasks-people-waiting")
    staff.open("/desk/projects/1/tasks/3/people").check("tasks-people")
    staff.press("Put on the list").check("tasks-people-refused")
    staff.open("/desk/projects/1/tasks/0").press("Save").check("tasks-edit-refused")
    staff.open("/desk/projects/1/tasks/1/needs/1").check("tasks-need")
    staff.open("/desk/projects/1/tasks/1/cancel").check("tasks-cancel")
    staff.open("/desk/projects/1/tasks/gifts/2").check("tasks-gift-answer")
    staff.open("/desk/projects/1/tasks/gifts/new").check("tasks-gift-record")
    staff.open("/desk/projects/1/tasks/diary/1").check("tasks-entry")


def test_work_together_before_anything_is_entered(
    page_at: Callable[..., Window], town: Town, clock: Clock, width: int, language: str
) -> None:
    with town.work():
        stage = projects.stage(Tool.TASKS, MONDAY - DAY, 60, Who.SIGNED_IN)
        projects.a_project(town.actor(Role.CLERK), stage, at=MONDAY)
    window = page_at(width, language)
    window.open("/projects/1/tasks").check("tasks-public-empty")
