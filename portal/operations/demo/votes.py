"""The demo's budget votes: one open in the running project, on ideas of it; one counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from portal.accounts import queries as people
from portal.accounts import services as accounts
from portal.accounts.services import NewPerson
from portal.foundation import clock
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor, Role
from portal.operations.demo import ideas
from portal.participation.ballots.papers import Option, Pot, Rules
from portal.participation.ballots.services import casting, counting, freezing, setting_up
from portal.participation.ballots.services.casting import Stated
from portal.participation.ballots.terms import BallotKind
from portal.participation.ledger import services as ledger
from portal.participation.projects import queries, services
from portal.participation.projects.queries import StageLine
from portal.participation.projects.services import Details, StagePlan
from portal.participation.projects.terms import Phase, ProjectForm, Tool, Who
from portal.participation.residents import services as residents
from portal.participation.residents.terms import Age, Proof, Sex
from portal.places import queries as places

POT = Pot(0, "ทั้งเทศบาล", "Whole city", 5_000_000)
OPTIONS = (
    Option(
        0,
        1,
        "ไฟส่องสว่างริมบึง ระยะ 800 เมตร",
        "Lights along the lake, 800 metres",
        1_200_000,
        "เสาไฟพลังงานแสงอาทิตย์ 32 ต้น ทางเดินรอบบึงที่มืดหลังหกโมงเย็น",
        "32 solar lamp posts on the path that is dark after six in the evening.",
        "ทางเดินรอบบึง",
    ),
    Option(
        0,
        1,
        "ลานกีฬาและเครื่องออกกำลังกายผู้สูงอายุ",
        "Sports ground with equipment for older people",
        1_800_000,
        "ปรับพื้นลานเดิม มุงหลังคาบางส่วน และติดตั้งเครื่องออกกำลังกาย 12 ชุด",
        "The old ground levelled and partly roofed, with 12 pieces of equipment.",
        "ลานชุมชนหน้าวัด",
    ),
    Option(
        0,
        1,
        "ทางข้ามยกระดับหน้าโรงเรียน 4 แห่ง",
        "Raised crossings in front of four schools",
        960_000,
        "ทางข้ามยกระดับ ป้าย และไฟกะพริบ เพื่อให้รถชะลอก่อนถึงประตูโรงเรียน",
        "Raised crossings, signs and flashing lights that slow the traffic at the gates.",
        "หน้าโรงเรียนเทศบาล",
    ),
    Option(
        0,
        1,
        "ห้องสมุดและมุมอ่านหนังสือชุมชน",
        "Community library and reading corner",
        2_400_000,
        "ปรับปรุงอาคารศูนย์ชุมชนเดิมเป็นห้องอ่านหนังสือ เปิดถึงสองทุ่ม",
        "The old community centre becomes a reading room, open until eight.",
        "ศูนย์ชุมชนเดิม",
    ),
    Option(
        0,
        1,
        "ธนาคารขยะและโรงปุ๋ยหมักชุมชน",
        "Waste bank and compost works",
        650_000,
        "จุดรับซื้อขยะรีไซเคิลและถังหมักเศษอาหารจากตลาด",
        "A place that buys recyclables, and compost from the market's food waste.",
        "ข้างตลาดสด",
    ),
)
CHOICES = ((1, 3), (1, 2, 5), (2, 3), (4, 5), (1, 3, 5), (3,), (2, 5), (1, 4))
VOTERS = 40
LAST_YEAR = timedelta(days=150)
NOTHING: Mapping[str, int] = {}
TITLE = Bilingual("งบชุมชนปีที่แล้ว: ผลการลงคะแนน", "Last year's community budget: the result")
SUMMARY = Bilingual(
    "ประชาชนลงคะแนนเลือกโครงการในวงเงิน 5 ล้านบาท ผลคะแนนและบัตรทุกใบเปิดให้ตรวจนับซ้ำได้",
    "Residents chose projects for five million baht. The result and every ballot can be counted"
    " again by anybody.",
)


def begin(clerk: Actor, at: datetime) -> None:
    """Make both, each as it was done in its own time; not where they are made already."""
    known = queries.every()
    if any(project.title == TITLE for project in known):
        return
    came_from = ideas.begin(clerk, at)
    for project in known:
        for stage in project.stages:
            if stage.tool is Tool.BALLOT and stage.phase(at) is Phase.OPEN:
                _set_up(clerk, stage, BallotKind.KNAPSACK, came_from)
    freezing.freeze_due(at)
    _verify_resident(clerk, at)
    _count_one(clerk, at)


def _verify_resident(clerk: Actor, at: datetime) -> None:
    """The demo's resident may vote: an officer has seen the card."""
    for person in people.demo_people():
        if person.role is Role.RESIDENT:
            residents.verify(clerk, person.id, Proof.CARD, None, at)


def _count_one(clerk: Actor, at: datetime) -> None:
    begun = at - LAST_YEAR
    first = clock.local(begun).date()
    details = Details(TITLE, SUMMARY, officer_id=clerk.person_id)
    before = begun - timedelta(days=7)
    form = ProjectForm.PARTICIPATORY_BUDGET
    made = services.create_from_template(clerk, form, details, first, before)
    title = Bilingual("ลงคะแนนเลือกโครงการ", "Vote for projects")
    plan = StagePlan(Tool.BALLOT, title, begun, begun + timedelta(days=21), Who.SIGNED_IN)
    services.set_stages(clerk, made.id, [plan], seen=made.version, at=before)
    made = queries.project_by_id(made.id)
    services.publish(clerk, made.id, seen=made.version, at=before)
    (stage,) = queries.stages_of(made.id)
    _set_up(clerk, stage, BallotKind.APPROVAL)
    lot = Random("votes of the demo")
    for number in range(VOTERS):
        _cast(clerk, stage, number, begun + timedelta(hours=1 + 11 * number), lot)
    counting.count_due(stage.ends_at + timedelta(hours=1))


def _set_up(
    clerk: Actor, stage: StageLine, kind: BallotKind, came_from: Mapping[str, int] = NOTHING
) -> None:
    before = stage.starts_at - timedelta(days=3)
    setting_up.begin(clerk, stage, at=before)
    rules = Rules(kind=kind, most=3, seed="งบชุมชน", least_voters=5)
    setting_up.set_rules(clerk, stage, rules, at=before)
    setting_up.save_pot(clerk, stage, POT, at=before)
    for option in OPTIONS:
        known = replace(option, idea_id=came_from.get(option.title_th))
        setting_up.save_option(clerk, stage, known, at=before)


def _cast(clerk: Actor, stage: StageLine, number: int, at: datetime, lot: Random) -> None:
    new = NewPerson(f"voter{number}@example.org", "", Role.RESIDENT)
    voter = Actor(Role.RESIDENT, clerk.municipality_id, accounts.add(new, at))
    stated = Stated(lot.choice([*Age, None]), lot.choice([Sex.FEMALE, Sex.MALE, None]))
    ledger.state(voter, ledger.Stated(stated.age, stated.sex, _home(lot)))
    casting.cast(voter, stage.id, dict.fromkeys(lot.choice(CHOICES), 1), stated, at=at)


def _home(lot: Random) -> int | None:
    areas = places.areas()
    return lot.choice(areas).id if areas else None
