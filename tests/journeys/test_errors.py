"""What people read when something fails: words that help, also where the database is away."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask, render_template
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from portal.accounts.models import SignInCode
from portal.foundation import database
from portal.foundation.errors import NotFound, Outdated, PortalError, TooMany
from portal.foundation.i18n import _, lazy, speaking
from portal.municipalities.queries import forget_profiles
from tests.browser import Browser
from tests.fixtures.portal import Town
from tests.page import Page


@contextmanager
def away(app: Flask) -> Iterator[None]:
    """A database that answers nothing."""
    with app.app_context():
        engine = database.session.get_bind()

    def refuse(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        raise OperationalError(statement, {}, sqlite3.OperationalError("unable to open"))

    event.listen(engine, "before_cursor_execute", refuse)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", refuse)


@pytest.mark.parametrize(
    ("path", "method", "known"),
    [
        ("/", "GET", True),
        ("/complaints", "GET", True),
        ("/report/check", "POST", True),
        ("/complaints", "GET", False),
        ("/desk", "GET", False),
        ("/nothing", "GET", False),
    ],
)
def test_without_its_database_the_portal_says_so(
    town: Town, either_browser: Browser, path: str, method: str, *, known: bool
) -> None:
    """A page of its own, in the language of the address, with nothing of the failure in it."""
    prefix = "/en" if either_browser.language == "en" else ""
    either_browser.open("/complaints")
    if not known:
        forget_profiles()
    with away(town.app):
        answer = either_browser.client.open(prefix + path, method=method)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"])
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    page = Page(answer.get_data(as_text=True))
    assert page.language == either_browser.language
    with speaking(page.language):
        assert page.heading == _("The portal cannot answer just now")
    assert ("–" in page.title) is known, "whose portal, where that is known"
    assert not [word for word in ("unable", "SELECT", "Operational") if word in page.text]
    either_browser.open("/complaints")


def test_what_could_not_be_kept_is_not_confirmed(
    browser: Browser, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page was made already when the one commit of the request fails."""
    browser.open("/sign-in")
    browser.fill("E-mail", "somsri@example.com")

    def fail() -> None:
        raise OperationalError("COMMIT", {}, sqlite3.OperationalError("disk I/O error"))

    monkeypatch.setitem(town.app.config, "TESTING", False)
    monkeypatch.setattr(database.session, "commit", fail)
    browser.press("Send the code", status=503)
    browser.must_see("The portal cannot answer just now")
    monkeypatch.undo()
    with town.look() as session:
        assert not session.scalars(select(SignInCode.address)).all()


def test_machines_are_told_in_their_way(town: Town) -> None:
    with away(town.app):
        answer = town.app.test_client().get(
            "/en/complaints", headers={"Accept": "application/json"}
        )
    assert (answer.status_code, answer.get_json()) == (
        503,
        {"error": "The portal cannot answer just now."},
    )


@pytest.mark.parametrize(
    ("refusal", "step"),
    [
        (Outdated(lazy("Somebody else changed this meanwhile. Please look again.")), "Go back,"),
        (TooMany(lazy("Too many wrong codes. Try again in an hour.")), ""),
        (NotFound(lazy("There is no such page.")), "Check the address."),
    ],
)
def test_what_to_do_next_fits_what_happened(town: Town, refusal: PortalError, step: str) -> None:
    with town.app.test_request_context("/en/", environ_base={"portal.language": "en"}):
        town.app.preprocess_request()
        html = render_template("error.html", message=refusal.message, status=refusal.status)
    page = Page(html)
    told = str(refusal.message)
    assert page.heading == (told if ". " in told else told.rstrip("."))
    assert step in page.text
    assert "Try again in a few minutes" not in page.text


def test_a_way_that_is_none_and_a_form_that_is_old(either_browser: Browser) -> None:
    either_browser.open("/report")
    prefix = "/en" if either_browser.language == "en" else ""
    for path, status, words in (
        ("/", 405, "Begin at the front page."),
        (
            "/sign-in",
            400,
            "Go back, load the page again and try once more. If it happens again, call us.",
        ),
    ):
        answer = either_browser.client.post(prefix + path)
        assert answer.status_code == status
        with speaking(either_browser.language):
            assert _(words) in Page(answer.get_data(as_text=True)).text
