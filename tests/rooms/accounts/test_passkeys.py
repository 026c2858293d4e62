"""Passkeys at the doors of the portal: made, used, and every way they are refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from config import STAFF_ROLES
from portal.accounts.models import Passkey, PasskeyChallenge, Person, RecoveryCode
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from tests import makers
from tests.authenticators import SoftKey, written
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.people import somebody

UNKNOWN = "This passkey is not known here. Sign in with your e-mail and your password."
REFUSED = "The passkey was not accepted. Try again, or choose another way."
LAST = (
    "Your work needs a second step at sign-in, and this is the only one you have. Add another"
    " first, then remove this one."
)
TOO_LATE = "This took too long or was sent twice. Press the button again."


def token(browser: Browser) -> str:
    field = browser.page.soup.find("input", attrs={"name": "csrf_token"})
    assert field is not None
    return str(field["value"])


def question(browser: Browser, address: str) -> dict[str, Any]:
    """What the page's script asks for."""
    answer = browser.client.post(address, data={"csrf_token": token(browser)})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return dict(json.loads(answer.data))


def send(browser: Browser, address: str, status: int | None = 200, **typed: str) -> Browser:
    """Send what the page's script would."""
    form = [("csrf_token", token(browser)), *typed.items()]
    browser._go("POST", address, status=status, form=form)
    return browser


def made(browser: Browser, key: SoftKey, name: str = "Telephone", status: int = 200) -> Browser:
    """Add a passkey to the account that is signed in."""
    browser.open("/account/passkeys/new")
    answer = key.makes(question(browser, "/account/passkeys/ask"))
    return send(browser, "/account/passkeys/new", status, answer=answer, name=name)


def at_the_door(
    browser: Browser, key: SoftKey, status: int | None = 200, **changes: Any
) -> Browser:
    """Sign in with a passkey alone."""
    browser.open("/staff")
    answer = key.signs(question(browser, "/staff/passkey/ask"), **changes)
    return send(browser, "/staff/passkey", status, answer=answer)


def is_in(browser: Browser) -> bool:
    browser.open("/account", status=None)
    return browser.sees("Where you are signed in")


@pytest.fixture
def key(browser: Browser, clock: Clock) -> SoftKey:
    """The clerk's new passkey; the clerk is signed in."""
    somebody(browser, Role.CLERK)
    key = SoftKey()
    made(browser, key).must_see("Keep these recovery codes")
    browser.click("I have kept the codes")
    browser.must_see("The passkey is ready. You can sign in with it.", "Telephone")
    return key


@pytest.fixture
def other(key: SoftKey, browser: Browser, another_browser: Callable[..., Browser]) -> Browser:
    """Another browser of the same language, where nobody is signed in."""
    return another_browser(browser.language)


def test_it_signs_in_alone(key: SoftKey, other: Browser, town: Town, clock: Clock) -> None:
    clock.pass_(minutes=1)
    at_the_door(other, key)
    assert is_in(other)
    with town.look() as session:
        kept = session.scalars(select(Passkey)).one()
        assert (kept.sign_count, kept.host, kept.used_at) == (1, "localhost", clock.now())
        assert session.scalars(select(PasskeyChallenge)).all() == []


def test_it_is_the_second_step_after_the_password(key: SoftKey, other: Browser) -> None:
    somebody(other, Role.CLERK)
    other.must_see("The second step")
    other.open("/desk")
    other.must_see("Staff sign-in")
    other.open("/staff/code")
    answer = key.signs(question(other, "/staff/code/passkey/ask"))
    send(other, "/staff/code/passkey", answer=answer)
    assert is_in(other)


def test_the_second_step_takes_no_passkey_of_somebody_else(
    key: SoftKey, other: Browser, another_browser: Callable[..., Browser]
) -> None:
    mayor, mayors = another_browser(other.language), SoftKey()
    somebody(mayor, Role.MAYOR)
    made(mayor, mayors)
    somebody(other, Role.CLERK)
    answer = mayors.signs(question(other, "/staff/code/passkey/ask"))
    send(other, "/staff/code/passkey", 422, answer=answer).must_see(UNKNOWN)
    assert not is_in(other)


def test_an_unknown_one_is_refused(other: Browser) -> None:
    stranger = SoftKey(handle=written(bytes(32)))
    at_the_door(other, stranger, 422).must_see(UNKNOWN)
    assert not is_in(other)


def test_one_of_another_municipality_is_refused(
    app: Flask, key: SoftKey, other: Browser, clock: Clock
) -> None:
    with app.app_context():
        makers.municipality("nonsaat", letters=Bilingual("นส", "NS"))
    there = Browser(app, other.language)
    there.base = "/nonsaat"
    there.open("/staff")
    answer = key.signs(question(there, f"{base(there)}/staff/passkey/ask"))
    send(there, f"{base(there)}/staff/passkey", 422, answer=answer).must_see(UNKNOWN)
    assert not is_in(there)


def base(browser: Browser) -> str:
    return browser.base + ("/en" if browser.language == "en" else "")


def test_an_answer_is_taken_once(
    key: SoftKey, other: Browser, another_browser: Callable[..., Browser]
) -> None:
    other.open("/staff")
    answer = key.signs(question(other, "/staff/passkey/ask"))
    send(other, "/staff/passkey", answer=answer)
    assert is_in(other)
    onlooker = another_browser(other.language)
    onlooker.open("/staff")
    question(onlooker, "/staff/passkey/ask")
    send(onlooker, "/staff/passkey", 422, answer=answer).must_see(REFUSED)
    onlooker.open("/staff")
    send(onlooker, "/staff/passkey", 422, answer=answer).must_see(TOO_LATE)
    assert not is_in(onlooker)


def test_five_minutes_later_is_too_late(key: SoftKey, other: Browser, clock: Clock) -> None:
    other.open("/staff")
    answer = key.signs(question(other, "/staff/passkey/ask"))
    clock.pass_(minutes=5, seconds=1)
    send(other, "/staff/passkey", 422, answer=answer).must_see(TOO_LATE)
    assert not is_in(other)


def test_a_question_for_one_purpose_is_not_answered_at_another_door(
    key: SoftKey, other: Browser
) -> None:
    somebody(other, Role.CLERK)
    answer = key.signs(question(other, "/staff/code/passkey/ask"))
    send(other, "/staff/passkey", 422, answer=answer).must_see(TOO_LATE)
    assert not is_in(other)


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "http://localhost.example"},
        {"origin": "https://localhost"},
        {"verifies": False},
        {"count": -1},
        {"handle": written(bytes(32))},
    ],
    ids=["other-origin", "other-scheme", "owner-not-seen", "copied", "other-owner"],
)
def test_what_does_not_fit_is_refused_in_the_same_words(
    key: SoftKey, other: Browser, wrong: dict[str, Any]
) -> None:
    at_the_door(other, key)
    other.open("/sign-out")
    other.press("Sign out")
    false = replace(key, **wrong)
    at_the_door(other, false, 422).must_see(REFUSED)
    assert not is_in(other)


@pytest.mark.parametrize(
    "nonsense",
    ["{}", "[]", "null", "x", "[" * 9999, '{"id": 7}', '{"id": "a", "response": []}', "9" * 30_000],
)
def test_nonsense_is_refused_in_words(other: Browser, nonsense: str) -> None:
    other.open("/staff")
    question(other, "/staff/passkey/ask")
    send(other, "/staff/passkey", 422, answer=nonsense)
    assert other.sees(REFUSED) or other.sees(UNKNOWN)


def test_a_broken_signature_is_refused(key: SoftKey, other: Browser) -> None:
    at_the_door(other, key, 422, signature=b"\x30\x06\x02\x01\x01\x02\x01\x01").must_see(REFUSED)


def test_two_with_one_id_are_refused(
    key: SoftKey, other: Browser, another_browser: Callable[..., Browser], town: Town
) -> None:
    thief = SoftKey(id=key.id)
    somebody(other, Role.MAYOR)
    made(other, thief, status=422).must_see("This passkey is known here already.")
    with town.look() as session:
        assert len(session.scalars(select(Passkey)).all()) == 1


def test_ten_refused_ones_shut_the_door(key: SoftKey, other: Browser, clock: Clock) -> None:
    false = replace(key, origin="http://bad.example")
    for _try in range(10):
        at_the_door(other, false, 422)
    other.open("/staff")
    answer = other.client.post("/staff/passkey/ask", data={"csrf_token": token(other)})
    assert answer.status_code == 429
    clock.pass_(minutes=16)
    at_the_door(other, key)
    assert is_in(other)


def test_somebody_who_left_is_not_let_in(key: SoftKey, other: Browser, town: Town) -> None:
    with town.work() as session:
        person = town.actor(Role.CLERK).person_id
        session.execute(update(Person).where(Person.id == person).values(is_active=False))
    at_the_door(other, key, 422).must_see(UNKNOWN)


def test_the_last_factor_of_a_forced_role_stays(
    key: SoftKey, browser: Browser, app: Flask, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = replace(app.config["PORTAL"], second_factor_roles=STAFF_ROLES)
    monkeypatch.setitem(app.config, "PORTAL", settings)
    browser.open("/account")
    browser.press(browser.words("Remove %(name)s", name="Telephone"), status=409)
    browser.must_see(LAST)
    made(browser, SoftKey(), "Spare key")
    browser.open("/account")
    browser.press(browser.words("Remove %(name)s", name="Telephone"))
    browser.must_see("It is removed.", "Spare key")
    with town.look() as session:
        assert len(session.scalars(select(RecoveryCode)).all()) == 10


def test_nobody_removes_the_passkeys_of_others(key: SoftKey, other: Browser, town: Town) -> None:
    with town.look() as session:
        number = session.scalars(select(Passkey.id)).one()
    somebody(other, Role.MAYOR)
    other.open("/account")
    send(other, f"/account/passkeys/{number}/remove", 404)
    with town.look() as session:
        assert session.scalars(select(Passkey.id)).all() == [number]


def test_without_any_factor_left_the_paper_is_worth_nothing(
    key: SoftKey, browser: Browser, town: Town
) -> None:
    browser.open("/account")
    browser.press(browser.words("Remove %(name)s", name="Telephone"))
    with town.look() as session:
        assert session.scalars(select(RecoveryCode)).all() == []


@pytest.fixture
def newcomer(either_browser: Browser, app: Flask, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """A clerk who must have a second factor, has none, and gave the right password."""
    settings = replace(app.config["PORTAL"], second_factor_roles=STAFF_ROLES)
    monkeypatch.setitem(app.config, "PORTAL", settings)
    somebody(either_browser, Role.CLERK)
    either_browser.must_see("Set up the second step of signing in")
    return either_browser


def test_it_is_made_at_the_first_sign_in(newcomer: Browser, town: Town, clock: Clock) -> None:
    newcomer.click("Use a passkey instead: a finger, your face or a security key")
    key = SoftKey()
    answer = key.makes(question(newcomer, "/staff/new-passkey/ask"))
    send(newcomer, "/staff/new-passkey", 422, answer=answer, name="")
    answer = SoftKey(origin="http://elsewhere.example").makes(
        question(newcomer, "/staff/new-passkey/ask")
    )
    send(newcomer, "/staff/new-passkey", 422, answer=answer, name="Telephone").must_see(REFUSED)
    answer = key.makes(question(newcomer, "/staff/new-passkey/ask"))
    send(newcomer, "/staff/new-passkey", answer=answer, name="Telephone")
    newcomer.must_see("Keep these recovery codes")
    newcomer.click("I have kept the codes")
    assert is_in(newcomer)
    newcomer.must_see("Telephone")


def test_a_stolen_password_adds_none_beside_what_there_is(
    key: SoftKey, other: Browser, app: Flask, monkeypatch: pytest.MonkeyPatch, town: Town
) -> None:
    settings = replace(app.config["PORTAL"], second_factor_roles=STAFF_ROLES)
    monkeypatch.setitem(app.config, "PORTAL", settings)
    somebody(other, Role.CLERK)
    other.open("/staff/new-passkey", status=409)
    other.open("/staff/code")
    for address in ("/staff/new-passkey/ask", "/staff/new-passkey"):
        typed = {"csrf_token": token(other), "name": "Mine", "answer": "{}"}
        assert other.client.post(address, data=typed).status_code == 409
    with town.look() as session:
        assert len(session.scalars(select(Passkey.id)).all()) == 1
    nobody = other.client
    nobody.delete_cookie("portal_session", domain="localhost")
    assert nobody.get("/staff/new-passkey").status_code in {302, 303, 401}
