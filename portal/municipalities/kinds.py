"""The four kinds of local government, and the words and units that hang on the kind.

Titles follow the Municipal Act (พ.ร.บ. เทศบาล) for city, town and subdistrict municipalities, and
the Act on subdistrict councils and administrative organisations for the อบต.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.foundation.i18n import Bilingual


class Kind(StrEnum):
    """What kind of local government runs the portal."""

    CITY = "city"
    TOWN = "town"
    SUBDISTRICT = "subdistrict"
    SAO = "sao"


@dataclass(frozen=True, slots=True)
class KindWords:
    """The words of one kind. The short form goes into sentences, `formal_…` into letterheads."""

    kind: Bilingual
    office: Bilingual
    jurisdiction: Bilingual
    area: Bilingual
    community: Bilingual
    title_of_head: Bilingual
    formal_head: Bilingual
    clerk: Bilingual
    formal_clerk: Bilingual
    council: Bilingual
    formal_council: Bilingual
    council_member: Bilingual
    council_chair: Bilingual
    ordinance: Bilingual
    budget_ordinance: Bilingual
    unit: Bilingual
    head_of_unit: Bilingual


@dataclass(frozen=True, slots=True)
class UnitPreset:
    """A unit every municipality of a kind starts with."""

    code: str
    title: Bilingual
    is_fallback: bool = False


FALLBACK_UNIT = "clerk_office"

_WARD = Bilingual("แขวง", "ward")
_SUBDISTRICT = Bilingual("ตำบล", "subdistrict")
_OFFICE = Bilingual("สำนัก", "bureau")
_DIVISION = Bilingual("กอง", "division")
_HEAD_OF_OFFICE = Bilingual("ผู้อำนวยการสำนัก", "director of the bureau")
_HEAD_OF_DIVISION = Bilingual("ผู้อำนวยการกอง", "director of the division")


def _municipality(
    kind: Bilingual, area: Bilingual, unit: Bilingual, head_of_unit: Bilingual
) -> KindWords:
    """Return the words the three kinds of municipality share, with the four that differ."""
    mayor = Bilingual("นายกเทศมนตรี", "mayor")
    clerk = Bilingual("ปลัดเทศบาล", "municipal clerk")
    council = Bilingual("สภาเทศบาล", "municipal council")
    return KindWords(
        kind=kind,
        office=Bilingual("เทศบาล", "the municipality"),
        jurisdiction=Bilingual("เขตเทศบาล", "the municipal area"),
        area=area,
        community=Bilingual("ชุมชน", "community"),
        title_of_head=mayor,
        formal_head=mayor,
        clerk=clerk,
        formal_clerk=clerk,
        council=council,
        formal_council=council,
        council_member=Bilingual("สมาชิกสภาเทศบาล", "municipal council member"),
        council_chair=Bilingual("ประธานสภาเทศบาล", "chair of the municipal council"),
        ordinance=Bilingual("เทศบัญญัติ", "municipal ordinance"),
        budget_ordinance=Bilingual("เทศบัญญัติงบประมาณรายจ่าย", "annual budget ordinance"),
        unit=unit,
        head_of_unit=head_of_unit,
    )


_SAO_WORDS = KindWords(
    kind=Bilingual("องค์การบริหารส่วนตำบล", "subdistrict administrative organisation"),
    office=Bilingual("อบต.", "the SAO"),
    jurisdiction=Bilingual("เขต อบต.", "the SAO area"),
    area=_SUBDISTRICT,
    community=Bilingual("หมู่บ้าน", "village"),
    title_of_head=Bilingual("นายก อบต.", "SAO chief executive"),
    formal_head=Bilingual(
        "นายกองค์การบริหารส่วนตำบล", "chief executive of the subdistrict administrative organisation"
    ),
    clerk=Bilingual("ปลัด อบต.", "SAO clerk"),
    formal_clerk=Bilingual(
        "ปลัดองค์การบริหารส่วนตำบล", "clerk of the subdistrict administrative organisation"
    ),
    council=Bilingual("สภา อบต.", "SAO council"),
    formal_council=Bilingual(
        "สภาองค์การบริหารส่วนตำบล", "council of the subdistrict administrative organisation"
    ),
    council_member=Bilingual("สมาชิกสภา อบต.", "SAO council member"),
    council_chair=Bilingual("ประธานสภา อบต.", "chair of the SAO council"),
    ordinance=Bilingual("ข้อบัญญัติ", "SAO ordinance"),
    budget_ordinance=Bilingual("ข้อบัญญัติงบประมาณรายจ่าย", "annual budget ordinance"),
    unit=_DIVISION,
    head_of_unit=_HEAD_OF_DIVISION,
)

_WORDS: dict[Kind, KindWords] = {
    Kind.CITY: _municipality(
        Bilingual("เทศบาลนคร", "city municipality"), _WARD, _OFFICE, _HEAD_OF_OFFICE
    ),
    Kind.TOWN: _municipality(
        Bilingual("เทศบาลเมือง", "town municipality"), _SUBDISTRICT, _DIVISION, _HEAD_OF_DIVISION
    ),
    Kind.SUBDISTRICT: _municipality(
        Bilingual("เทศบาลตำบล", "subdistrict municipality"),
        _SUBDISTRICT,
        _DIVISION,
        _HEAD_OF_DIVISION,
    ),
    Kind.SAO: _SAO_WORDS,
}

_CLERK_OFFICE = UnitPreset(
    FALLBACK_UNIT, Bilingual("สำนักปลัดเทศบาล", "Office of the Municipal Clerk"), is_fallback=True
)
_AUDIT = UnitPreset("audit", Bilingual("หน่วยตรวจสอบภายใน", "Internal Audit Unit"))
_DISASTER = UnitPreset(
    "disaster",
    Bilingual("งานป้องกันและบรรเทาสาธารณภัย", "Disaster Prevention and Mitigation Section"),
)
_ENFORCEMENT = UnitPreset("enforcement", Bilingual("งานเทศกิจ", "City Law Enforcement Section"))
_FINANCE = UnitPreset("finance", Bilingual("กองคลัง", "Finance Division"))
_WORKS = UnitPreset("works", Bilingual("กองช่าง", "Public Works Division"))
_HEALTH = UnitPreset(
    "health", Bilingual("กองสาธารณสุขและสิ่งแวดล้อม", "Public Health and Environment Division")
)
_WELFARE = UnitPreset("welfare", Bilingual("กองสวัสดิการสังคม", "Social Welfare Division"))
_WATERWORKS = UnitPreset("waterworks", Bilingual("กองการประปา", "Waterworks Division"))
_STRATEGY = UnitPreset(
    "strategy", Bilingual("กองยุทธศาสตร์และงบประมาณ", "Strategy and Budget Division")
)
_EDUCATION = UnitPreset("education", Bilingual("กองการศึกษา", "Education Division"))

# A city buys its tap water from the Provincial Waterworks Authority, so it has no waterworks. A
# small subdistrict municipality lacks a planning division and a law enforcement section; an อบต.
# also lacks health and disaster divisions: the clerk's office does their work.
_UNITS: dict[Kind, tuple[UnitPreset, ...]] = {
    Kind.CITY: (
        _CLERK_OFFICE,
        UnitPreset("works", Bilingual("สำนักช่าง", "Bureau of Public Works")),
        UnitPreset(
            "health",
            Bilingual("สำนักสาธารณสุขและสิ่งแวดล้อม", "Bureau of Public Health and Environment"),
        ),
        UnitPreset("finance", Bilingual("สำนักคลัง", "Bureau of Finance")),
        UnitPreset("education", Bilingual("สำนักการศึกษา", "Bureau of Education")),
        UnitPreset("welfare", Bilingual("สำนักสวัสดิการสังคม", "Bureau of Social Welfare")),
        UnitPreset(
            "strategy", Bilingual("สำนักยุทธศาสตร์และงบประมาณ", "Bureau of Strategy and Budget")
        ),
        _DISASTER,
        _ENFORCEMENT,
        _AUDIT,
    ),
    Kind.TOWN: (
        _CLERK_OFFICE,
        _WORKS,
        _HEALTH,
        _FINANCE,
        _EDUCATION,
        _WELFARE,
        _WATERWORKS,
        _STRATEGY,
        _DISASTER,
        _ENFORCEMENT,
        _AUDIT,
    ),
    Kind.SUBDISTRICT: (
        _CLERK_OFFICE,
        _WORKS,
        _HEALTH,
        _FINANCE,
        _EDUCATION,
        _WELFARE,
        _WATERWORKS,
        _DISASTER,
        _AUDIT,
    ),
    Kind.SAO: (
        UnitPreset(
            FALLBACK_UNIT, Bilingual("สำนักปลัด", "Office of the SAO Clerk"), is_fallback=True
        ),
        _WORKS,
        _FINANCE,
        UnitPreset(
            "education",
            Bilingual("กองการศึกษา ศาสนา และวัฒนธรรม", "Education, Religion and Culture Division"),
        ),
        _WELFARE,
        _AUDIT,
    ),
}


def words(kind: str) -> KindWords:
    """Return the words of a kind.

    Raises:
        ValueError: `kind` is not one of the four.

    """
    return _WORDS[Kind(kind)]


def unit_preset(kind: str) -> tuple[UnitPreset, ...]:
    """Return the units a municipality of this kind starts with, the fallback unit first.

    Raises:
        ValueError: `kind` is not one of the four.

    """
    return _UNITS[Kind(kind)]


def first_existing_unit(kind: str, candidates: tuple[str, ...]) -> str:
    """Return the first of the unit codes that this kind has, or the fallback unit's code."""
    existing = {unit.code for unit in unit_preset(kind)}
    return next((code for code in candidates if code in existing), FALLBACK_UNIT)


def existing_units(kind: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the unit codes that this kind has, in the order given."""
    existing = {unit.code for unit in unit_preset(kind)}
    return tuple(code for code in codes if code in existing)
