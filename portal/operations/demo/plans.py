"""The demo's plans: the next five years in the making, and an addition open for comments."""

from __future__ import annotations

from datetime import datetime, timedelta

from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor
from portal.participation.ideas.queries import chained as ideas
from portal.participation.plans import queries as plans
from portal.participation.plans.rows import Item
from portal.participation.plans.services import deciding, linking, planning
from portal.participation.plans.services.deciding import NewCheck
from portal.participation.plans.terms import Power, Verdict
from portal.participation.projects import queries
from portal.participation.projects.terms import ProjectForm

FIRST_YEAR = 2028
BAHT = 100
ROADS = ("ยุทธศาสตร์ที่ 1 โครงสร้างพื้นฐานที่ปลอดภัยและทั่วถึง", "แผนงานอุตสาหกรรมและการโยธา")
LIFE = ("ยุทธศาสตร์ที่ 2 คุณภาพชีวิตและการดูแลทุกช่วงวัย", "แผนงานสร้างความเข้มแข็งของชุมชน")
GREEN = ("ยุทธศาสตร์ที่ 3 เมืองสะอาดและรับมือน้ำท่วมได้", "แผนงานเคหะและชุมชน")
LEARN = ("ยุทธศาสตร์ที่ 2 คุณภาพชีวิตและการดูแลทุกช่วงวัย", "แผนงานการศึกษา")
ROWS: tuple[tuple[tuple[str, str], str, str, str, str, str, tuple[int, ...], str], ...] = (
    (
        ROADS,
        "ก่อสร้างถนนคอนกรีตเสริมเหล็กพร้อมรางระบายน้ำ ซอยหลังโรงเรียนเทศบาล 3",
        "Concrete road with a drain behind Municipal School 3",
        "แก้น้ำท่วมขังทางเข้าโรงเรียน และให้เด็กเดินทางปลอดภัย",
        "ถนนกว้าง 5 เมตร ยาว 420 เมตร รางระบายน้ำสองข้าง",
        "กองช่าง",
        (0, 2_450_000, 0, 0, 0),
        "ร้อยละ 90 ของผู้ปกครองเห็นว่าทางเข้าโรงเรียนปลอดภัยขึ้น",
    ),
    (
        ROADS,
        "ติดตั้งโคมไฟพลังงานแสงอาทิตย์รอบบึงและทางเชื่อมชุมชน",
        "Solar lamps around the lake and on the paths between communities",
        "เพิ่มแสงสว่างในจุดเสี่ยงที่ประชาชนแจ้งไว้ 32 จุด",
        "โคมไฟ 96 ชุด ใน 12 ชุมชน",
        "กองช่าง",
        (640_000, 640_000, 640_000, 0, 0),
        "เรื่องแจ้งไฟดับในจุดเดิมลดลงครึ่งหนึ่ง",
    ),
    (
        ROADS,
        "ปรับปรุงทางเท้าให้ผู้ใช้รถเข็นและผู้สูงอายุใช้ได้จริง",
        "Footpaths that wheelchairs and older people can use",
        "ให้ทุกคนเดินทางในย่านตลาดและโรงพยาบาลได้สะดวก",
        "ทางเท้า 3 สาย รวม 2,150 เมตร พร้อมทางลาดทุกทางแยก",
        "กองช่าง",
        (1_200_000, 1_800_000, 1_800_000, 900_000, 0),
        "ทางลาดผ่านการตรวจโดยกลุ่มผู้พิการทุกจุด",
    ),
    (
        ROADS,
        "ซ่อมแซมถนนและหลุมบ่อประจำปี",
        "Yearly repair of roads and potholes",
        "ถนนในความรับผิดชอบอยู่ในสภาพดี",
        "ซ่อมปีละไม่น้อยกว่า 40 จุด",
        "กองช่าง",
        (3_000_000, 3_000_000, 3_000_000, 3_000_000, 3_000_000),
        "ซ่อมเสร็จภายใน 15 วันทำการ ร้อยละ 85",
    ),
    (
        GREEN,
        "ขุดลอกคลองและเปลี่ยนฝาท่อระบายน้ำในจุดน้ำท่วมซ้ำ",
        "Dredge canals and renew drain covers where it floods again and again",
        "ลดเวลาน้ำท่วมขังในฤดูฝน",
        "คลอง 4 สาย ฝาท่อ 380 ฝา",
        "กองช่าง",
        (1_500_000, 1_500_000, 900_000, 900_000, 900_000),
        "น้ำท่วมขังเกิน 2 ชั่วโมงไม่เกินปีละ 3 ครั้งต่อจุด",
    ),
    (
        GREEN,
        "ธนาคารขยะและปุ๋ยหมักจากตลาดสด",
        "Waste bank, and compost from the fresh market",
        "ลดขยะที่ต้องฝังกลบและสร้างรายได้ให้ชุมชน",
        "ชุมชน 20 แห่ง และตลาดสด 2 แห่ง",
        "กองสาธารณสุขและสิ่งแวดล้อม",
        (350_000, 250_000, 250_000, 250_000, 250_000),
        "ขยะฝังกลบลดลงร้อยละ 15 จากปีฐาน",
    ),
    (
        GREEN,
        "ปลูกต้นไม้ให้ร่มเงาตามทางเดินและป้ายรถประจำทาง",
        "Trees for shade along footpaths and at bus stops",
        "ลดความร้อนในเมืองและชวนให้คนเดิน",
        "ต้นไม้ 1,200 ต้น ดูแลร่วมกับชุมชน",
        "กองช่าง",
        (300_000, 300_000, 300_000, 120_000, 120_000),
        "ต้นไม้รอดหลัง 2 ปี ร้อยละ 80",
    ),
    (
        LIFE,
        "ศูนย์ดูแลผู้สูงอายุและผู้มีภาวะพึ่งพิงช่วงกลางวัน",
        "Day centre for older people and those who need care",
        "แบ่งเบาภาระผู้ดูแล และให้ผู้สูงอายุมีกิจกรรม",
        "ศูนย์ 2 แห่ง รับได้แห่งละ 30 คน",
        "กองสวัสดิการสังคม",
        (0, 1_850_000, 1_250_000, 1_250_000, 1_250_000),
        "ผู้ใช้บริการพึงพอใจไม่น้อยกว่าร้อยละ 85",
    ),
    (
        LIFE,
        "ตรวจคุณภาพอาหารและน้ำดื่มในตลาดและโรงเรียน",
        "Food and water checks in markets and schools",
        "คุ้มครองผู้บริโภคและลดโรคทางเดินอาหาร",
        "ตรวจปีละ 4 รอบ ครบทุกตลาดและโรงเรียนในสังกัด",
        "กองสาธารณสุขและสิ่งแวดล้อม",
        (180_000, 180_000, 180_000, 180_000, 180_000),
        "ตัวอย่างผ่านเกณฑ์ร้อยละ 95",
    ),
    (
        LEARN,
        "ห้องสมุดและพื้นที่อ่านหนังสือ เปิดถึงสองทุ่ม",
        "Library and reading rooms, open until eight",
        "ให้นักเรียนมีที่อ่านหนังสือหลังเลิกเรียน",
        "ห้องสมุด 1 แห่ง มุมอ่านหนังสือชุมชน 4 แห่ง",
        "กองการศึกษา",
        (420_000, 260_000, 260_000, 260_000, 260_000),
        "ผู้ใช้บริการช่วงเย็นเพิ่มขึ้นร้อยละ 30",
    ),
)
GAIN = "ประชาชนในพื้นที่ได้ใช้ประโยชน์จริง และตรวจสอบผลได้จากหน้านี้"
CHECKS = (
    (
        1,
        NewCheck(
            Verdict.FEASIBLE,
            2_450_000 * BAHT,
            Power.OWN,
            Bilingual(
                "ที่ดินเป็นทางสาธารณะทั้งสาย ประมาณราคาตามแบบมาตรฐานแล้ว ใช้เวลาก่อสร้าง 150 วัน",
                "The land is public all along. Priced by the standard drawing; 150 days to build.",
            ),
        ),
    ),
    (
        8,
        NewCheck(
            Verdict.CHANGED,
            1_850_000 * BAHT,
            Power.SHARED,
            Bilingual(
                "ทำได้เมื่อใช้อาคารศูนย์ชุมชนเดิม และทำบันทึกความร่วมมือกับโรงพยาบาลส่งเสริมสุขภาพตำบล",
                "Possible in the old community centre, with an agreement with the health station.",
            ),
        ),
    ),
)


FOOTPATHS = 3
"""The number of the item that an idea asked for."""


def begin(clerk: Actor, at: datetime) -> None:
    """Write the items of the plan in the making; not where there are any."""
    for project in queries.every():
        is_next = project.form is ProjectForm.DEVELOPMENT_PLAN and "2571" in project.title.th
        if not is_next or plans.plan_of(project.id):
            continue
        planning.begin(clerk, project.id, FIRST_YEAR, at=at - timedelta(days=6))
        for row in ROWS:
            planning.save(clerk, project.id, _item(row), at=at - timedelta(days=5))
        _link(clerk, project.id, at)
        for running, found in CHECKS:
            deciding.check(clerk, project.id, running, found, at=at - timedelta(days=3))


def _link(clerk: Actor, project_id: int, at: datetime) -> None:
    """The footpath to the hospital came from the idea that most support."""
    best = next(iter(ideas.may_lead_on(project_id, most=1)), None)
    if best is not None:
        linking.link_idea(clerk, project_id, FOOTPATHS, best[0], at=at - timedelta(days=4))


def _item(row: tuple[tuple[str, str], str, str, str, str, str, tuple[int, ...], str]) -> Item:
    (strategy, heading), title, title_en, objective, target, unit, baht, indicator = row
    return Item(
        None,
        strategy,
        heading,
        title,
        objective,
        target,
        tuple(amount * BAHT for amount in baht),
        indicator,
        GAIN,
        unit,
        title_en=title_en,
    )
