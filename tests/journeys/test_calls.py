"""Calls on the desk, and the list of notices that do not arrive."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from portal.channels import jobs
from portal.channels.models import CallTask
from portal.complaints import services
from portal.foundation import outbox
from portal.foundation.policy import Role
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.life import Making
from tests.makers import MONDAY
from tests.people import somebody

CONTACT = services.Contact("สมศรี", "081 234 5678", "", language="th")


@pytest.fixture
def call(town: Town, clock: Clock) -> int:
    """A call to be made; its id."""
    with town.work():
        receipt = makers.complaint(contact=CONTACT, at=MONDAY)
        Making(town.actor(Role.CLERK), receipt, MONDAY).does(services.ask, "เสาไฟต้นใด")
    clock.pass_(hours=1)
    with town.app.app_context():
        outbox.deliver(clock.now)
        jobs.send_due(clock.now)
    with town.look() as looking:
        return looking.scalars(select(CallTask.id)).one()


def test_a_call_is_made(either_browser: Browser, call: int) -> None:
    somebody(either_browser, Role.CLERK)
    either_browser.open("/calls")
    assert "เสาไฟต้นใด" in either_browser.text
    assert "081 234 5678" not in either_browser.text
    either_browser.press("Show the number")
    assert "081 234 5678" in either_browser.text
    either_browser.must_see("That you opened the contact has been written down.")
    either_browser.press("No answer")
    either_browser.must_see("Nobody answered. The call comes up again in three hours.")
    either_browser.press("Told")
    either_browser.must_see("The call is written down as made.", "Nobody has to be called")
    either_browser.open("/desk/2026/1")
    either_browser.must_see(
        "The reporter was told by telephone", "The reporter was called; nobody answered"
    )


def test_a_call_at_another_time(either_browser: Browser, call: int) -> None:
    somebody(either_browser, Role.CLERK)
    either_browser.open("/calls")
    either_browser.fill("Call again at", "2026-11-01T10:00")
    either_browser.press("Call again then", status=422)
    either_browser.must_see("Enter a day and a time from now on, within 30 days")
    either_browser.fill("Call again at", "2026-11-24T10:00")
    either_browser.press("Call again then")
    either_browser.must_see("The call comes up again at the time you entered.")


def test_another_units_officer_sees_no_call(
    browser: Browser, another_browser: Callable[..., Browser], call: int
) -> None:
    somebody(browser, Role.OFFICER)
    browser.open("/calls")
    assert "เสาไฟต้นใด" not in browser.text


def test_only_postmasters_open_the_list(
    browser: Browser, town: Town, clock: Clock, call: int
) -> None:
    somebody(browser, Role.CLERK)
    browser.open("/desk")
    browser.click("Undelivered notices")
    browser.must_see("Every notice has arrived")
    somebody(browser, Role.DISPATCHER)
    browser.open("/undelivered", status=403)
