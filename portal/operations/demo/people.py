"""The demo's invented people: those who can sign in, and names of reporters."""

from __future__ import annotations

from dataclasses import dataclass

from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.operations.demo.dice import Dice

PASSWORD = "ruammueang-demo"  # noqa: S105 - printed at every start, works on this machine only


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody who can sign in. `unit` is a unit's code; `is_printed` puts it on the terminal."""

    email: str
    name: Bilingual
    role: Role
    unit: str | None = None
    is_printed: bool = True


PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson(
        "resident@example.org", Bilingual("มาลี ศรีบึงแก่น", "Malee Sribuengkaen"), Role.RESIDENT
    ),
    DemoPerson(
        "dispatcher@example.org", Bilingual("อรทัย รับเรื่องดี", "Orathai Raprueangdi"), Role.DISPATCHER
    ),
    DemoPerson(
        "officer@example.org",
        Bilingual("ก้องภพ ทางเรียบ", "Kongphop Thangriap"),
        Role.OFFICER,
        "works",
    ),
    DemoPerson("head@example.org", Bilingual("วิภา โยธาการ", "Wipha Yothakan"), Role.HEAD, "works"),
    DemoPerson("clerk@example.org", Bilingual("สมหมาย งานเมือง", "Sommai Nganmueang"), Role.CLERK),
    DemoPerson("mayor@example.org", Bilingual("ธารา แก่นคูน", "Thara Kaenkhun"), Role.MAYOR),
    DemoPerson("council@example.org", Bilingual("บุญมี สภาร่วม", "Bunmi Sapharuam"), Role.COUNCIL),
    DemoPerson(
        "administrator@example.org",
        Bilingual("นที ระบบดี", "Nathi Rabopdi"),
        Role.ADMINISTRATOR,
    ),
    DemoPerson(
        "health@example.org",
        Bilingual("พิมพ์ใจ สะอาดเมือง", "Phimchai Saatmueang"),
        Role.OFFICER,
        "health",
        is_printed=False,
    ),
    DemoPerson(
        "enforcement@example.org",
        Bilingual("เดชา ทางโล่ง", "Decha Thanglong"),
        Role.OFFICER,
        "enforcement",
        is_printed=False,
    ),
    DemoPerson(
        "clerk-office@example.org",
        Bilingual("จิราภรณ์ ใจบริการ", "Chiraphon Chaiborikan"),
        Role.OFFICER,
        "clerk_office",
        is_printed=False,
    ),
    DemoPerson(
        "disaster@example.org",
        Bilingual("ภูผา พร้อมภัย", "Phupha Phromphai"),
        Role.OFFICER,
        "disaster",
        is_printed=False,
    ),
    DemoPerson(
        "welfare@example.org",
        Bilingual("สุดใจ อุ่นเรือน", "Sutchai Unruean"),
        Role.OFFICER,
        "welfare",
        is_printed=False,
    ),
    DemoPerson(
        "education@example.org",
        Bilingual("ปัญญา เรียนดี", "Panya Riandi"),
        Role.OFFICER,
        "education",
        is_printed=False,
    ),
    DemoPerson(
        "finance@example.org",
        Bilingual("รัชนี บัญชีงาม", "Ratchani Banchingam"),
        Role.OFFICER,
        "finance",
        is_printed=False,
    ),
)

_GIVEN_TH = "สมชาย สมหญิง มานะ มานี ปิติ ชูใจ วีระ ดวงแก้ว เพชร สีดา คำแพง บัวลอย ทองใบ แก้วตา บุญหลาย"
_FAMILY_TH = "ใจดี มีสุข รักเมือง ทองดี แสงทอง บ้านคูน ดอนงาม ศรีร่วม ทุ่งทอง น้ำใส ร่มเย็น พูนผล"
_GIVEN_EN = "Alex Sam Robin Kim Dana Chris Maya Noi Lek"
_FAMILY_EN = "Brook Field Rivers Lake Hill Woods Stone"


def invented_name(random: Dice, language: str) -> str:
    """Return a name that is put together by chance."""
    given, family = (_GIVEN_EN, _FAMILY_EN) if language == "en" else (_GIVEN_TH, _FAMILY_TH)
    return f"{random.choice(given.split())} {random.choice(family.split())}"
