"""The demo's draft: an addition to the plan, open for comments, some of them answered."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from portal.accounts import services as accounts
from portal.accounts.services import NewPerson
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor, Role
from portal.participation.drafts import queries as drafts
from portal.participation.drafts.acts import Answered
from portal.participation.drafts.services import answering, commenting, publishing
from portal.participation.drafts.services.answering import NewAnswer
from portal.participation.projects import queries
from portal.participation.projects.queries import StageLine
from portal.participation.projects.terms import Phase, Tool

TEXT = Bilingual(
    "1. ร่างแผนเพิ่มเติมฉบับนี้เพิ่มโครงการแก้น้ำท่วมขังซ้ำซาก 4 จุด ซึ่งมีผู้แจ้งรวม 212 เรื่องในรอบ 12 เดือน"
    " ได้แก่ ซอยหลังโรงเรียนเทศบาล 3 หน้าตลาดสด ชุมชนริมบึง และทางเข้าโรงพยาบาล\n\n"
    "2. ขุดลอกคลอง 4 สายก่อนฤดูฝน ภายในเดือนเมษายนของทุกปี และเปิดเผยวันที่ขุดลอกจริงบนพอร์ทัลนี้\n\n"
    "3. ถนนที่ก่อสร้างหรือซ่อมใหม่ทุกสายต้องมีรางระบายน้ำและทางเท้าที่รถเข็นใช้ได้อย่างน้อยหนึ่งด้าน\n\n"
    "4. งบประมาณรวม 12,400,000 บาท ใช้จากเงินสะสมไม่เกินร้อยละ 40 ส่วนที่เหลือตั้งในเทศบัญญัติประจำปี",
    "1. This addition takes up four places that flood again and again, reported 212 times in twelve"
    " months: behind Municipal School 3, the fresh market, the lakeside and the way to the"
    " hospital.\n\n"
    "2. Four canals are dredged before the rains, by April each year; the day on which it was done"
    " is shown on this portal.\n\n"
    "3. Every road that is built or renewed has a drain, and a footpath for wheelchairs on one side"
    " at least.\n\n"
    "4. The whole costs 12,400,000 baht: not more than 40 % from savings, the rest from the yearly"
    " budget.",
)
SAID = (
    (2, "ขอให้ขุดลอกคลองหลังวัดด้วย ปีที่แล้วน้ำล้นเข้าบ้านสองครั้ง"),
    (2, "เดือนเมษายนช้าไป ปีนี้ฝนมาตั้งแต่ปลายมีนาคม"),
    (3, "ทางเท้าด้านเดียวไม่พอ หน้าโรงเรียนเด็กต้องข้ามถนนไปมา ขอสองด้าน"),
    (3, "ขอให้เว้นต้นไม้ใหญ่เดิมไว้ อย่าตัดเพื่อทำรางระบายน้ำ"),
    (4, "ขอให้แสดงว่าเงินสะสมเหลือเท่าใดหลังใช้แล้ว"),
)
REASON = Bilingual(
    "ปรับเป็นภายในวันที่ 15 มีนาคม และเพิ่มคลองหลังวัดเป็นสายที่ 5 ในร่างฉบับถัดไป",
    "Changed to 15 March; the canal behind the temple becomes the fifth in the next edition.",
)
BEFORE, AGO = timedelta(days=2), timedelta(days=6)


def begin(clerk: Actor, at: datetime) -> None:
    """Publish the draft of each open stage that has none, with what people say of it."""
    for project in queries.every():
        for stage in project.stages:
            is_open = stage.tool is Tool.DRAFT and stage.phase(at) is Phase.OPEN
            if is_open and drafts.edition(stage.id) is None:
                _begin(clerk, stage, at)


def _begin(clerk: Actor, stage: StageLine, at: datetime) -> None:
    opened = stage.starts_at - BEFORE
    publishing.publish(clerk, stage.id, TEXT, checks_first=False, at=opened)
    edition = drafts.edition(stage.id)
    paragraphs = edition.paragraphs if edition else ()
    said_at = max(stage.starts_at, at - AGO)
    ids = []
    for place, (position, words) in enumerate(SAID):
        new = NewPerson(f"commenter{place}@example.org", "", Role.RESIDENT)
        person = Actor(Role.RESIDENT, clerk.municipality_id, accounts.add(new, said_at))
        form_id = uuid5(NAMESPACE_URL, f"draft {stage.id} {place}")
        row = commenting.comment(
            person, paragraphs[position - 1].id, words, form_id=form_id, at=said_at
        )
        ids.append(row.id)
    answer = NewAnswer(ids[:2], Answered.ACCEPTED, REASON)
    answering.answer(clerk, stage.id, answer, at=max(said_at, at - BEFORE))
