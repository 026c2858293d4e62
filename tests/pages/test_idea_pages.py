"""Ideas in Chromium: list, both steps, one idea with its answer, the desk, hotspots."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select

from portal.complaints.models import Category
from portal.complaints.services import Place
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from portal.participation.ideas import services
from portal.participation.ideas.services import NewAnswer, NewComment, NewFlag, Target
from portal.participation.ideas.terms import Answered, Ground, Leaning
from portal.participation.projects.terms import Who
from tests import ideas as make
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.pages.window import Window


def lively(town: Town) -> None:
    """A project with ideas that are supported, spoken about, answered, flagged; and a hotspot."""
    stage = make.a_stage(Who.ANYONE)
    here = Place(16.4321, 102.8236, landmark="หน้าตลาดสด")
    one = make.an_idea(stage, place=here)
    two = make.an_idea(stage, title="ห้องสมุดเคลื่อนที่ทุกหมู่บ้าน")
    fan = make.resident("fan")
    services.support(fan, one.id, at=MONDAY)
    first = NewComment(uuid4(), "เห็นด้วยอย่างยิ่ง ลูกเดินไปโรงเรียนทุกวัน", Leaning.FOR)
    said = services.comment(fan, one.id, first, at=MONDAY)
    reply = NewComment(uuid4(), "Who waters the trees?", Leaning.AGAINST, said.id)
    services.comment(make.resident("other"), one.id, reply, at=MONDAY)
    services.flag(fan, Target(two.id), NewFlag(Ground.UNTRUE), who="x", at=MONDAY)
    unit = municipalities.unit_ids()["works"]
    answer = NewAnswer(Answered.PARTLY, "ปลูกต้นไม้ฝั่งทิศเหนือในปีนี้", unit, "North side first.")
    clerk = town.actor(Role.CLERK)
    services.answer(clerk, one.id, answer, seen=one.version, at=MONDAY)


def test_ideas_are_read_proposed_and_answered(  # noqa: PLR0915 - one walk over all pages
    page_at: Callable[..., Window], town: Town, clock: Clock, width: int, language: str
) -> None:
    with town.work() as session:
        lively(town)
        road = session.scalars(select(Category.id).where(Category.code == "road")).one()
        for n in range(4):
            place = Place(16.4321, 102.8236)
            at = MONDAY - timedelta(days=n)
            makers.complaint("ถนนเป็นหลุมลึก", place=place, category_id=road, at=at)
    window = page_at(width, language)
    window.open("/projects/1").check("ideas-project")
    window.open("/projects/1/ideas").check("ideas-list")
    window.open("/projects/1/ideas?text=ไม่มีเลย").check("ideas-none")
    window.open("/projects/1/ideas/1").check("ideas-idea")
    window.open("/projects/1/ideas/1/flag").check("ideas-flag")
    window.open("/projects/1/ideas/new").expects(422).press("Continue").check("ideas-wrong")
    window.fill("Your idea in one line", "ทางเดินร่มรื่นไปโรงเรียน")
    window.fill("Why, and what would be better by it?", make.TEXT)
    window.press("Continue").check("ideas-similar")
    window.press("Send the idea").check("ideas-sent")
    staff = page_at(width, language)
    staff.signs_in(Role.CLERK)
    staff.open("/desk/ideas").check("ideas-desk")
    staff.open("/desk/projects/1/ideas/1").check("ideas-case")
    staff.open("/desk/projects/1/ideas/2").expects(422).press("Publish the answer")
    staff.check("ideas-case-wrong")
    staff.open("/desk/projects/1/ideas/hotspots").check("ideas-hotspots")
    staff.follow(staff.page.locator("table a").first).check("ideas-topic")
    staff.open("/desk/projects/1/ideas/new").check("ideas-taking-down")
    staff.open("/desk/projects/1/ideas/rules").check("ideas-rules")
