"""The demo's results: what came of the footpath, who benefits, and who looks after it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from portal.accounts import queries as people
from portal.foundation import clock, tenancy
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor, Role
from portal.participation.projects import queries as projects
from portal.participation.projects.queries import ProjectLine
from portal.participation.projects.terms import Phase, ProjectForm, Tool
from portal.participation.results import services
from portal.participation.results.queries import board
from portal.participation.results.services import BenefitPlan, NewCheck, PactPlan, ResultPlan
from portal.participation.results.terms import Condition
from portal.places import queries as places

FORMS = UUID(int=0x25690000000000000000000000000001)
SUMMARY = Bilingual(
    "ทางเท้าเรียบตลอดแนว มีทางลาดทุกทางแยก ต้นไม้ 36 ต้น ม้านั่ง 12 ตัว และไฟส่องสว่าง ผู้ใช้รถเข็นไปโรงพยาบาลเองได้",
    "A level footpath with ramps at every crossing, 36 trees, 12 benches and lights. People in"
    " wheelchairs reach the hospital on their own.",
)
MEASURE = Bilingual("เวลาเดินจากป้ายรถเมล์ถึงโรงพยาบาล", "Walk from the bus stop to the hospital")
OURS = Bilingual(
    "ซ่อมผิวทางและไฟภายใน 15 วัน ตัดแต่งกิ่งไม้ปีละสองครั้ง และตรวจความปลอดภัยทุกหกเดือน",
    "Mends surface and lights within 15 days, prunes the trees twice a year, checks safety every"
    " six months.",
)
THEIRS = Bilingual(
    "ไม่จอดรถหรือตั้งสิ่งของบนทางเท้า ช่วยกันดูแลแปลงต้นไม้ และแจ้งเมื่อพบสิ่งชำรุด",
    "Keep the path free of cars and goods, help to look after the flower beds, report what is"
    " broken.",
)
GROUPS = (
    (Bilingual("ผู้ป่วยและญาติที่ใช้ทางเท้า", "Patients and their families on foot"), 1850),
    (Bilingual("ผู้ใช้รถเข็นและผู้สูงอายุในชุมชน", "People in wheelchairs and older residents"), 420),
)
BEDS = Bilingual("แปลงต้นไม้และม้านั่งหน้าโรงพยาบาล", "Flower beds and benches at the hospital")
LIGHTS = Bilingual("ไฟส่องสว่างริมทางเท้า", "Lights along the footpath")


def begin(clerk: Actor, at: datetime) -> None:
    """Record them; not where they are recorded already."""
    for project in projects.every():
        stages = [one for one in project.stages if one.tool is Tool.RESULT]
        if project.form is not ProjectForm.CONSTRUCTION or not stages:
            continue
        if stages[0].phase(at) is Phase.OPEN and board.result(project.id) is None:
            _record(clerk, project, clock.local(stages[0].starts_at).date(), at)
            _answer(project, stages[0].id, at)


def _record(clerk: Actor, project: ProjectLine, first: date, at: datetime) -> None:
    plan = ResultPlan(SUMMARY, MEASURE, Bilingual("นาที", "minutes"), 1150, 600, first, OURS, THEIRS)
    services.save_result(clerk, project.id, plan, seen=0, at=at)
    areas = [area.id for area in places.areas()][:2]
    for n, (who, many) in enumerate(GROUPS):
        area_id = areas[n] if n < len(areas) else None
        services.save_benefit(clerk, project.id, BenefitPlan(who, many, area_id), at=at)
    today = clock.local(at).date()
    agreed = min(first, today - timedelta(days=40))
    beds = PactPlan(BEDS, "ชมรมผู้สูงอายุชุมชนหลังโรงพยาบาล", 1, agreed, None)
    lights = PactPlan(LIGHTS, "โรงเรียนและร้านค้าริมทาง", 3, agreed, agreed + timedelta(days=730))
    kept = services.save_pact(clerk, project.id, beds, at=at)
    services.save_pact(clerk, project.id, lights, at=at)
    seen = (
        (20, Condition.GOOD, "รดน้ำและถอนวัชพืชแล้ว"),
        (3, Condition.WORN, "ม้านั่งตัวที่สามสีลอก ควรทาใหม่ก่อนหน้าฝน"),
    )
    for days, condition, words in seen:
        form = uuid5(FORMS, f"{kept.id}:{days}")
        new = NewCheck(form, today - timedelta(days=days), condition, words)
        services.check(clerk, kept.id, new, at=at)


def _answer(project: ProjectLine, stage_id: int, at: datetime) -> None:
    found = next((one for one in people.demo_people() if one.role is Role.RESIDENT), None)
    if found is None:
        return
    me = Actor(Role.RESIDENT, tenancy.municipality_id(), found.id, None)
    services.rate(me, stage_id, 5, "ขอให้เพิ่มถังขยะใกล้ม้านั่ง", at=at)
    for line in board.pacts(project.id)[:1]:
        services.join(me, line.id, at=at)
