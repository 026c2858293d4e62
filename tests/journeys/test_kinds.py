"""Words that hang on the kind of local government, on the pages of each of the four kinds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from portal.complaints.queries import choices
from portal.foundation import tenancy
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.municipalities import kinds
from portal.municipalities.kinds import Kind
from tests import makers
from tests.browser import Browser
from tests.people import a_resident, somebody

TITLES = {
    Kind.CITY: Bilingual("เทศบาลนครทดสอบ", "Test City"),
    Kind.TOWN: Bilingual("เทศบาลเมืองทดสอบ", "Test Town"),
    Kind.SUBDISTRICT: Bilingual("เทศบาลตำบลทดสอบ", "Test Subdistrict"),
    Kind.SAO: Bilingual("อบต.ทดสอบ", "Test SAO"),
}
PAGES = ("/", "/report", "/track", "/complaints", "/map", "/privacy", "/accessibility", "/sign-in")
STRANGE = {
    "th": {
        True: ("เทศบาล", "นายกเทศมนตรี", "เทศบัญญัติ"),
        False: ("อบต", "องค์การบริหารส่วนตำบล", "ข้อบัญญัติ"),
    },
    "en": {True: ("municipality", "municipal ", "mayor"), False: ("SAO", "administrative org")},
}
ALLOWED = ("each municipality", "เทศบาลหรือ อบต.", "municipal waste", "another municipality")
"""Where all kinds are meant, or none."""

LAMPS = Bilingual("ไฟฟ้าสาธารณะดับหรือชำรุด", "Street light")


def slug_of(kind: Kind) -> str:
    return f"test-{kind}"


def titles_of(kind: Kind, language: str) -> set[str]:
    """The names that hang on a kind: of itself, its people, its ordinances and its units."""
    words = kinds.words(kind)
    offices = (words.kind, words.head_of_unit, words.formal_head, words.formal_clerk)
    units = (unit.title for unit in kinds.unit_preset(kind))
    named = (*offices, words.formal_council, words.ordinance, words.budget_ordinance, *units)
    return {title.in_(language) for title in named}


def works_of(kind: Kind, language: str) -> str:
    """The unit that mends street lamps: a bureau in a city, a division elsewhere."""
    units = {unit.code: unit.title for unit in kinds.unit_preset(kind)}
    return units["works"].in_(language)


def strange_words(text: str, kind: Kind, language: str) -> list[str]:
    """Words on a page that belong to another kind of local government."""
    for allowed in ALLOWED:
        text = text.replace(allowed, "")
    own = titles_of(kind, language)
    others = set().union(*(titles_of(other, language) for other in Kind)) - own
    strange = {title for title in others if not any(title in mine for mine in own)}
    return [
        text[max(0, text.find(word) - 60) : text.find(word) + 60]
        for word in sorted(strange.union(STRANGE[language][kind is Kind.SAO]))
        if word in text
    ]


@pytest.fixture
def founded(app: Flask, request: pytest.FixtureRequest) -> Kind:
    kind: Kind = request.param
    with app.app_context():
        municipality_id = makers.municipality(slug_of(kind), kind, title=TITLES[kind])
        with tenancy.acting_for(municipality_id):
            choices.forget_choices()
    return kind


@pytest.mark.parametrize("founded", list(Kind), indirect=True)
@pytest.mark.parametrize("language", ["th", "en"])
def test_words_come_from_the_kind(
    founded: Kind, language: str, another_browser: Callable[..., Browser]
) -> None:
    browser = another_browser(language)
    prefix = f"/{slug_of(founded)}" + ("/en" if language == "en" else "")
    found: dict[str, list[str]] = {}
    for path in PAGES:
        browser.visit(prefix + path)
        found[path] = strange_words(browser.text, founded, language)
    browser.base = f"/{slug_of(founded)}"
    somebody(browser, Role.DISPATCHER)
    browser.visit(f"{prefix}/desk")
    found["/desk"] = strange_words(browser.text, founded, language)
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize("founded", list(Kind), indirect=True)
@pytest.mark.parametrize("language", ["th", "en"])
def test_a_complaint_meets_the_kind_all_the_way(
    founded: Kind, language: str, another_browser: Callable[..., Browser]
) -> None:
    browser = another_browser(language)
    browser.base = f"/{slug_of(founded)}"
    title = TITLES[founded].in_(language)
    found: dict[str, list[str]] = {}

    def look(page: str, *own: str) -> None:
        browser.must_see(title, *own)
        found[page] = strange_words(browser.text, founded, language)

    resident = a_resident(browser).writes("โคมไฟหน้าโรงเรียนดับ")
    browser.choose("Category", LAMPS.in_(language))
    resident.checks()
    look("check", LAMPS.in_(language))
    resident.sends()
    look("receipt", resident.number)
    browser.click("Follow this matter")
    look("follow", resident.number)
    browser.click("Open its public page")
    look("public page", works_of(founded, language))
    somebody(browser, Role.DISPATCHER)
    browser.click("โคมไฟหน้าโรงเรียนดับ")
    look("case", works_of(founded, language))
    assert {page: words for page, words in found.items() if words} == {}
