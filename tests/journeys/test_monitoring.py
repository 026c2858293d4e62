"""Follow the work of a project: record it, inspect it, close what was found."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta

import pytest

from portal.foundation.policy import Role
from portal.participation.projects.terms import Tool, Who
from tests import projects
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.people import a_clerk

FORUM_SEAT = {
    "th": "ผู้แทนประชาคมท้องถิ่นที่ประชาคมคัดเลือก – ที่นั่งที่ 1 จาก 2",
    "en": "Representatives of the local forum, chosen by the forum – seat 1 of 2",
}


def test_the_work_is_recorded_inspected_and_put_right(  # noqa: PLR0915 - one journey, told in one go
    either_browser: Browser,
    another_browser: Callable[..., Browser],
    town: Town,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with town.work():
        plan = projects.stage(Tool.MONITORING, MONDAY - timedelta(days=1), 60, Who.SIGNED_IN)
        projects.a_project(town.actor(Role.CLERK), plan, at=MONDAY)
    me, language = either_browser, either_browser.language
    clerk = a_clerk(another_browser(language)).browser
    records(clerk)
    me.open("/projects/1")
    me.must_see("Follow the work in detail")
    me.open("/projects/1/monitoring/inspect", status=None)
    assert "/sign-in" in me.address
    monkeypatch.setattr(secrets, "randbelow", lambda _most: 271828)
    me.open("/sign-in")
    me.fill("E-mail", "somsri@example.com")
    me.press("Send the code")
    me.fill("Code", "271 828")
    me.press("Sign in")
    me.open("/projects/1/monitoring/inspect")
    me.press("Send the report", status=422)
    me.must_see("Say how the work looks to you")
    me.choose("Bad: it must be put right")
    me.fill("What should be put right or looked at?", "ไม่มีป้ายเตือนหน้าหลุม")
    me.fill("Landmark", "หน้าโรงเรียน")
    me.press("Send the report")
    assert "ไม่มีป้ายเตือนหน้าหลุม" in me.text
    me.press("Stop following")
    me.must_see("You are not told any more.")
    me.press("Tell me when it moves")
    me.must_see("You are told when a milestone moves or a finding is closed.")
    closes_and_hides(clerk)
    me.open("/projects/1/monitoring")
    assert "ติดป้ายและไฟกะพริบแล้ว" in me.text
    me.open("/projects/monitoring")
    assert "นางสมศรี ใจดี" in me.text


def records(clerk: Browser) -> None:
    records_a_milestone(clerk)
    clerk.open("/desk/projects/1/monitoring/contracts/0")
    clerk.fill("Number of the contract", "12/2570")
    clerk.fill("What it is for, in Thai", "จ้างก่อสร้างถนน")
    clerk.press("Save")
    clerk.open("/desk/projects/1/monitoring/money/0")
    clerk.fill("Fiscal year", "2570")
    clerk.fill("Approved", "1,000,000")
    clerk.fill("Contracted", "950,000.50")
    clerk.fill("Paid", "960,000")
    clerk.press("Save", status=422)
    clerk.must_see("More is paid than was contracted up to this year")
    clerk.fill("Paid", "100,000")
    clerk.press("Save")
    assert "950,000.50" in clerk.text


def closes_and_hides(clerk: Browser) -> None:
    clerk.open("/desk/monitoring")
    assert "ไม่มีป้ายเตือนหน้าหลุม" in clerk.text
    clerk.open("/desk/projects/1/monitoring/findings/1")
    clerk.press("Close the finding", status=422)
    clerk.must_see("Say in Thai what was done about it")
    clerk.fill("What was done about it, in Thai", "ติดป้ายและไฟกะพริบแล้ว")
    clerk.press("Close the finding")
    clerk.must_see("The finding is closed. Those who follow the work are told.")
    clerk.open("/desk/projects/1/monitoring/reports/1")
    clerk.press("Hide it", status=422)
    clerk.must_see("Tell the author why, in a sentence or two")
    clerk.open("/desk/monitoring/committee")
    clerk.press("Enter", status=422)
    clerk.choose("Seat", FORUM_SEAT[clerk.language])
    clerk.fill("Name of the member", "นางสมศรี ใจดี")
    clerk.fill("First day of the term", "1/10/2569")
    clerk.fill("Last day of the term", "30/9/2573")
    clerk.press("Enter")
    clerk.must_see("The member is entered.")


def records_a_milestone(clerk: Browser) -> None:
    clerk.open("/desk/projects/1/monitoring/milestones/0")
    clerk.press("Save", status=422)
    clerk.must_see("Name the milestone in Thai")
    clerk.fill("Milestone in Thai", "เทพื้นคอนกรีต")
    clerk.fill("Weight", "๖๐")
    clerk.fill("Planned first day", "1/11/2569")
    clerk.fill("Planned last day", "30/11/2569")
    clerk.fill("Begun on", "2/11/2569")
    clerk.press("Save")
    clerk.must_see("Saved. Those who follow the work are told of what moved.")
    clerk.open("/desk/projects/1/monitoring/milestones/1")
    clerk.press("Save")
