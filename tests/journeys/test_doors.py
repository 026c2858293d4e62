"""Opening the portal and signing in, in both languages."""

from __future__ import annotations

import pytest

from portal.foundation.policy import STAFF, Role
from tests import people
from tests.browser import Browser

OPEN = ["/", "/sign-in", "/staff", "/sign-out"]


@pytest.mark.parametrize("path", OPEN)
def test_the_doors_open_in_both_languages(either_browser: Browser, path: str) -> None:
    either_browser.open(path)
    assert either_browser.page.language == either_browser.language


@pytest.mark.parametrize("role", sorted(STAFF))
def test_every_member_of_staff_signs_in(browser: Browser, role: Role) -> None:
    people.somebody(browser, role)
    assert browser.status == 200


def test_a_wrong_password_is_refused_in_words(either_browser: Browser) -> None:
    either_browser.open("/staff")
    either_browser.fill("E-mail", "officer@example.com")
    either_browser.fill("Password", "not the password")
    either_browser.press("Sign in", status=422)
    either_browser.must_see("The e-mail or the password is not right")
    assert either_browser.value("E-mail") == "officer@example.com"


def test_an_unknown_address_is_refused_in_words(either_browser: Browser) -> None:
    either_browser.open("/no-such-page", status=404)
    assert either_browser.heading
