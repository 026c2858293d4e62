"""The second step of signing in and one's own account, as people see them."""

from __future__ import annotations

from base64 import b32decode
from collections.abc import Callable
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from flask import Flask

from config import STAFF_ROLES
from portal.foundation.policy import Role
from tests.fixtures.portal import Clock
from tests.journeys.test_second_factor import KEY
from tests.pages.window import Window


@pytest.fixture(autouse=True)
def forced(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every member of staff needs a second factor."""
    settings = replace(app.config["PORTAL"], second_factor_roles=STAFF_ROLES)
    monkeypatch.setitem(app.config, "PORTAL", settings)


def test_the_second_step(
    page_at: Callable[..., Window], clock: Clock, width: int, language: str
) -> None:
    window = page_at(width, language).expects(422).signs_in(Role.CLERK)
    window.check("second-factor-new")
    found = KEY.search(window.page.locator("main").inner_text())
    assert found is not None
    app = TOTP(b32decode(found[0].replace(" ", "")), 6, SHA1(), 30)
    window.fill("Code", "12").press("Set up and sign in").check("second-factor-new-error")
    shown = app.generate(int(clock.now().timestamp())).decode()
    window.fill("Code", shown).press("Set up and sign in").check("recovery-codes")
    window.click("I have kept the codes").open("/account").check("account")
    other = page_at(width, language).expects(422).signs_in(Role.CLERK).check("second-door")
    other.fill("Code", shown).press("Sign in").check("second-door-error")
