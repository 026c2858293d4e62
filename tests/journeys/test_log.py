"""Whoever answers for the municipality reads who did what, and takes it out as a file."""

from __future__ import annotations

import csv
import io

import pytest
from sqlalchemy import func, select

from portal.complaints.lifecycle import State
from portal.foundation.audit import AuditLine
from portal.foundation.policy import STAFF, Role
from portal.oversight.policy import OVERSEERS
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Town
from tests.life import Case
from tests.people import somebody


def count(town: Town, act: str) -> int:
    """How many lines of this act there are."""
    with town.look() as session:
        wanted = select(func.count()).select_from(AuditLine).where(AuditLine.act == act)
        return session.scalar(wanted) or 0


def test_the_clerk_reads_filters_and_takes_it_out(
    either_browser: Browser, life: dict[State, Case], town: Town
) -> None:
    browser = either_browser
    somebody(browser, Role.CLERK)
    browser.open("/settings")
    browser.click("Log of what staff did")
    browser.must_see("Signed in", "Complaint accepted")
    browser.choose("Act", "Complaint accepted")
    browser.press("Apply filters")
    assert browser.words("Signed in") not in browser.page.soup.table.get_text()
    assert count(town, "oversight.exported") == 0
    browser.press("Save these lines as a file (CSV)")
    assert browser.response is not None
    assert browser.response.mimetype == "text/csv"
    rows = list(csv.reader(io.StringIO(browser.response.get_data(as_text=True)[1:])))
    assert {row[-1] for row in rows[1:]} == {"complaint.acknowledge"}
    assert len(rows) - 1 == count(town, "complaint.acknowledge")
    assert count(town, "oversight.exported") == 1


def test_a_matter_is_found_by_its_number(
    browser: Browser, life: dict[State, Case], town: Town
) -> None:
    somebody(browser, Role.CLERK)
    case = life[State.REFERRED]
    browser.open(f"/settings/log?matter={case.receipt.year}/{case.receipt.running}")
    assert "ส่งต่อ" in browser.text
    assert len(browser.page.soup.table.find_all("tr")) == 3
    browser.open("/settings/log?matter=2026/999999", status=422)
    browser.must_see("No complaint that you may know of has this number")
    browser.open("/settings/log?since=30/11/2569&until=1/11/2569", status=422)
    browser.must_see("The last day is before the first")


@pytest.mark.parametrize("role", sorted(STAFF - OVERSEERS))
def test_others_do_not_open_it(browser: Browser, role: Role) -> None:
    somebody(browser, role)
    browser.open("/settings/log", status=403)


def test_wrong_passwords_and_refused_forms_are_lines(
    browser: Browser, another_browser: object, town: Town
) -> None:
    browser.open("/staff")
    browser.fill("E-mail", makers.email(Role.OFFICER))
    browser.fill("Password", "not the right one")
    browser.press("Sign in", status=422)
    assert count(town, "accounts.password_refused") == 1
    assert count(town, "accounts.signed_in") == 0
    somebody(browser, Role.OFFICER)
    assert count(town, "accounts.signed_in") == 1
    browser.open("/sign-out")
    token = browser.page.soup.find("input", attrs={"name": "csrf_token"})["value"]
    form = {"csrf_token": token}
    refused = browser.client.post("/undelivered/1/try-again", data=form)
    assert refused.status_code == 403
    assert count(town, "page.refused") == 1
    browser.press("Sign out")
    assert count(town, "accounts.signed_out") == 1


def test_a_form_whose_verb_says_nothing_is_a_line_all_the_same(
    browser: Browser, town: Town
) -> None:
    somebody(browser, Role.CLERK)
    browser.open("/settings/calendar/hours")
    browser.press("Change the office hours")
    assert count(town, "page.sent") == 1
    browser.open("/settings/log")
    browser.must_see("Form sent", "Office hours")


def test_reading_the_log_writes_nothing(browser: Browser, town: Town) -> None:
    somebody(browser, Role.ADMINISTRATOR)
    with town.look() as session:
        before = session.scalar(select(func.count()).select_from(AuditLine))
    browser.open("/settings/log")
    with town.look() as session:
        assert session.scalar(select(func.count()).select_from(AuditLine)) == before
