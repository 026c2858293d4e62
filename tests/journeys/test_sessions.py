"""Sessions of staff: where they live, when they end, and what a stolen cookie is worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts import devices
from portal.accounts import services as accounts
from portal.accounts.models import SignInSession
from portal.foundation.policy import Role
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.people import somebody

LONGEST = timedelta(hours=12)
AGENT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"


@pytest.fixture
def half_an_hour(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The usual limit, which other tests do without."""
    settings = replace(
        app.config["PORTAL"], staff_idle=timedelta(minutes=30), staff_longest=LONGEST
    )
    monkeypatch.setitem(app.config, "PORTAL", settings)


def stolen(browser: Browser, thief: Browser) -> Browser:
    """Another browser with the same cookies."""
    for cookie in browser.client._cookies.values():
        thief.client.set_cookie(cookie.key, cookie.value, domain="localhost")
    return thief


def is_signed_in(browser: Browser) -> bool:
    browser.open("/account", status=None)
    return browser.sees("Where you are signed in")


def test_a_stolen_cookie_dies_at_sign_out(
    either_browser: Browser, another_browser: Callable[..., Browser], clock: Clock
) -> None:
    somebody(either_browser, Role.CLERK)
    thief = stolen(either_browser, another_browser(either_browser.language))
    assert is_signed_in(thief)
    either_browser.open("/sign-out")
    either_browser.press("Sign out")
    assert not is_signed_in(thief)


def test_the_account_lists_devices_and_ends_them(
    either_browser: Browser, another_browser: Callable[..., Browser], clock: Clock
) -> None:
    somebody(either_browser, Role.HEAD)
    left_behind = another_browser(either_browser.language)
    left_behind.client.environ_base["HTTP_USER_AGENT"] = AGENT
    somebody(left_behind, Role.HEAD)
    either_browser.open("/account")
    either_browser.must_see("Chrome, Android", "This device")
    either_browser.press("Sign out there")
    either_browser.must_see("You are signed out there.")
    assert not is_signed_in(left_behind)
    assert is_signed_in(either_browser)


def test_everywhere_but_here(
    browser: Browser, another_browser: Callable[..., Browser], clock: Clock
) -> None:
    others = [another_browser(), another_browser()]
    for one in (browser, *others):
        somebody(one, Role.OFFICER)
    browser.open("/account")
    browser.press("Sign out everywhere but here")
    browser.must_see("You are signed out everywhere but here.")
    assert [is_signed_in(one) for one in (browser, *others)] == [True, False, False]


def test_nobody_ends_the_sessions_of_others(
    browser: Browser, another_browser: Callable[..., Browser], town: Town, clock: Clock
) -> None:
    mayor = another_browser()
    somebody(mayor, Role.MAYOR)
    somebody(browser, Role.OFFICER)
    with town.look() as session:
        ids = session.scalars(select(SignInSession.id)).all()
    browser.open("/sign-out")
    token = browser.page.soup.find("input", attrs={"name": "csrf_token"})
    secret = token["value"] if token else ""
    for number in ids[:1]:
        answer = browser.client.post(f"/account/sessions/{number}/end", data={"csrf_token": secret})
        assert answer.status_code == 303
    assert is_signed_in(mayor)


@pytest.mark.usefixtures("half_an_hour")
def test_half_an_hour_without_a_request_ends_it(browser: Browser, clock: Clock) -> None:
    somebody(browser, Role.CLERK)
    for _turn in range(3):
        clock.pass_(minutes=29)
        assert is_signed_in(browser)
    clock.pass_(minutes=31)
    assert not is_signed_in(browser)


@pytest.mark.usefixtures("half_an_hour")
def test_a_working_day_ends_it_whatever_one_does(browser: Browser, clock: Clock) -> None:
    somebody(browser, Role.CLERK)
    for _turn in range(LONGEST // timedelta(minutes=20)):
        clock.pass_(minutes=20)
        assert is_signed_in(browser)
    clock.pass_(minutes=20)
    assert not is_signed_in(browser)


def test_signing_in_again_makes_a_new_session_and_ends_the_old(
    browser: Browser, another_browser: Callable[..., Browser], clock: Clock
) -> None:
    somebody(browser, Role.CLERK)
    thief = stolen(browser, another_browser())
    somebody(browser, Role.CLERK)
    assert is_signed_in(browser)
    assert not is_signed_in(thief)


def test_what_is_kept_is_no_key(browser: Browser, town: Town, clock: Clock) -> None:
    somebody(browser, Role.CLERK)
    with town.look() as session:
        (kept,) = session.scalars(select(SignInSession)).all()
        assert len(kept.token_hash) == 64
    cookie = next(iter(browser.client._cookies.values()))
    assert kept.token_hash not in cookie.value


def test_old_sessions_are_forgotten(browser: Browser, town: Town, clock: Clock) -> None:
    somebody(browser, Role.CLERK)
    clock.pass_(days=31)
    with town.work():
        accounts.sessions.forget_old(clock.now())
    with town.look() as session:
        assert session.scalars(select(SignInSession)).all() == []


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (AGENT, "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge, Windows"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Firefox/132.0",
            "Firefox, Linux",
        ),
        ("curl/8.5", ""),
        ("", ""),
        ("x" * 100_000, ""),
    ],
)
def test_a_browser_is_named(agent: str, name: str) -> None:
    assert devices.named(agent) == name
