"""The demo's work together: a day behind us with hours and gifts, one to come, and a diary."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID, uuid5

from portal.accounts import queries as people
from portal.foundation import clock, tenancy
from portal.foundation.clock import BANGKOK
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor, Role
from portal.participation.projects import queries as projects
from portal.participation.projects.queries import ProjectLine, StageLine
from portal.participation.projects.terms import Phase, Tool
from portal.participation.residents.acting import Channel
from portal.participation.tasks import services
from portal.participation.tasks.queries import board
from portal.participation.tasks.services import NeedPlan, NewEntry, NewGift, TaskPlan

FORMS = UUID(int=0x25690000000000000000000000000002)
NOTHING = Bilingual("", "")
PLACE = Bilingual("ลานหน้าโรงเรียน", "The yard in front of the school")
CLEARING = Bilingual("ถางหญ้าและเก็บขยะสองข้างทาง", "Cut the grass and pick up litter on both sides")
PLANTING = Bilingual("ปลูกไม้พุ่มริมราง", "Plant shrubs along the drain")
DETAILS = Bilingual(
    "สวมรองเท้าหุ้มส้นและหมวก มีน้ำดื่มและอาหารกลางวันให้ หากฝนตกเลื่อนไปวันเดียวกันของสัปดาห์ถัดไป",
    "Wear closed shoes and a hat. Water and lunch are there. In rain it is a week later.",
)
SHRUBS = NeedPlan(Bilingual("ต้นเข็ม", "Ixora shrubs"), Bilingual("ต้น", "plants"), 120)
HOES = NeedPlan(Bilingual("จอบ", "Hoes"), Bilingual("ด้าม", ""), 10)
NEIGHBOURS = ("นางบุญมี พรมโสภา", "นายทองดี อินทร์แปลง", "นางสาวจันทร์เพ็ญ สีลา", "นายสุพจน์ มาตรา")
BAHT = 100


def begin(clerk: Actor, at: datetime) -> None:
    """Record them in the first project where people work together now; not a second time."""
    for project in projects.every():
        for stage in project.stages:
            is_open = stage.tool is Tool.TASKS and stage.phase(at) is Phase.OPEN
            if is_open and not board.tasks(project.id) and _has_room(stage, at):
                _record(clerk, project, stage, at)
                return


def _has_room(stage: StageLine, at: datetime) -> bool:
    week = timedelta(days=8)
    return stage.starts_at <= at - week and at + week <= stage.ends_at


def _record(clerk: Actor, project: ProjectLine, stage: StageLine, at: datetime) -> None:
    before = at - timedelta(days=8)
    past = services.save_task(clerk, project.id, _day(CLEARING, 20, at, -5), at=before)
    ahead = services.save_task(clerk, project.id, _day(PLANTING, 6, at, 6), at=before)
    for need in (SHRUBS, HOES):
        services.save_need(clerk, ahead.id, need, at=before)
    minutes: dict[int, int | None] = {}
    for n, name in enumerate(NEIGHBOURS):
        row = services.take_down(clerk, past.id, name, Channel.FORUM, at=before)
        minutes[row.id] = 240 - 60 * (n % 2)
        services.take_down(clerk, ahead.id, name, Channel.PHONE, at=before)
    me = _resident()
    if me is not None:
        mine = services.sign_up(me, past.id, "นางสมศรี ใจดี", "มีเครื่องตัดหญ้า", at=before)
        minutes[mine.id] = 240
        services.sign_up(me, ahead.id, "นางสมศรี ใจดี", "", at=before)
    after = past.ends_at + timedelta(hours=1)
    services.attend(clerk, past.id, minutes, at=after)
    shop = NewGift(_form(project, "gift"), "น้ำดื่มและอาหารกลางวัน", 40, None, "ร้านค้าหน้าโรงเรียน")
    services.record_gift(clerk, project.id, shop, value=2_400 * BAHT, at=past.ends_at)
    if me is not None:
        need_id = board.task(project.id, ahead.id).needs[0].id
        offered = NewGift(_form(project, "offer"), "ต้นเข็มจากที่บ้าน", 15, need_id, "")
        services.offer(me, stage.id, offered, at=at - timedelta(days=1))
        said = "ได้ขยะสิบสองถุง ทางโล่งจนเห็นแนวรางทั้งสองข้าง ขอบคุณทุกท่านที่มาช่วยกัน"
        services.write(me, project.id, NewEntry(_form(project, "entry"), said), at=after)


def _day(title: Bilingual, places: int, at: datetime, days: int) -> TaskPlan:
    day = clock.local(at).date() + timedelta(days=days)
    begin, end = (datetime.combine(day, time(hour), BANGKOK) for hour in (8, 12))
    return TaskPlan(title, DETAILS, PLACE, NOTHING, begin, end, places)


def _resident() -> Actor | None:
    found = next((one for one in people.demo_people() if one.role is Role.RESIDENT), None)
    if found is None:
        return None
    return Actor(Role.RESIDENT, tenancy.municipality_id(), found.id, None)


def _form(project: ProjectLine, name: str) -> UUID:
    return uuid5(FORMS, f"{project.id}:{name}")
