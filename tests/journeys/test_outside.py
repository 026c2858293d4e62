"""Signing in through a provider elsewhere, a good one and every bad one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from flask import Flask
from joserfc.jwk import RSAKey
from sqlalchemy import select

from config import MissingSetting, from_environment
from portal.accounts import oidc
from portal.accounts.models import OutsideIdentity, Person
from portal.foundation.policy import Role
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.post import free_port
from tests.providers import Issuer, serving, shared

AMISS = (
    "It did not work with %(provider)s this time. Nothing was changed. Try again a little later,"
    " or let us send you a code."
)
ELSEWHERE = "This took too long, or was begun in another window. Begin again here."
STOPPED = "You were not signed in there, or stopped. Nothing was changed."


@pytest.fixture
def issuer(app: Flask, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Issuer]:
    """A provider that the portal trusts."""
    monkeypatch.setattr(oidc, "TIMEOUT_SECONDS", 0.5)
    with serving(Issuer(now=clock.now().timestamp())) as running:
        trusts(app, monkeypatch, running)
        yield running


def trusts(app: Flask, monkeypatch: pytest.MonkeyPatch, issuer: Issuer, **more: Any) -> None:
    oidc.forget()
    settings = replace(app.config["PORTAL"], providers=(issuer.settings(**more),))
    monkeypatch.setitem(app.config, "PORTAL", settings)


def goes_away(browser: Browser, issuer: Issuer, status: int = 303) -> dict[str, str]:
    """Follow the button as far as the provider's door."""
    prefix = "/en" if browser.language == "en" else ""
    answer = browser.client.get(f"{prefix}/sign-in/with/thaid")
    assert answer.status_code == status, answer.get_data(as_text=True)[:500]
    return issuer.sees(answer.headers["Location"])


def comes_back(browser: Browser, given: dict[str, str], **changes: str) -> Browser:
    query = {"code": "c-1", "state": given["state"]} | changes
    path = urlsplit(given["redirect_uri"]).path
    browser.visit(f"{path}?{urlencode(query)}", status=None)
    return browser


def enters(browser: Browser, issuer: Issuer, status: int | None = 200, **changes: str) -> Browser:
    comes_back(browser, goes_away(browser, issuer), **changes)
    browser.press("Sign in", status=status)
    return browser


def is_refused(browser: Browser) -> None:
    assert browser.status == 422
    assert browser.words(AMISS, provider="ThaID") in browser.text
    browser.open("/account")
    assert not browser.sees("Where you are signed in")


def test_it_is_off_unless_it_is_set(browser: Browser) -> None:
    browser.open("/sign-in")
    assert "thaid" not in browser.response.get_data(as_text=True).lower()
    browser.open("/sign-in/with/thaid", status=404)


def test_somebody_comes_in_and_is_the_same_next_time(
    either_browser: Browser, another_browser: Callable[..., Browser], issuer: Issuer, town: Town
) -> None:
    either_browser.open("/sign-in")
    named = "ไทยดี" if either_browser.language == "th" else "ThaID"
    assert either_browser.words("Sign in with %(provider)s", provider=named) in either_browser.text
    given = goes_away(either_browser, issuer)
    assert given["scope"] == "openid profile"
    assert given["code_challenge_method"] == "S256"
    assert given["redirect_uri"] == "http://localhost/sign-in/with/thaid/back"
    comes_back(either_browser, given)
    assert either_browser.page.language == either_browser.language
    either_browser.press("Sign in")
    assert either_browser.address.endswith("/my-complaints")
    enters(another_browser(), issuer)
    with town.look() as session:
        person = session.scalars(select(Person).where(Person.role == Role.RESIDENT)).one()
        assert (person.name, person.email, person.phone) == ("สมศรี ใจดี", None, None)
        kept = session.scalars(select(OutsideIdentity)).one()
        assert re.fullmatch(r"[0-9a-f]{64}", kept.subject_hash)
        assert kept.subject_hash != sha256(b"4711").hexdigest(), "its key is the portal's own"
    token = next(call for call in issuer.asked if call[0] == "/token")
    assert token[2].startswith("Basic ")
    assert "client_secret" not in token[1]


def test_two_municipalities_know_two_people(app: Flask, browser: Browser, issuer: Issuer) -> None:
    enters(browser, issuer)
    with app.app_context():
        makers.municipality("nonsaat")
    there = Browser(app)
    answer = there.client.get("/nonsaat/sign-in/with/thaid")
    given = issuer.sees(answer.headers["Location"])
    assert given["redirect_uri"] == "http://localhost/nonsaat/sign-in/with/thaid/back"
    comes_back(there, given | {"redirect_uri": "/khonkaen/sign-in/with/thaid/back"})
    there.must_see(ELSEWHERE)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://bad.example"},
        {"aud": "another portal"},
        {"aud": ["the-portal", "another"]},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": 1},
        {"exp": None},
        {"iat": None},
        {"iat": 9_999_999_999},
        {"sub": None},
        {"sub": ""},
        {"sub": 4711},
        {"sub": "x" * 256},
        {"at_hash": "wrong"},
    ],
    ids=json.dumps,
)
def test_a_word_that_does_not_fit_is_worth_nothing(
    browser: Browser, issuer: Issuer, claims: dict[str, Any], town: Town
) -> None:
    issuer.claims = claims
    is_refused(enters(browser, issuer, 422))
    with town.look() as session:
        assert session.scalars(select(OutsideIdentity)).all() == []


def test_a_wrong_signature_is_worth_nothing(browser: Browser, issuer: Issuer) -> None:
    issuer.signs_with = RSAKey.generate_key(2048, {"kid": "one"})
    is_refused(enters(browser, issuer, 422))


def test_the_published_key_is_no_shared_secret(browser: Browser, issuer: Issuer) -> None:
    issuer.algorithm, issuer.signs_with = "HS256", shared()
    is_refused(enters(browser, issuer, 422))


def test_a_provider_that_signs_with_the_secret_is_known_by_its_setting(
    app: Flask, browser: Browser, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusts(app, monkeypatch, issuer, algorithm="HS256", scope="openid")
    issuer.algorithm, issuer.signs_with = "HS256", shared()
    enters(browser, issuer)
    assert browser.address.endswith("/my-complaints")


def test_only_the_browser_that_was_sent_comes_back(
    browser: Browser, another_browser: Callable[..., Browser], issuer: Issuer, clock: Clock
) -> None:
    given = goes_away(browser, issuer)
    thief = another_browser()
    comes_back(thief, given).must_see(ELSEWHERE)
    comes_back(browser, given, state="another").must_see(ELSEWHERE)
    comes_back(browser, given)
    for field in browser.page.soup.find_all("input", attrs={"name": "state"}):
        field["value"] = "another"
    browser.press("Sign in", status=422)
    browser.must_see(ELSEWHERE)
    late = goes_away(browser, issuer)
    clock.pass_(minutes=11)
    comes_back(browser, late).must_see(ELSEWHERE)


def test_a_way_back_is_gone_once(browser: Browser, issuer: Issuer) -> None:
    given = goes_away(browser, issuer)
    comes_back(browser, given)
    browser.press("Sign in")
    browser.press_again(status=None)
    assert browser.status in {400, 422}


def test_who_stops_there_is_told_so(either_browser: Browser, issuer: Issuer) -> None:
    given = goes_away(either_browser, issuer)
    comes_back(either_browser, given, error="access_denied", code="").must_see(STOPPED)


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/token", (200, b"<html>")),
        ("/token", (200, b"[]")),
        ("/token", (200, b"{}")),
        ("/token", (200, b'{"id_token": 7}')),
        ("/token", (200, b'{"id_token": "a.b.c"}')),
        ("/token", (200, b'{"id_token": "' + b"x" * 2_000_000 + b'"}')),
        ("/token", (400, b'{"error": "invalid_grant"}')),
        ("/token", (500, b"")),
        ("/keys", (200, b'{"keys": [{}]}')),
        ("/keys", (200, b'{"keys": 7}')),
        ("/keys", (404, b"{}")),
        ("/keys", (200, b"[" * 5000)),
    ],
)
def test_nonsense_is_answered_in_words(
    browser: Browser, issuer: Issuer, path: str, answer: tuple[int, bytes]
) -> None:
    issuer.instead[path] = answer
    is_refused(enters(browser, issuer, 422))


@pytest.mark.parametrize(
    "told",
    [b"", b"{}", b'{"issuer": "https://bad.example"}', b"null"],
)
def test_a_provider_that_is_not_itself_is_not_gone_to(
    either_browser: Browser, issuer: Issuer, told: bytes
) -> None:
    issuer.instead["/.well-known/openid-configuration"] = (200, told)
    either_browser.open("/sign-in/with/thaid", status=422)
    is_refused(either_browser)


def test_a_provider_that_hangs_holds_nobody_up_for_long(browser: Browser, issuer: Issuer) -> None:
    issuer.waits.clear()
    browser.open("/sign-in/with/thaid", status=422)
    is_refused(browser)


def test_a_provider_that_is_down_is_said_to_be(
    app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusts(app, monkeypatch, Issuer(port=free_port()))
    browser.open("/sign-in/with/thaid", status=422)
    is_refused(browser)


def test_only_two_ask_at_once(browser: Browser, issuer: Issuer) -> None:
    for _turn in range(oidc.AT_ONCE):
        assert oidc._turns.acquire(blocking=False)
    try:
        browser.open("/sign-in/with/thaid", status=422)
        is_refused(browser)
    finally:
        for _turn in range(oidc.AT_ONCE):
            oidc._turns.release()
    assert issuer.asked == []


def test_who_left_is_not_let_in(browser: Browser, issuer: Issuer, town: Town) -> None:
    enters(browser, issuer)
    with town.work() as session:
        session.scalars(select(Person).where(Person.role == Role.RESIDENT)).one().is_active = False
    enters(Browser(town.app), issuer, 403)


GIVEN = {
    "SECRET_KEY": "k" * 40,
    "OIDC": "ThaID, line",
    "OIDC_THAID_ISSUER": "https://thaid.example",
    "OIDC_THAID_CLIENT_ID": "one",
    "OIDC_LINE_ISSUER": "https://line.example",
    "OIDC_LINE_CLIENT_ID": "two",
    "OIDC_LINE_ALGORITHM": "HS256",
    "OIDC_LINE_TITLE_TH": "ไลน์",
}


@pytest.mark.no_database
def test_providers_are_settings() -> None:
    thaid, line = from_environment(GIVEN).providers
    assert (thaid.key, thaid.scope, thaid.algorithm) == ("thaid", "openid", "")
    assert (line.title_th, line.title_en, line.algorithm) == ("ไลน์", "line", "HS256")
    assert from_environment({"SECRET_KEY": "k" * 40}).providers == ()


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"OIDC_THAID_ISSUER": ""}, "OIDC_THAID_ISSUER"),
        ({"OIDC_LINE_CLIENT_ID": ""}, "OIDC_LINE_CLIENT_ID"),
        ({"OIDC_THAID_SCOPE": "openid pid birthdate"}, "OIDC_THAID_SCOPE"),
        ({"OIDC_THAID_SCOPE": "profile"}, "OIDC_THAID_SCOPE"),
        ({"OIDC_LINE_ALGORITHM": "none"}, "OIDC_LINE_ALGORITHM"),
    ],
)
def test_more_than_a_name_is_never_asked_for(changes: dict[str, str], named: str) -> None:
    with pytest.raises(MissingSetting, match=named):
        from_environment(GIVEN | changes)
