"""Words that hang on the kind of local government, on the pages of each of the four kinds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from portal.complaints.queries import choices
from portal.foundation import tenancy
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.municipalities.kinds import Kind
from tests import makers
from tests.browser import Browser

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


def slug_of(kind: Kind) -> str:
    return f"test-{kind}"


def strange_words(text: str, kind: Kind, language: str) -> list[str]:
    """Words on a page that belong to another kind of local government."""
    for allowed in ALLOWED:
        text = text.replace(allowed, "")
    return [
        text[max(0, text.find(word) - 60) : text.find(word) + 60]
        for word in STRANGE[language][kind is Kind.SAO]
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
    browser.visit(f"{prefix}/staff")
    browser.fill("E-mail", makers.email(Role.DISPATCHER))
    browser.fill("Password", makers.PASSWORD)
    browser.press("Sign in")
    browser.visit(f"{prefix}/desk")
    found["/desk"] = strange_words(browser.text, founded, language)
    assert {path: words for path, words in found.items() if words} == {}
