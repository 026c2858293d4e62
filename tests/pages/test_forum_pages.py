"""Forums in Chromium: the page for everyone, the forms, the list at the door, the record."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta

import pytest

from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor, Role
from portal.participation.forums import services
from portal.participation.forums.services import DecisionPlan, ForumPlan, GroupPlan, Guest
from portal.participation.forums.terms import How
from portal.participation.projects.terms import Tool, Who
from portal.participation.residents.terms import Age, Sex
from tests import projects
from tests.fixtures.portal import Clock, Town
from tests.ideas import an_idea, resident
from tests.makers import MONDAY
from tests.pages.window import Window

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TITLE = Bilingual("ประชาคมหมู่บ้านเพื่อจัดทำแผนพัฒนาท้องถิ่น หมู่ที่ 4 บ้านหนองใหญ่", "Village forum, village 4")
HALL = Bilingual("ศาลากลางบ้าน หมู่ที่ 4", "The village hall")
AGENDA = Bilingual("ชี้แจงแผนพัฒนาท้องถิ่น\nรับฟังข้อเสนอของหมู่บ้าน\nจัดลำดับความสำคัญ", "")
GROUPS = (("ผู้แทนครัวเรือน", 60), ("อาสาสมัครสาธารณสุขประจำหมู่บ้าน", 12), ("ผู้แทนกลุ่มอาชีพ", 8))


def lively(town: Town) -> None:
    """A forum that was held, one that owes its minutes, one to come with people on its list."""
    clerk = town.actor(Role.CLERK)
    begun = MONDAY - 30 * DAY
    plans = [projects.stage(tool, begun, 90, Who.SIGNED_IN) for tool in (Tool.FORUM, Tool.IDEAS)]
    project = projects.a_project(clerk, *plans, at=MONDAY)
    ids = []
    for days in (-20, -5, 6):
        begin = MONDAY + days * DAY
        announced = (MONDAY - 25 * DAY).date()
        plan = ForumPlan(TITLE, HALL, AGENDA, begin, begin + 3 * HOUR, None, announced)
        ids.append(services.save_forum(clerk, project.id, plan, at=MONDAY).id)
    held = ids[0]
    for forum_id in ids:
        made = [
            services.save_group(clerk, forum_id, GroupPlan(Bilingual(name, ""), n), at=MONDAY).id
            for name, n in GROUPS
        ]
        if forum_id == held:
            hold(clerk, held, made)
    idea = an_idea(next(one.id for one in project.stages if one.tool is Tool.IDEAS))
    services.link_idea(clerk, held, idea.running, at=MONDAY)
    for n in range(3):
        guest = Guest(f"สมศรี ใจดี {n}", None, Age.OLDER, Sex.FEMALE)
        services.register(resident(f"r{n}"), ids[2], guest, at=MONDAY)


def hold(clerk: Actor, forum_id: int, groups: list[int]) -> None:
    """Count who came, decide, publish the minutes."""
    at = MONDAY - 19 * DAY
    for group, sex, n in ((0, Sex.FEMALE, 31), (1, Sex.FEMALE, 9), (2, Sex.MALE, 12)):
        guest = Guest("", groups[group], Age.OLDER if n > 10 else Age.TO_59, sex)
        services.add_heads(clerk, forum_id, guest, n, at=at)
    words = Bilingual("ให้ปรับปรุงถนนหลังโรงเรียนเป็นลำดับแรก และระบายน้ำเป็นลำดับที่สอง", "The road first")
    for plan in (DecisionPlan(words, How.HANDS, 41, 6, 5), DecisionPlan(words, How.CONSENT)):
        services.save_decision(clerk, forum_id, plan, at=at)
    minutes = Bilingual("เปิดประชุมเวลา 09.00 น.\n" + "ที่ประชุมรับทราบแผนและรับฟังข้อเสนอ " * 12, "")
    services.save_minutes(clerk, forum_id, minutes, seen=1, at=at)


def test_forums_are_read_and_joined(
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
    window.open("/projects/1").check("forums-project")
    window.open("/projects/1/forums").check("forums-public")
    window.open("/projects/1/forums/1").check("forums-held")
    window.open("/projects/1/forums/2").check("forums-owed")
    window.open("/projects/1/forums/3").check("forums-visitor")
    window.open("/sign-in").fill("E-mail", "somsri@example.com").press("Send the code")
    window.fill("Code", "271 828").press("Sign in")
    window.open("/projects/1/forums/3").press("Register for the forum").check("forums-refused")
    window.fill("Your name", "สมศรี ใจดี").press("Register for the forum")
    window.check("forums-registered")


def test_forums_are_recorded(
    page_at: Callable[..., Window], town: Town, clock: Clock, width: int, language: str
) -> None:
    with town.work():
        lively(town)
    staff = page_at(width, language).expects(422)
    staff.signs_in(Role.CLERK)
    staff.open("/desk/forums").check("forums-desk")
    staff.open("/desk/projects/1/forums").check("forums-record")
    staff.open("/desk/projects/1/forums/1").check("forums-one")
    staff.open("/desk/projects/1/forums/2").press("Link the idea").check("forums-one-refused")
    staff.open("/desk/projects/1/forums/3/people").check("forums-people-before")
    staff.open("/desk/projects/1/forums/1/people").check("forums-people")
    staff.open("/desk/projects/1/forums/new").press("Save").check("forums-edit-refused")
    staff.open("/desk/projects/1/forums/1/groups/1").check("forums-group")
    staff.open("/desk/projects/1/forums/2/decisions/0").press("Save")
    staff.check("forums-decision-refused")
    staff.open("/desk/projects/1/forums/2/minutes").press("Publish").check("forums-minutes-refused")
    staff.open("/desk/projects/1/forums/3/cancel").check("forums-cancel")


def test_forums_before_any_is_entered(
    page_at: Callable[..., Window], town: Town, clock: Clock, width: int, language: str
) -> None:
    with town.work():
        stage = projects.stage(Tool.FORUM, MONDAY - DAY, 60, Who.SIGNED_IN)
        projects.a_project(town.actor(Role.CLERK), stage, at=MONDAY)
    page_at(width, language).open("/projects/1/forums").check("forums-empty")
