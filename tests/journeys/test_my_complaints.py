"""Residents sign in and find what is theirs."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.people import Resident, a_resident

DARK = "ไฟถนนดับทั้งซอย มืดมาก"


@pytest.fixture
def reporter(resident: Resident) -> Resident:
    """Somebody who filed one complaint."""
    return resident.files(DARK)


@pytest.fixture
def signs_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[Resident, str], None]:
    """Signing in by the code that was sent; chance is told which one to draw."""
    monkeypatch.setattr(secrets, "randbelow", lambda _most: 271828)

    def sign_in(resident: Resident, email: str) -> None:
        resident.browser.open("/sign-in")
        resident.browser.fill("E-mail", email)
        resident.browser.press("Send the code")
        resident.browser.fill("Code", "271 828")
        resident.browser.press("Sign in")

    return sign_in


def test_who_signs_in_sees_what_they_filed_with_their_email(
    either_browser: Browser, another_browser: Callable[..., Browser], signs_in: Any, clock: Clock
) -> None:
    somsri = a_resident(either_browser).writes(DARK)
    somsri.browser.fill("E-mail", "Somsri@Example.com")
    somsri.checks().sends()
    at_home = a_resident(another_browser(either_browser.language))
    signs_in(at_home, "somsri@example.com")
    assert at_home.browser.sees(DARK, somsri.number)
    at_home.browser.click(DARK)
    at_home.browser.fill("What do you want to add?", "ยังดับอยู่")
    at_home.browser.press("Send what you add")
    at_home.browser.must_see("Thank you. We have what you added.")


def test_others_stay_out(
    reporter: Resident, another_browser: Callable[..., Browser], signs_in: Any
) -> None:
    other = a_resident(another_browser(reporter.browser.language))
    signs_in(other, "other@example.com")
    other.browser.must_see("Nothing here yet")
    other.browser.open("/track/2026/1")
    assert other.browser.address.endswith("/track")


def test_what_was_opened_by_code_can_be_kept(reporter: Resident, signs_in: Any) -> None:
    reporter.opens_by_code()
    signs_in(reporter, "somsri@example.com")
    reporter.browser.must_see("Nothing here yet")
    reporter.browser.open("/track/2026/1")
    reporter.browser.press("Keep it under “My complaints”")
    reporter.browser.must_see("The complaint is now under “My complaints”.")
    reporter.browser.open("/my-complaints")
    assert reporter.browser.sees(DARK)


def test_my_complaints_ask_to_sign_in(either_browser: Browser, town: Town) -> None:
    either_browser.open("/my-complaints")
    assert either_browser.address.endswith("/sign-in")


def test_what_is_filed_signed_in_is_mine(browser: Browser, signs_in: Any, clock: Clock) -> None:
    somsri = a_resident(browser)
    signs_in(somsri, "somsri@example.com")
    somsri.browser.open("/report")
    assert somsri.browser.value("E-mail") == "somsri@example.com"
    for number in range(22):
        somsri.writes(f"เรื่องที่ {number}").checks().sends()
        clock.pass_(minutes=1)
    somsri.browser.open("/my-complaints")
    assert somsri.browser.sees("เรื่องที่ 21")
    assert len(somsri.browser.page.soup.select(".card")) == 20
    somsri.browser.click("Older")
    assert [card.get_text() for card in somsri.browser.page.soup.select(".card__title")] == [
        "เรื่องที่ 1",
        "เรื่องที่ 0",
    ]
    somsri.browser.click("Newer")
    assert len(somsri.browser.page.soup.select(".card")) == 20
