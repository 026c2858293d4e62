"""The demo's reports: the population, reports of the past year, a question of the council."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from itertools import product

from portal.foundation import clock
from portal.foundation.dates import fiscal_year
from portal.foundation.policy import Actor, Role
from portal.participation.residents.terms import Age, Sex
from portal.places import queries as places
from portal.reports import services
from portal.reports.queries import issued
from portal.reports.services import Posting
from portal.reports.terms import ReportKind
from portal.response_times.figures import periods

SOURCE = "ตัวเลขสมมุติเพื่อการสาธิต"
HALVES = (Sex.FEMALE, Sex.MALE)
OF_A_HUNDRED: Mapping[Age, int] = {
    Age.TO_17: 17,
    Age.TO_29: 17,
    Age.TO_44: 22,
    Age.TO_59: 22,
    Age.OLDER: 22,
}
PEOPLE_OF_AREA = (16_400, 12_850, 9_700, 21_300)
"""Invented; areas take them in turn."""
QUESTION = "เหตุใดกลุ่มอายุต่ำกว่า 30 ปีจึงมีส่วนร่วมน้อยกว่ากลุ่มอื่น และเทศบาลจะทำอย่างไร"
ANSWER = (
    "เวทีส่วนใหญ่จัดในวันและเวลาทำงาน ปีหน้าเทศบาลจะจัดวันเสาร์ และเปิดรับความคิดเห็นทางหน้าเว็บ"
    "ตลอดช่วงเวลา โดยจะรายงานผลต่อสภาในไตรมาสถัดไป"
)
OPEN = "ข้อเสนอที่ยังไม่ได้รับคำตอบมีกี่เรื่อง และจะตอบครบเมื่อใด"
PLACE = "ป้ายประกาศหน้าสำนักงานเทศบาล และศูนย์ประสานงานชุมชนทุกแห่ง"


def begin(actors: Mapping[str, Actor], at: datetime) -> None:
    """Make them; not where a report was issued already."""
    if issued.reports():
        return
    clerk, today = actors[Role.CLERK], clock.local(at).date()
    services.load_population(clerk, date(today.year - 1, 12, 31), SOURCE, _population(), at=at)
    past = periods.quarter_of(today).before.name
    last_year = f"fy-{fiscal_year(today) - 1}"
    for kind in ReportKind:
        for period in (last_year, past):
            services.issue(clerk, kind, services.scope_of(kind, period, 0, at))
    _ask(actors, at)
    _post(clerk, fiscal_year(today) - 1, today, at)


def _population() -> str:
    """The file as a clerk would load it."""
    lines = ["area,age,sex,people"]
    for number, area in enumerate(places.areas()):
        people = PEOPLE_OF_AREA[number % len(PEOPLE_OF_AREA)]
        for (age, share), sex in product(OF_A_HUNDRED.items(), HALVES):
            lines.append(f"{area.code},{age},{sex},{people * share // 200}")
    return "\n".join(lines)


def _ask(actors: Mapping[str, Actor], at: datetime) -> None:
    report = issued.reports(ReportKind.PARTICIPATION)[0]
    council = actors[Role.COUNCIL]
    earlier = at - timedelta(days=3)
    asked = services.ask(council, report.id, "", QUESTION, at=earlier)
    services.answer(actors[Role.CLERK], asked.id, ANSWER, at=at - timedelta(days=1))
    services.ask(council, report.id, "", OPEN, at=at - timedelta(days=2))


def _post(clerk: Actor, year: int, today: date, at: datetime) -> None:
    """The year before last was presented in its December and hung for more than thirty days."""
    presented = date(year - 1, 12, 9)
    if presented > today:
        return
    hung = presented + timedelta(days=6)
    line = Posting(year - 1, None, presented, hung, hung + timedelta(days=33), PLACE)
    services.post(clerk, line, at=at)
