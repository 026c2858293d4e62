"""The demo's projects: one of each usual kind, each at another point of its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.accounts import queries as accounts
from portal.foundation import clock
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor
from portal.municipalities import queries as municipalities
from portal.participation.projects import queries, services
from portal.participation.projects.services import Details
from portal.participation.projects.terms import ProjectForm

BEFORE = timedelta(days=7)
"""How long before its first day each was published."""


@dataclass(frozen=True, slots=True)
class DemoProject:
    """A project that began some days ago; with a `closing`, one that has ended."""

    form: ProjectForm
    begun: int
    unit: str
    title: Bilingual
    summary: Bilingual
    closing: Bilingual | None = None


PROJECTS: tuple[DemoProject, ...] = (
    DemoProject(
        ProjectForm.CONSULTATION,
        40,
        "education",
        Bilingual("เวลาเปิดปิดห้องสมุดประชาชน", "Opening hours of the public library"),
        Bilingual(
            "เทศบาลจะปรับเวลาเปิดห้องสมุดประชาชน และขอทราบว่าท่านสะดวกใช้ช่วงเวลาใด",
            "The city will change the hours of the public library and asks when you would use it.",
        ),
        Bilingual(
            "ผู้ตอบส่วนใหญ่ขอให้เปิดถึง 20.00 น. ในวันธรรมดา จึงขยายเวลาเปิดวันจันทร์ถึงวันศุกร์ถึง"
            " 20.00 น. ตั้งแต่เดือนหน้า\nข้อเสนอให้เปิดตลอดคืนในช่วงสอบยังทำไม่ได้ เพราะมีเจ้าหน้าที่ไม่เพียงพอ"
            " จะพิจารณาอีกครั้งเมื่อจัดทำงบประมาณปีถัดไป",
            "Most asked for longer weekday evenings: from next month the library stays open until"
            " 20:00, Monday to Friday.\nOpening all night before exams is not possible yet for want"
            " of staff. It is looked at again with next year’s budget.",
        ),
    ),
    DemoProject(
        ProjectForm.CONSTRUCTION,
        245,
        "works",
        Bilingual("ทางเท้าและร่มเงาหน้าโรงพยาบาล", "Footpath and shade in front of the hospital"),
        Bilingual(
            "ปรับปรุงทางเท้าให้เรียบเสมอกัน มีทางลาดสำหรับรถเข็น และปลูกต้นไม้ให้ร่มเงา"
            " งานก่อสร้างเสร็จแล้ว กำลังจัดทำข้อตกลงดูแลร่วมกัน",
            "A level footpath with ramps for wheelchairs and trees for shade. The works are done;"
            " who looks after it is being agreed now.",
        ),
    ),
    DemoProject(
        ProjectForm.CONSTRUCTION,
        60,
        "works",
        Bilingual("ถนนและรางระบายน้ำหลังโรงเรียน", "Road and drain behind the school"),
        Bilingual(
            "ก่อสร้างถนนคอนกรีตและรางระบายน้ำ ระยะทาง 420 เมตร เพื่อแก้น้ำท่วมขังทางเข้าโรงเรียน"
            " ประชาชนร่วมตรวจหน้างานและติดตามงวดงานได้",
            "A concrete road with a drain, 420 metres, against the floods at the school’s gate."
            " Residents inspect the site and follow each instalment.",
        ),
    ),
    DemoProject(
        ProjectForm.PARTICIPATORY_BUDGET,
        70,
        "strategy",
        Bilingual("งบชุมชน 5 ล้านบาท ท่านเป็นผู้เลือก", "Five million baht: you choose"),
        Bilingual(
            "ประชาชนเสนอโครงการ เทศบาลตรวจความเป็นไปได้และประมาณราคา แล้วผู้อยู่อาศัยลงคะแนนเลือก"
            " โครงการที่ได้รับเลือกจะดำเนินการในปีงบประมาณนี้",
            "Residents propose projects, the city checks feasibility and prices, and residents"
            " vote. What is chosen is carried out this fiscal year.",
        ),
    ),
    DemoProject(
        ProjectForm.DEVELOPMENT_PLAN,
        35,
        "strategy",
        Bilingual("แผนพัฒนาท้องถิ่น พ.ศ. 2571–2575", "Local development plan, 2028–2032"),
        Bilingual(
            "แผนห้าปีกำหนดว่าเทศบาลจะทำโครงการใด ที่ใด และใช้งบประมาณเท่าใด"
            " ท่านเสนอปัญหาและความต้องการได้ที่นี่และในประชาคมหมู่บ้าน จากนั้นจะเผยแพร่ร่างแผนให้ท่านให้ความเห็น",
            "The five-year plan says which projects the city does, where and at what cost. Say what"
            " is needed here or at a village forum; then the draft is published for your comments.",
        ),
    ),
    DemoProject(
        ProjectForm.DEVELOPMENT_PLAN,
        88,
        "strategy",
        Bilingual(
            "แผนพัฒนาท้องถิ่น พ.ศ. 2566–2570 เพิ่มเติม ครั้งที่ 2",
            "Local development plan 2023–2027, second addition",
        ),
        Bilingual(
            "เพิ่มโครงการแก้น้ำท่วมขังซ้ำซาก 4 จุด ขณะนี้เผยแพร่ร่างให้ท่านให้ความเห็นทีละย่อหน้า"
            " ทุกความเห็นจะได้รับคำตอบพร้อมเหตุผลในตารางคำตอบ",
            "Four places that flood again and again are added. The draft is open for comments now,"
            " paragraph by paragraph; each is answered with its reason in the response table.",
        ),
    ),
)


def begin(clerk: Actor, at: datetime) -> None:
    """Make and publish them, each as it was done in its own time; not where there are any."""
    if queries.every():
        return
    units = municipalities.unit_ids()
    officers = {person.unit_id: person.id for person in reversed(accounts.staff())}
    for one in PROJECTS:
        unit_id = units.get(one.unit)
        details = Details(
            one.title,
            one.summary,
            unit_id=unit_id,
            officer_id=officers.get(unit_id, clerk.person_id),
        )
        _begin(clerk, one, details, at)


def _begin(clerk: Actor, one: DemoProject, details: Details, at: datetime) -> None:
    begun = at - timedelta(days=one.begun)
    published = begun - BEFORE
    first = clock.local(begun).date()
    made = services.create_from_template(clerk, one.form, details, first, published)
    services.publish(clerk, made.id, seen=made.version, at=published)
    if one.closing is not None:
        seen = queries.project_by_id(made.id)
        ended = (seen.ends_at or at) + BEFORE
        services.close(clerk, made.id, one.closing, seen=seen.version, at=ended)
