"""The clerk sets what is promised and sees beforehand what it would have meant."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.complaints import services
from portal.complaints.services import moving
from portal.foundation.policy import Role
from portal.response_times.queries import standards
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.life import Making
from tests.makers import MONDAY
from tests.people import somebody


@pytest.fixture
def past(town: Town, clock: Clock) -> None:
    """Three complaints of a month ago: accepted after two hours, after ten hours, not at all."""
    with town.work():
        for hours in (2, 10, 0):
            receipt = makers.complaint(at=MONDAY)
            made = Making(town.actor(Role.CLERK), receipt, MONDAY)
            made.at = MONDAY + timedelta(hours=hours)
            if hours:
                made.does(services.acknowledge)
    clock.pass_(days=30)


def test_a_standard_is_set_after_a_look_at_the_past(
    either_browser: Browser, town: Town, past: None
) -> None:
    somebody(either_browser, Role.CLERK)
    either_browser.open("/settings")
    either_browser.click("Response standards")
    either_browser.must_see("All complaints")
    either_browser.open("/settings/standards/change")
    either_browser.fill("Acknowledge within", "๔")
    either_browser.press("See what it would mean")
    assert "66.7 % (2 จาก 3)" in either_browser.text or "66.7 % (2 of 3)" in either_browser.text
    assert "33.3 % (1 จาก 3)" in either_browser.text or "33.3 % (1 of 3)" in either_browser.text
    either_browser.press("Change something")
    either_browser.press("See what it would mean")
    either_browser.press("Enter this standard")
    either_browser.must_see("The new standard has been entered.")
    with town.look():
        later = MONDAY + timedelta(days=31)
        before, after = (
            {each.promise_kind: each.amount for each in moving.standards(None, day)}
            for day in (MONDAY, later)
        )
        assert before == {"acknowledge": 24, "answer": 15, "resolve": 15}
        assert after == {"acknowledge": 4, "answer": 15, "resolve": 15}


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ({"Acknowledge within": "0"}, "A promised time is between 1 and 10,000."),
        ({"Acknowledge within": "-3"}, "Enter a whole number, for example 15"),
        ({"Acknowledge within": "10001"}, "A promised time is between 1 and 10,000."),
        ({"Acknowledge within": "soon"}, "Enter a whole number, for example 15"),
        ({"Acknowledge within": ""}, "Enter a whole number, for example 15"),
        (
            {"Acknowledge within": "2", "In force from": "1 Jan 2020"},
            "Enter a day from today on: what was promised stays promised",
        ),
        (
            {"Acknowledge within": "2", "In force from": "soon"},
            "Enter the day like 24/11/2026 or 24 Nov 2026",
        ),
        ({}, "Nothing differs from what is promised on that day already."),
    ],
    ids=lambda given: str(given)[:40],
)
def test_what_cannot_be_promised_is_refused_in_words(
    either_browser: Browser, clock: Clock, typed: dict[str, str], refusal: str
) -> None:
    somebody(either_browser, Role.ADMINISTRATOR)
    either_browser.open("/settings/standards/change")
    for label, words in typed.items():
        either_browser.fill(label, words)
    either_browser.press("See what it would mean", status=422)
    if "10,000" in refusal:
        assert "10,000" in either_browser.text
    else:
        either_browser.must_see(refusal)


def test_a_calendar_without_the_year_is_named(either_browser: Browser, clock: Clock) -> None:
    somebody(either_browser, Role.CLERK)
    either_browser.open("/settings/standards/change")
    either_browser.fill("Resolve within", "2000")
    either_browser.press("See what it would mean", status=422)
    assert "2029" in either_browser.text
    assert "2572" in either_browser.text


def test_only_clerk_and_administrator_enter(browser: Browser, clock: Clock) -> None:
    for role in (Role.HEAD, Role.MAYOR, Role.DISPATCHER):
        somebody(browser, role)
        for path in ("/settings/standards", "/settings/calendar"):
            browser.open(path, status=403)
    browser.open("/settings")
    assert "/settings/standards" not in str(browser.page.soup), "shown to who may not enter"
    somebody(browser, Role.MAYOR)
    browser.open("/settings", status=403)


def test_news_can_be_promised_and_taken_back(browser: Browser, town: Town, clock: Clock) -> None:
    somebody(browser, Role.CLERK)
    for amount, unit in (("7", "days, until 24:00 of the last day"), ("", "not promised")):
        browser.open("/settings/standards/change")
        browser.fill("News at least every", amount)
        browser.choose("News: counted in", unit)
        browser.press("See what it would mean")
        browser.press("Enter this standard")
        with town.look():
            standards.forget_standards()
            kinds = {each.promise_kind for each in moving.standards(None, MONDAY)}
            assert ("news" in kinds) == bool(amount)
