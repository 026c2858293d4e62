"""The demo's ideas: for the plan that is being made, and those from which the budget vote came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import cycle
from uuid import UUID, uuid5

from portal.accounts import services as accounts
from portal.accounts.services import NewPerson
from portal.complaints.services import Place
from portal.foundation import clock
from portal.foundation.policy import Actor, Role
from portal.municipalities import queries as municipalities
from portal.participation.ideas import services
from portal.participation.ideas.services import NewAnswer, NewComment, NewIdea, loading
from portal.participation.ideas.terms import Answered, Leaning
from portal.participation.projects import queries
from portal.participation.projects.queries import StageLine
from portal.participation.projects.terms import ProjectForm, Tool

PEOPLE = 12
_NAMES = UUID("5e1b7c58-0a3e-4a52-9d63-6f0a7f3f2c11")


@dataclass(frozen=True, slots=True)
class DemoIdea:
    """An idea, how many support it, what is said about it, what was answered."""

    title: str
    text: str
    landmark: str
    supports: int
    comments: tuple[tuple[Leaning, str], ...] = ()
    answer: tuple[Answered, str, str, str] | None = None
    """State, unit, reason in Thai and in English."""
    language: str = "th"


FOR_THE_PLAN: tuple[DemoIdea, ...] = (
    DemoIdea(
        "ทางเดินมีหลังคาจากป้ายรถเมล์ถึงโรงพยาบาล",
        "ผู้สูงอายุเดินตากแดดและฝนกว่า 300 เมตร ขอทางเดินเรียบมีหลังคาและที่นั่งพักเป็นระยะ",
        "หน้าโรงพยาบาล",
        9,
        (
            (Leaning.FOR, "คุณแม่ใช้รถเข็น ฝนตกแล้วไปไม่ได้เลย เห็นด้วยมาก"),
            (Leaning.AGAINST, "หลังคาจะบังป้ายและไฟหรือไม่ ควรดูแบบก่อน"),
            (Leaning.NEUTRAL, "ถ้ามีที่จอดจักรยานด้วยจะดี"),
        ),
        (
            Answered.ACCEPTED,
            "works",
            "บรรจุไว้ในร่างแผน ปี 2571 ระยะทาง 320 เมตร พร้อมทางลาดตลอดแนว",
            "It is in the draft plan for 2028: 320 metres, with ramps all the way.",
        ),
    ),
    DemoIdea(
        "ศูนย์รับดูแลเด็กหลังเลิกเรียนในชุมชน",
        "ผู้ปกครองเลิกงานห้าโมงเย็น เด็กไม่มีที่อยู่อย่างปลอดภัย ขอใช้ศูนย์ชุมชนที่ว่างอยู่",
        "ศูนย์ชุมชนเดิม",
        7,
        ((Leaning.FOR, "มีครูเกษียณในชุมชนพร้อมช่วยสอน"),),
        (
            Answered.STUDY,
            "education",
            "กองการศึกษาจะสำรวจจำนวนเด็กและสถานที่ก่อน แล้วแจ้งผลให้ทราบ",
            "The education division first counts the children and looks at places.",
        ),
    ),
    DemoIdea(
        "เลนจักรยานรอบบึงเชื่อมถึงมหาวิทยาลัย",
        "มีคนปั่นไปเรียนและไปทำงานทุกเช้า แต่ต้องใช้ถนนร่วมกับรถใหญ่",
        "รอบบึง",
        6,
        ((Leaning.AGAINST, "ถนนแคบอยู่แล้ว ต้องไม่ลดที่จอดหน้าร้าน"),),
    ),
    DemoIdea(
        "Drinking water refill points in parks",
        "Six parks have no drinking water. A refill point with a filter saves many bottles.",
        "สวนสาธารณะ",
        4,
        answer=(
            Answered.ACCEPTED,
            "works",
            "ติดตั้งในสวนสาธารณะ 6 แห่งในปี 2571 โดยการประปาตรวจคุณภาพน้ำทุกเดือน",
            "Six parks get one in 2028; the waterworks test the water each month.",
        ),
        language="en",
    ),
    DemoIdea(
        "ที่ทิ้งขยะอันตรายประจำชุมชน",
        "หลอดไฟ ถ่าน และกระป๋องสเปรย์ถูกทิ้งรวมกับขยะทั่วไป ขอจุดรับเดือนละครั้ง",
        "หน้าตลาดสด",
        3,
        answer=(
            Answered.PARTLY,
            "health",
            "เริ่มจุดรับ 4 แห่งในปีแรก แล้วประเมินก่อนขยายให้ครบทุกชุมชน",
            "Four points in the first year; then it is looked at before all communities have one.",
        ),
    ),
    DemoIdea(
        "เปลี่ยนถนนหน้าตลาดเป็นถนนคนเดินทุกวันศุกร์",
        "ปิดถนนช่วงเย็นให้ร้านในชุมชนตั้งขายและเด็กมีที่เล่น",
        "ถนนหน้าตลาด",
        2,
        answer=(
            Answered.DECLINED,
            "strategy",
            "ถนนหน้าตลาดเป็นเส้นทางรถพยาบาล ปิดไม่ได้ แต่จะทดลองใช้ลานหน้าวัดแทนเดือนละครั้ง",
            "Ambulances need this street. The square at the temple is tried once a month instead.",
        ),
    ),
)
FOR_THE_VOTE: tuple[tuple[str, str], ...] = (
    ("ไฟส่องสว่างริมบึง ระยะ 800 เมตร", "ทางเดินรอบบึงมืดหลังหกโมงเย็น ไม่กล้าเดินออกกำลังกาย"),
    ("ทางข้ามยกระดับหน้าโรงเรียน 4 แห่ง", "รถไม่ชะลอหน้าประตูโรงเรียน เด็กข้ามถนนลำบาก"),
    ("ธนาคารขยะและโรงปุ๋ยหมักชุมชน", "เศษอาหารจากตลาดมีมากทุกวัน ทำปุ๋ยแจกสวนในชุมชนได้"),
)

FIT = "ตรวจแล้วทำได้ อยู่ในอำนาจหน้าที่และวงเงิน นำเข้าลงคะแนนในขั้นตอนถัดไป"


def begin(clerk: Actor, at: datetime) -> dict[str, int]:
    """File them, each in its own time; the ids of those for the vote by their titles."""
    people = [_neighbour(clerk, number, at) for number in range(PEOPLE)]
    found: dict[str, int] = {}
    for project in queries.every():
        for stage in (one for one in project.stages if one.tool is Tool.IDEAS):
            if project.form is ProjectForm.DEVELOPMENT_PLAN:
                _for_the_plan(clerk, stage, people, at)
            elif project.form is ProjectForm.PARTICIPATORY_BUDGET and stage.starts_at < at:
                found |= _for_the_vote(clerk, stage, people)
    return found


def _neighbour(clerk: Actor, number: int, at: datetime) -> Actor:
    new = NewPerson(f"neighbour{number}@example.org", "", Role.RESIDENT)
    return Actor(Role.RESIDENT, clerk.municipality_id, accounts.add(new, at))


def _for_the_plan(clerk: Actor, stage: StageLine, people: list[Actor], at: datetime) -> None:
    units, turn = municipalities.unit_ids(), cycle(people)
    for number, one in enumerate(FOR_THE_PLAN):
        filed = stage.starts_at + timedelta(days=2 * number, hours=10)
        if filed >= at:
            return
        idea_id = _file(people[number], stage, one.title, one, filed)
        fans = [next(turn) for _ in range(one.supports)]
        for fan in fans:
            services.support(fan, idea_id, at=filed + timedelta(hours=5))
        for place, (leaning, words) in enumerate(one.comments):
            said = NewComment(uuid5(_NAMES, words), words, leaning)
            when = filed + timedelta(hours=8 + place)
            services.comment(people[-1 - place], idea_id, said, at=when)
        answered = filed + timedelta(days=6)
        if one.answer and answered < at:
            state, unit, reason_th, reason_en = one.answer
            news = _day(at) + timedelta(days=20) if state is Answered.STUDY else None
            new = NewAnswer(state, reason_th, units[unit], reason_en, news)
            seen = loading.load(idea_id).version
            services.answer(clerk, idea_id, new, seen=seen, at=answered)


def _day(at: datetime) -> date:
    return clock.local(at).date()


def _for_the_vote(clerk: Actor, stage: StageLine, people: list[Actor]) -> dict[str, int]:
    found, units = {}, municipalities.unit_ids()
    for number, (title, text) in enumerate(FOR_THE_VOTE):
        filed = stage.starts_at + timedelta(days=3 + number, hours=9)
        one = DemoIdea(title, text, "", 8 - number)
        idea_id = _file(people[number], stage, title, one, filed)
        for fan in people[-one.supports :]:
            services.support(fan, idea_id, at=filed + timedelta(hours=3))
        found[title] = idea_id
        seen = loading.load(idea_id).version
        new = NewAnswer(Answered.ACCEPTED, FIT, units["strategy"], "Feasible: put to the vote.")
        services.answer(clerk, idea_id, new, seen=seen, at=filed + timedelta(days=10))
    return found


def _file(author: Actor, stage: StageLine, title: str, one: DemoIdea, at: datetime) -> int:
    new = NewIdea(
        form_id=uuid5(_NAMES, f"{author.municipality_id}/{stage.id}/{title}"),
        title=title,
        text=one.text,
        language=one.language,
        place=Place(landmark=one.landmark),
    )
    return services.file(author, stage.id, new, who=f"demo {author.person_id}", at=at).id
