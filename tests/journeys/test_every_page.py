"""Every page there is, also those nobody thought of here: opened by everyone it is open to.

Pages without a number in their address are found in the routes; the test browser refuses what is
not fit for people.
"""

from __future__ import annotations

from flask import Flask

from portal.complaints.lifecycle import State
from portal.foundation.policy import STAFF, Role
from tests.browser import Browser
from tests.life import Case
from tests.people import somebody
from tests.routes import pages


def test_a_visitor_opens_every_public_page(
    either_browser: Browser, app: Flask, life: dict[State, Case]
) -> None:
    for path in pages(app, Role.VISITOR):
        either_browser.open(path, status=None)
        assert either_browser.status in {200, 404}, path
    assert len(pages(app, Role.VISITOR)) > 5


def test_staff_open_every_page_of_theirs(
    either_browser: Browser, app: Flask, life: dict[State, Case]
) -> None:
    for role in sorted(STAFF):
        somebody(either_browser, role)
        for path in pages(app, role):
            either_browser.open(path, status=None)
            assert either_browser.status in {200, 404}, f"{role} {path}"


def test_every_public_complaint_has_its_page(
    either_browser: Browser, life: dict[State, Case]
) -> None:
    for case in life.values():
        either_browser.open(f"/complaints/{case.address}", status=None)
        assert either_browser.status in {200, 404}, case.state


def test_every_case_has_its_page(either_browser: Browser, life: dict[State, Case]) -> None:
    somebody(either_browser, Role.CLERK)
    for case in life.values():
        either_browser.open(f"/desk/{case.address}")
