"""Projects with a plan, and an invented file in the columns that small bodies publish."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from portal.foundation.clock import local
from portal.foundation.policy import Actor
from portal.participation.plans.rows import Item
from portal.participation.plans.services import planning
from portal.participation.projects import queries, services
from portal.participation.projects.queries import ProjectLine
from portal.participation.projects.services import StagePlan
from portal.participation.projects.terms import ProjectForm, Tool, Who
from tests import projects
from tests.makers import MONDAY

FIRST_YEAR = 2023
STRATEGY = "ยุทธศาสตร์ที่ 1 โครงสร้างพื้นฐาน"
OTHER = "ยุทธศาสตร์ที่ 2 คุณภาพชีวิต"
HEADING = "แผนงานเคหะและชุมชน"
# As published files are: commas inside cells, an owner outside, nothing in most years.
FILE = (
    "id,group,name,objective,target,y2566,y2567,y2568,y2569,y2570,responsible\r\n"
    '1,แผนงานอุตสาหกรรมและการโยธา (ผ.02),"โคมไฟถนน ขนาด 4,800 วัตต์ พร้อมติดตั้ง",'
    "เพิ่มความสว่าง,โคมไฟ 12 ชุด,0,0,500000,0,0,กองช่าง\r\n"
    "2,แผนงานเคหะและชุมชน (ผ.02),ซ่อมทางสาธารณะ,ถนนอยู่ในสภาพดี,ซ่อม 10 จุด,"
    "0,500000,500000,500000,500000,กองช่าง\r\n"
    "3,แผนงานสร้างความเข้มแข็งของชุมชน (ผ.02),ส่งเสริมอาหารปลอดภัย,ความรู้ด้านอาหาร,"
    "ไม่น้อยกว่าร้อยละ 80,0,15000,15000,15000,15000.50,กองสาธารณสุข\r\n"
    "4,แผนงานอุตสาหกรรมและการโยธา (ผ.02/2 ขอ อบจ.),ถนนหินคลุกสายทุ่งนา,"
    'บรรเทาความเดือดร้อน,"ถนน 1 สาย (1,300+550 ม.)",0,0,496000,0,0,อบจ.ทดสอบ\r\n'
).encode()
FILE_TOTAL = 305_600_050
"""Satang."""


def item(number: int | None = None, **changes: Any) -> Item:
    """A row of the form."""
    given = {
        "strategy": STRATEGY,
        "heading": HEADING,
        "title": "ซ่อมถนนหน้าวัด",
        "title_en": "Repair the road in front of the temple",
        "objective": "ให้ถนนอยู่ในสภาพดี",
        "target": "ถนน 1 สาย",
        "money": (0, 50_000_000, 0, 0, 1_250),
        "responsible": "กองช่าง",
    }
    return Item(number=number, **{**given, **changes})


def a_project(clerk: Actor, *, at: datetime = MONDAY, days: float = 10) -> ProjectLine:
    """A published development plan whose draft is open from this moment for some days."""
    made = services.create_from_template(
        clerk,
        ProjectForm.DEVELOPMENT_PLAN,
        projects.details(clerk),
        local(at + projects.LATER).date(),
        at - timedelta(days=1),
    )
    plan: StagePlan = projects.stage(Tool.DRAFT, at, days, Who.SIGNED_IN)
    services.set_stages(clerk, made.id, [plan], seen=made.version, at=at)
    made = queries.project_by_id(made.id)
    services.publish(clerk, made.id, seen=made.version, at=at)
    return queries.project_by_id(made.id)


def a_plan(clerk: Actor, *items: Item, at: datetime = MONDAY) -> ProjectLine:
    """The same with a plan of these items."""
    project = a_project(clerk, at=at)
    planning.begin(clerk, project.id, FIRST_YEAR, at=at)
    for one in items:
        planning.save(clerk, project.id, one, at=at)
    return project
