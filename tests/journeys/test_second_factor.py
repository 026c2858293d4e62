"""The second step of signing in: set up, used, lost, and tried by somebody else."""

from __future__ import annotations

import re
from base64 import b32decode
from collections.abc import Callable
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from flask import Flask
from sqlalchemy import select

from config import STAFF_ROLES, MissingSetting, from_environment
from portal.accounts.models import RecoveryCode, SecondFactor
from portal.foundation.policy import STAFF, Role
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.people import somebody

RECOVERY = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b")
REFUSED = (
    "The code is not right or was used before. Wait for the next one. If it is refused again, let"
    " the telephone set its clock by itself."
)
KEY = re.compile(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}")


@pytest.fixture(autouse=True)
def forced(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every member of staff needs a second factor, as where nothing else is set."""
    settings = replace(app.config["PORTAL"], second_factor_roles=STAFF_ROLES)
    monkeypatch.setitem(app.config, "PORTAL", settings)


class Authenticator:
    """A telephone with an authenticator app."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self.password = TOTP(b32decode(secret.replace(" ", "")), 6, SHA1(), 30)
        self.clock = clock

    def shows(self, **ago: float) -> str:
        """The six digits of now, or of a while ago."""
        moment = self.clock.now()
        seconds = int(moment.timestamp()) - int(ago.get("seconds", 0))
        return self.password.generate(seconds).decode()


@pytest.fixture
def enrolled(either_browser: Browser, clock: Clock) -> tuple[Browser, Authenticator, list[str]]:
    """A clerk who has just set up the second step."""
    somebody(either_browser, Role.CLERK)
    either_browser.must_see("Set up the second step of signing in")
    found = KEY.search(either_browser.text)
    assert found is not None
    app = Authenticator(found[0], clock)
    either_browser.fill("Code", app.shows())
    either_browser.press("Set up and sign in")
    either_browser.must_see("Keep these recovery codes")
    codes = RECOVERY.findall(either_browser.text)
    either_browser.click("I have kept the codes")
    clock.pass_(minutes=1)
    return either_browser, app, codes


@pytest.fixture
def again(
    enrolled: tuple[Browser, Authenticator, list[str]], another_browser: Callable[..., Browser]
) -> Browser:
    """The same clerk in another browser, who has given the right password."""
    browser = another_browser(enrolled[0].language)
    somebody(browser, Role.CLERK)
    browser.must_see("Enter the code of your authenticator")
    return browser


def test_it_is_set_up_at_the_first_sign_in(
    enrolled: tuple[Browser, Authenticator, list[str]],
) -> None:
    browser, _app, codes = enrolled
    assert len(set(codes)) == 10
    browser.open("/desk")


def test_a_wrong_first_code_sets_nothing_up(browser: Browser, clock: Clock, town: Town) -> None:
    somebody(browser, Role.CLERK)
    browser.fill("Code", "000000")
    browser.press("Set up and sign in", status=422)
    browser.must_see(REFUSED)
    with town.look() as session:
        assert session.scalars(select(SecondFactor.confirmed_at)).all() == [None]
    browser.open("/desk", status=None)
    browser.must_see("Staff sign-in")


@pytest.mark.usefixtures("enrolled")
def test_a_password_alone_opens_nothing(again: Browser) -> None:
    again.open("/desk")
    again.must_see("Staff sign-in")


def test_the_code_opens(enrolled: tuple[Browser, Authenticator, list[str]], again: Browser) -> None:
    shown = enrolled[1].shows()
    again.fill("Code", f"{shown[:3]} {shown[3:]}")
    again.press("Sign in")
    again.open("/desk")
    assert not again.sees("Staff sign-in")


def test_a_clock_half_a_minute_off_opens_and_five_minutes_off_does_not(
    enrolled: tuple[Browser, Authenticator, list[str]], again: Browser, clock: Clock
) -> None:
    again.fill("Code", enrolled[1].shows(seconds=300))
    again.press("Sign in", status=422)
    again.must_see(REFUSED)
    again.fill("Code", enrolled[1].shows(seconds=30))
    again.press("Sign in")
    again.open("/account")


def test_a_code_is_taken_once(
    enrolled: tuple[Browser, Authenticator, list[str]],
    again: Browser,
    another_browser: Callable[..., Browser],
) -> None:
    code = enrolled[1].shows()
    again.fill("Code", code)
    again.press("Sign in")
    onlooker = another_browser(again.language)
    somebody(onlooker, Role.CLERK)
    onlooker.fill("Code", code)
    onlooker.press("Sign in", status=422)
    onlooker.must_see(REFUSED)


def test_a_recovery_code_opens_once(
    enrolled: tuple[Browser, Authenticator, list[str]],
    again: Browser,
    another_browser: Callable[..., Browser],
    town: Town,
) -> None:
    paper = enrolled[2][3]
    again.fill("Code", paper.lower())
    again.press("Sign in")
    again.open("/account")
    with town.look() as session:
        used = session.scalars(select(RecoveryCode.used_at)).all()
        assert sum(moment is not None for moment in used) == 1
    finder = another_browser(again.language)
    somebody(finder, Role.CLERK)
    finder.fill("Code", paper)
    finder.press("Sign in", status=422)


def test_ten_wrong_codes_shut_the_door(
    enrolled: tuple[Browser, Authenticator, list[str]], again: Browser, clock: Clock
) -> None:
    for _try in range(10):
        again.fill("Code", "123456")
        again.press("Sign in", status=422)
    again.fill("Code", enrolled[1].shows())
    again.press("Sign in", status=429)
    clock.pass_(minutes=16)


def test_ten_minutes_after_the_password_it_is_too_late(
    enrolled: tuple[Browser, Authenticator, list[str]], again: Browser, clock: Clock
) -> None:
    clock.pass_(minutes=11)
    again.fill("Code", enrolled[1].shows())
    again.press("Sign in", status=401)
    again.must_see("Sign in, then try again.")


@pytest.mark.parametrize("path", ["/staff/code", "/staff/new-code"])
def test_without_a_password_there_is_no_second_door(browser: Browser, path: str) -> None:
    browser.open(path)
    browser.must_see("Staff sign-in")


def test_an_operator_takes_it_away(
    enrolled: tuple[Browser, Authenticator, list[str]], town: Town
) -> None:
    browser, _app, _codes = enrolled
    words = ["accounts", "reset-second-factor", makers.email(Role.CLERK), "--municipality"]
    slug = makers.SLUG
    outcome = town.app.test_cli_runner().invoke(args=[*words, slug])
    assert outcome.exit_code == 0, outcome.output
    browser.open("/account", status=None)
    assert not browser.sees("Where you are signed in")
    somebody(browser, Role.CLERK)
    browser.must_see("Set up the second step of signing in")


def test_the_secret_does_not_stand_in_the_database(
    enrolled: tuple[Browser, Authenticator, list[str]], town: Town
) -> None:
    with town.look() as session:
        (row,) = session.scalars(select(SecondFactor)).all()
    assert KEY.search(row.sealed_secret) is None
    assert enrolled[1].password.generate(0) not in row.sealed_secret.encode()


def test_the_roles_are_a_setting() -> None:
    assert {role.value for role in STAFF} == STAFF_ROLES
    base = {"SECRET_KEY": "k" * 40}
    assert from_environment(base).second_factor_roles == STAFF_ROLES
    assert from_environment(base | {"SECOND_FACTOR_ROLES": "none"}).second_factor_roles == set()
    some = from_environment(base | {"SECOND_FACTOR_ROLES": "clerk, mayor"})
    assert some.second_factor_roles == {"clerk", "mayor"}
    with pytest.raises(MissingSetting, match="clark"):
        from_environment(base | {"SECOND_FACTOR_ROLES": "clark"})
