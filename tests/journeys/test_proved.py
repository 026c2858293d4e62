"""Showing once more who one is: before a dangerous page, and after a form was sent too late."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.models import Person, SignInSession
from portal.foundation.policy import Role
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.people import somebody
from tests.rooms.accounts.test_codes import last_code

ASKED = "Show once more that it is you"
NEW = "magpie umbrella cement sunday"


@pytest.fixture
def clerk(either_browser: Browser, clock: Clock) -> Browser:
    """A clerk who signed in twenty minutes ago."""
    somebody(either_browser, Role.CLERK)
    clock.pass_(minutes=20)
    return either_browser


def proves(browser: Browser) -> None:
    browser.must_see(ASKED)
    browser.fill("Password", makers.PASSWORD)
    browser.press("Confirm with the password")


def test_lately_is_asked_nothing(either_browser: Browser, clock: Clock) -> None:
    somebody(either_browser, Role.CLERK)
    clock.pass_(minutes=10)
    either_browser.open("/account/password")
    either_browser.must_see("Change your password")


def test_a_page_asks_first_and_comes_back_to_itself(clerk: Browser, clock: Clock) -> None:
    clerk.open("/account/password")
    clerk.fill("Password", "not the password")
    clerk.press("Confirm with the password", status=422)
    clerk.must_see("The password is not right")
    proves(clerk)
    assert clerk.address.endswith("/account/password")
    clerk.must_see("Change your password")


def test_the_former_cookie_is_worth_nothing_afterwards(
    clerk: Browser, another_browser: Callable[..., Browser]
) -> None:
    thief = another_browser(clerk.language)
    for cookie in clerk.client._cookies.values():
        thief.client.set_cookie(cookie.key, cookie.value, domain="localhost")
    clerk.open("/account/password")
    proves(clerk)
    thief.open("/account")
    assert not thief.sees("Where you are signed in")


def test_a_form_sent_too_late_is_kept_and_sent_by_one_press(
    either_browser: Browser, clock: Clock, town: Town
) -> None:
    somebody(either_browser, Role.CLERK)
    either_browser.open("/settings/calendar")
    either_browser.fill("Day", "27/11/2026")
    either_browser.fill("Name in Thai", "วันทำบุญ <เมือง>")
    either_browser.fill("Name in English", 'Town’s "day"')
    clock.pass_(minutes=20)
    either_browser.press("Add the day", status=401)
    either_browser.must_see(ASKED)
    assert not either_browser.sees("วันทำบุญ <เมือง>")
    proves(either_browser)
    either_browser.must_see("Thank you. Go on?")
    either_browser.press("Send it now")
    either_browser.open("/settings/calendar")
    assert either_browser.sees("วันทำบุญ <เมือง>")


def test_a_password_is_not_kept(clerk: Browser, clock: Clock) -> None:
    clerk.open("/account/password")
    proves(clerk)
    clerk.fill("New password", NEW)
    clock.pass_(minutes=20)
    clerk.press("Change the password", status=401)
    assert NEW not in clerk.response.get_data(as_text=True)


def test_what_is_carried_leads_only_to_what_asked_for_it(clerk: Browser) -> None:
    clerk.open("/account/confirm")
    for to in ("https://bad.example/x", "//bad.example", "/sign-out", "/no-such-page"):
        for field in clerk.page.soup.find_all("input", attrs={"name": "to"}):
            field["value"] = to
        for field in clerk.page.soup.find_all("input", attrs={"name": "kept"}):
            field["value"] = "[]"
        proves(clerk)
        assert clerk.address.endswith("/account")
        clerk.open("/account/confirm")


@pytest.mark.parametrize("onward", ["https://bad.example/", "//bad.example", "/\\bad.example"])
def test_nobody_is_led_elsewhere(clerk: Browser, onward: str) -> None:
    clerk.open(f"/account/confirm?onward={onward}")
    proves(clerk)
    assert clerk.address.endswith("/account")


def test_wrong_passwords_shut_it_for_a_while(clerk: Browser) -> None:
    clerk.open("/account/password")
    for _try in range(10):
        clerk.fill("Password", "not the password")
        clerk.press("Confirm with the password", status=422)
    clerk.fill("Password", makers.PASSWORD)
    clerk.press("Confirm with the password", status=429)


def test_a_new_password_holds_and_ends_other_sessions(
    clerk: Browser, another_browser: Callable[..., Browser], town: Town
) -> None:
    elsewhere = another_browser(clerk.language)
    somebody(elsewhere, Role.CLERK)
    clerk.open("/account/password")
    proves(clerk)
    for poor, words in (
        ("short", "The password needs 12 or more characters"),
        ("password12345", POOR),
        ("clerk@example.com", POOR),
        ("x" * 1001, "The password may have 1000 characters at most"),
    ):
        clerk.fill("New password", poor)
        clerk.press("Change the password", status=422)
        assert said(clerk, words) in clerk.text
    clerk.fill("New password", NEW)
    clerk.press("Change the password")
    clerk.must_see("The new password holds from now on. You are signed out everywhere but here.")
    elsewhere.open("/account")
    assert not elsewhere.sees("Where you are signed in")
    again = another_browser(clerk.language)
    again.open("/staff")
    again.fill("E-mail", makers.email(Role.CLERK))
    again.fill("Password", NEW)
    again.press("Sign in")
    again.open("/account")
    assert again.sees("Where you are signed in")
    with town.look() as session:
        kept = session.scalars(select(Person.password_hash)).all()
        assert any(text.startswith("$argon2id$") for text in kept)


POOR = (
    "This password is soon guessed: many people use it or one like it. Take four words that have"
    " nothing to do with each other."
)


def said(browser: Browser, words: str) -> str:
    """The words with their number, in the language of the page."""
    number = re.search(r"\b(12|1000)\b", words)
    if number is None:
        return browser.words(words)
    return browser.words(words.replace(number[0], "%(n)s"), n=number[0])


def test_residents_show_it_by_a_code(
    app: Flask, browser: Browser, town: Town, clock: Clock
) -> None:
    browser.open("/sign-in")
    browser.fill("E-mail", "somsri@example.com")
    browser.press("Send the code")
    browser.fill("Code", last_code(town))
    browser.press("Sign in")
    clock.pass_(minutes=20)
    browser.open("/account/confirm?onward=/my-complaints")
    browser.press("Send me a code")
    browser.fill("Code", "000000")
    browser.press("Confirm with the code", status=422)
    browser.fill("Code", last_code(town))
    browser.press("Confirm with the code")
    assert browser.address.endswith("/my-complaints")
    with town.look() as session:
        assert session.scalars(select(SignInSession.proved_at)).all()[-1] == clock.now()
