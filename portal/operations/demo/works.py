"""The demo's works: a road that is followed, a footpath that is done, and the committee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from portal.accounts import queries as people
from portal.foundation import clock, tenancy
from portal.foundation.dates import fiscal_year
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor, Role
from portal.participation.monitoring import services
from portal.participation.monitoring.progress import Money
from portal.participation.monitoring.queries import board, committee
from portal.participation.monitoring.services import (
    ContractPlan,
    MilestonePlan,
    NewInspection,
    NewSeat,
)
from portal.participation.monitoring.terms import (
    Check,
    ContractStep,
    Group,
    Mark,
    Office,
    Verdict,
)
from portal.participation.projects import queries as projects
from portal.participation.projects.queries import ProjectLine
from portal.participation.projects.terms import Phase, ProjectForm, Tool

BAHT = 100
FORMS = UUID(int=0x25690000000000000000000000000000)
NOTHING = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class Part:
    """A milestone by days from the stage's first: planned, and as it was."""

    title: Bilingual
    weight: int
    planned: tuple[int, int]
    actual: tuple[int | None, int | None] = (None, None)
    reason: Bilingual = NOTHING


ROAD = (
    Part(
        Bilingual("รื้อผิวเดิมและปรับระดับ", "Old surface removed, ground levelled"),
        20,
        (0, 14),
        (1, 15),
        Bilingual("ย้ายแนวท่อประปาที่ไม่ปรากฏในแบบ", "A water main that was not in the plans"),
    ),
    Part(Bilingual("วางรางระบายน้ำ 420 เมตร", "Drain, 420 metres"), 30, (14, 30), (16, 30)),
    Part(Bilingual("เทคอนกรีตช่วงแรก", "Concrete, first part"), 25, (28, 36), (31, None)),
    Part(Bilingual("เทคอนกรีตช่วงหลังและตีเส้น", "Concrete, second part"), 25, (50, 90)),
)
PATH = (
    Part(Bilingual("ปรับระดับทางเท้าและทางลาด", "Footpath and ramps"), 60, (0, 60), (2, 58)),
    Part(Bilingual("ปลูกต้นไม้ 36 ต้น", "36 trees planted"), 25, (60, 90), (61, 88)),
    Part(Bilingual("ติดตั้งม้านั่งและไฟ", "Benches and lights"), 15, (80, 120), (84, 119)),
)
MEMBERS = (
    (Group.COUNCIL, 1, "นายประเสริฐ ศรีบุญเรือง", Office.CHAIR),
    (Group.COUNCIL, 2, "นางสาววิไล แก้วกัลยา", Office.MEMBER),
    (Group.COUNCIL, 3, "นายสมพร ไชยสงคราม", Office.MEMBER),
    (Group.FORUM, 1, "นางบุญมี พรมโสภา", Office.MEMBER),
    (Group.FORUM, 2, "นายทองดี อินทร์แปลง", Office.MEMBER),
    (Group.AGENCIES, 1, "นายกิตติศักดิ์ วงษ์จันทร์", Office.SECRETARY),
    (Group.AGENCIES, 2, "นางรัตนา โพธิ์ศรี", Office.MEMBER),
    (Group.UNIT_HEADS, 1, "นายอนุชา ภักดีสุข", Office.MEMBER),
    (Group.UNIT_HEADS, 2, "นางพรทิพย์ มูลสาร", Office.MEMBER),
    (Group.EXPERTS, 1, "ผศ.ดร.ชลธิชา นาคเสวี", Office.MEMBER),
)
"""One seat of the experts is vacant."""


def begin(clerk: Actor, at: datetime) -> None:
    """Record them; not where they are recorded already."""
    today = clock.local(at).date()
    if all(seat.member is None for seat in committee.seats(today)):
        first = today - timedelta(days=400)
        last = first + timedelta(days=4 * 365)
        for group, place, holder, office in MEMBERS:
            new = NewSeat(group, place, holder, first, last, office)
            services.seat(clerk, new, at=at)
    for project in projects.every():
        stages = [one for one in project.stages if one.tool is Tool.MONITORING]
        if project.form is not ProjectForm.CONSTRUCTION or not stages:
            continue
        if board.milestones(project.id):
            continue
        first = clock.local(stages[0].starts_at).date()
        is_open = stages[0].phase(at) is Phase.OPEN
        _record(clerk, project, ROAD if is_open else PATH, first, at)
        if is_open:
            _inspect(project, stages[0].id, at)


def _record(
    clerk: Actor, project: ProjectLine, parts: tuple[Part, ...], first: date, at: datetime
) -> None:
    today = clock.local(at).date()
    for part in parts:
        plan = MilestonePlan(
            part.title,
            part.weight,
            first + timedelta(days=part.planned[0]),
            first + timedelta(days=part.planned[1]),
            _day(first, part.actual[0], today),
            _day(first, part.actual[1], today),
            part.reason,
        )
        services.save_milestone(clerk, project.id, plan, at=at)
    is_done = parts is PATH
    days = {
        ContractStep.ANNOUNCED: (None, first - timedelta(days=60)),
        ContractStep.SIGNED: (None, first - timedelta(days=20)),
        ContractStep.BEGUN: (first, first),
        ContractStep.HANDED_OVER: (
            first + timedelta(days=120),
            first + timedelta(days=119) if is_done else None,
        ),
        ContractStep.ACCEPTED: (None, first + timedelta(days=126) if is_done else None),
        ContractStep.WARRANTY_END: (first + timedelta(days=126 + 730), None),
    }
    reference = f"{4 if is_done else 17}/{fiscal_year(first) + 543}"
    company = "บริษัท ขอนแก่นตัวอย่างก่อสร้าง จำกัด"
    services.save_contract(
        clerk, project.id, ContractPlan(reference, project.title, company, days), at=at
    )
    price, paid = (2_480_000, 2_480_000) if is_done else (3_912_450, 1_956_225)
    money = Money(fiscal_year(first), (price + 120_000) * BAHT, price * BAHT, paid * BAHT)
    services.save_money(clerk, project.id, money, at=at)


def _day(first: date, days: int | None, today: date) -> date | None:
    return None if days is None else min(first + timedelta(days=days), today)


def _inspect(project: ProjectLine, stage_id: int, at: datetime) -> None:
    found = next((one for one in people.demo_people() if one.role is Role.RESIDENT), None)
    if found is None:
        return
    me = Actor(Role.RESIDENT, tenancy.municipality_id(), found.id, None)
    seen = (
        (Verdict.GOOD, "รางระบายน้ำวางเสร็จแล้ว ฝนตกเมื่อวานน้ำไม่ขัง", "", 9),
        (
            Verdict.BAD,
            "เดินผ่านตอนเย็น ทางแคบมาก",
            "ไม่มีไฟเตือนตรงบ่อพักที่เปิดฝาไว้\nแผ่นไม้พาดทางเดินหน้าโรงเรียนแตก",
            8,
        ),
    )
    for n, (verdict, text, findings, days) in enumerate(seen):
        form = uuid5(FORMS, f"{project.id}:{n}")
        bad = Mark.NO if verdict is Verdict.BAD else Mark.YES
        marks = {Check.BOARD: Mark.YES, Check.PLAN: Mark.YES, Check.SAFETY: bad}
        new = NewInspection(form, verdict, text, findings, marks)
        services.inspect(me, stage_id, new, who="demo", at=at - timedelta(days=days))
