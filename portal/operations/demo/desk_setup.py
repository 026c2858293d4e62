"""What the demo's office has set up: questions, stops, prepared texts, rules, outside bodies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from portal.announcements import services as announcements
from portal.announcements.terms import Level
from portal.complaints.asking import questioning, stopping
from portal.complaints.asking.drafting import QuestionDraft, StopDraft
from portal.complaints.asking.reading import Condition, Kind
from portal.complaints.handing_over import directory
from portal.complaints.handing_over.directory import Entry
from portal.complaints.lifecycle import Verb
from portal.complaints.queries.choices import CategoryLine
from portal.complaints.replying import services as replying
from portal.complaints.replying.services import Draft as Text
from portal.complaints.routing import services as routing
from portal.complaints.routing.drafts import Draft as Rule
from portal.complaints.routing.matching import Hours
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor
from portal.municipalities import queries as municipalities

Categories = Mapping[str, CategoryLine]

NOTICE = Bilingual(
    "สำนักงานเทศบาลปิดในวันหยุดราชการ แต่แจ้งเรื่องที่หน้านี้ได้ทุกวัน ตลอด 24 ชั่วโมง",
    "The office is closed on public holidays; complaints are taken here every day, day and night.",
)
NOTICE_STANDS = timedelta(days=60)

LAMP = QuestionDraft(
    Kind.LIST,
    Bilingual("ไฟเป็นอย่างไร", "What is wrong with the light?"),
    options=(
        Bilingual("ดับทั้งคืน", "Dark all night"),
        Bilingual("ติด ๆ ดับ ๆ", "Flickers"),
        Bilingual("ติดทั้งกลางวัน", "Burns by day, too"),
        Bilingual("เสาเอียงหรือโคมหลุด", "The post leans or the lamp hangs loose"),
    ),
    is_public=True,
)
LAMPS = QuestionDraft(
    Kind.NUMBER,
    Bilingual("กี่ดวง", "How many lights?"),
    measure=Bilingual("ดวง", "lights"),
    least=1,
    most=200,
    is_public=True,
)
POST = QuestionDraft(
    Kind.TEXT,
    Bilingual("หมายเลขที่เสา (ถ้าเห็น)", "Number on the post, if you can see it"),
    hint=Bilingual("มักเป็นป้ายเล็กสูงระดับสายตา", "Often a small plate at eye level"),
)
BITTEN = QuestionDraft(
    Kind.LIST,
    Bilingual("มีคนถูกกัดหรือข่วนหรือไม่", "Has anyone been bitten or scratched?"),
    options=(Bilingual("มี", "Yes"), Bilingual("ไม่มี", "No"), Bilingual("ไม่ทราบ", "I don’t know")),
    is_required=True,
)
BITTEN_ON = QuestionDraft(
    Kind.DATE, Bilingual("ถูกกัดวันไหน", "On which day did it happen?"), is_required=True
)
BRANCH = QuestionDraft(
    Kind.MULTI,
    Bilingual("ต้นไม้หรือกิ่งไม้เป็นอย่างไร", "What is it about the tree?"),
    options=(
        Bilingual("ล้มหรือหักขวางทาง", "It fell or blocks the way"),
        Bilingual("พาดสายไฟ", "It touches power lines"),
        Bilingual("ใกล้ล้ม", "It is about to fall"),
        Bilingual("ขอให้ตัดแต่ง", "It should be trimmed"),
    ),
    is_public=True,
)
FIRE = StopDraft(
    Bilingual(
        "หากไฟกำลังไหม้ หรือมีคนอยู่ในอันตราย โปรดโทร 199 ก่อน แล้วค่อยแจ้งที่นี่",
        "If something is burning or anyone is in danger, call 199 first and file afterwards.",
    ),
    "199",
)
AMBULANCE = StopDraft(
    Bilingual(
        "ล้างแผลด้วยสบู่และน้ำสะอาดนาน 15 นาที แล้วไปโรงพยาบาลทันที หากอาการหนักโทร 1669",
        "Wash the wound with soap and clean water for 15 minutes and go to a hospital at once. "
        "Call 1669 if it is serious.",
    ),
    "1669",
)
LINES = StopDraft(
    Bilingual(
        "อย่าเข้าใกล้สายไฟที่ขาดหรือกิ่งไม้ที่พาดสาย โทรการไฟฟ้าส่วนภูมิภาค 1129 ได้ตลอด 24 ชั่วโมง",
        "Keep away from torn lines and from branches that touch them. Call the Provincial "
        "Electricity Authority on 1129, day and night.",
    ),
    "1129",
)

TEXTS = (
    Text(
        Verb.REPLY,
        None,
        Bilingual("รับไว้แล้ว จะลงพื้นที่", "Received, we will come and look"),
        Bilingual(
            "เรียนผู้แจ้ง {unit}ได้รับเรื่องเลขที่ {number} แล้ว เจ้าหน้าที่จะลงพื้นที่ตรวจสอบภายใน {due} "
            "สอบถามได้ที่ {phone}",
            "The {unit} has received complaint {number}. Somebody will come and look by {due}. "
            "For questions call {phone}.",
        ),
    ),
    Text(
        Verb.ASK,
        None,
        Bilingual("ขอจุดที่แน่ชัด", "Ask for the exact place"),
        Bilingual(
            "เรียนผู้แจ้ง เจ้าหน้าที่หาจุดที่แจ้งในเรื่องเลขที่ {number} ไม่พบ โปรดบอกจุดสังเกตหรือส่งภาพถ่ายเพิ่ม",
            "We could not find the place of complaint {number}. "
            "Please name a landmark or send another photo.",
        ),
    ),
    Text(
        Verb.CLOSE,
        None,
        Bilingual("อยู่นอกอำนาจหน้าที่ของเทศบาล", "Not within the municipality’s duties"),
        Bilingual(
            "เรียนผู้แจ้ง เรื่องเลขที่ {number} อยู่นอกอำนาจหน้าที่ของ{office} "
            "เทศบาลได้แจ้งหน่วยงานที่รับผิดชอบให้ทราบแล้ว",
            "Complaint {number} is not within the duties of {office}. "
            "The agency in charge has been told of it.",
        ),
    ),
)
LAMP_MENDED = (
    Bilingual("ซ่อมไฟแล้ว", "Light mended"),
    Bilingual(
        "เรียนผู้แจ้ง {unit}ซ่อมไฟฟ้าสาธารณะตามเรื่องเลขที่ {number} เรียบร้อยแล้ว หากยังดับอยู่ โปรดแจ้งกลับที่เรื่องเดิม",
        "The {unit} has mended the street light of complaint {number}. "
        "If it is still dark, please say so in the same complaint.",
    ),
)
BODIES = (
    (
        Entry(
            "การไฟฟ้าส่วนภูมิภาค สาขาในพื้นที่ (ตัวอย่าง)",
            "Provincial Electricity Authority, local branch (demo)",
            "pea@example.org",
            "1129",
        ),
        ("streetlight", "cables", "trees"),
    ),
    (
        Entry(
            "แขวงทางหลวงในพื้นที่ (ตัวอย่าง)",
            "Local Highway District (demo)",
            "highways@example.org",
            "1586",
        ),
        ("road", "bridge", "traffic"),
    ),
    (
        Entry(
            "สำนักงานปศุสัตว์อำเภอ (ตัวอย่าง)",
            "District Livestock Office (demo)",
            phone="043 000 001",
        ),
        ("animals",),
    ),
)
CLOSING, OPENING = 16 * 60 + 30, 8 * 60 + 30


def set_up(clerk: Actor, categories: Categories, officer_id: int, at: datetime) -> None:
    """Set all of it up, on an install that has none of it."""
    announcements.announce(clerk, Level.NEWS, NOTICE, at, at + NOTICE_STANDS, at)
    _ask(clerk, categories, at)
    title, text = LAMP_MENDED
    lamp = Text(Verb.RESOLVE, categories["streetlight"].id, title, text)
    for draft in (*TEXTS, lamp):
        replying.add(clerk, draft, at)
    for entry, codes in BODIES:
        ids = tuple(categories[code].id for code in codes)
        kept = Entry(entry.title_th, entry.title_en, entry.email, entry.phone, ids)
        directory.save(clerk, None, kept, at=at)
    _route(clerk, categories, officer_id, at)


def _ask(clerk: Actor, categories: Categories, at: datetime) -> None:
    lamps, animals, trees = (categories[code].id for code in ("streetlight", "animals", "trees"))
    for draft in (LAMP, LAMPS, POST):
        questioning.add(clerk, lamps, draft, at)
    bitten = Condition(questioning.add(clerk, animals, BITTEN, at), frozenset({"a1"}))
    questioning.add(clerk, animals, _when(BITTEN_ON, bitten), at)
    stopping.add(clerk, animals, StopDraft(AMBULANCE.text, AMBULANCE.telephone, when=bitten), at)
    touches = Condition(questioning.add(clerk, trees, BRANCH, at), frozenset({"a2"}))
    stopping.add(clerk, trees, StopDraft(LINES.text, LINES.telephone, when=touches), at)
    for code, stop in (("cables", LINES), ("disaster", FIRE)):
        stopping.add(clerk, categories[code].id, stop, at)


def _when(draft: QuestionDraft, when: Condition) -> QuestionDraft:
    return QuestionDraft(draft.kind, draft.title, is_required=draft.is_required, when=when)


def _route(clerk: Actor, categories: Categories, officer_id: int, at: datetime) -> None:
    units = municipalities.unit_ids()
    lights = tuple(categories[code].id for code in ("streetlight", "cables"))
    for rule in (
        Rule(
            "เหตุด่วนนอกเวลาราชการ ส่งงานป้องกัน",
            units["disaster"],
            categories=tuple(categories[code].id for code in ("flood", "trees", "disaster")),
            hours=Hours.OUTSIDE,
        ),
        Rule("ไฟฟ้าและสายไฟ ส่งช่างประจำ", units["works"], officer_id, categories=lights),
        Rule(
            "คำว่าไฟไหม้ ส่งงานป้องกันทันที",
            units["disaster"],
            keywords=("ไฟไหม้", "เพลิงไหม้", "ควันไฟ", "fire"),
        ),
        Rule(
            "ตลาดนัดเย็นวันศุกร์ถึงอาทิตย์",
            units["enforcement"],
            categories=(categories["vendors"].id,),
            hours=Hours.OWN,
            weekdays=(5, 6, 7),
            since=CLOSING,
            until=22 * 60,
        ),
    ):
        routing.add(clerk, rule, at=at)
