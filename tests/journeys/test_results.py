"""What came of a project: it is recorded, people answer, somebody looks after it."""

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
from tests.pictures import jpeg

RECORD = "/desk/projects/1/result"


def test_a_result_is_recorded_judged_and_looked_after(
    either_browser: Browser,
    another_browser: Callable[..., Browser],
    town: Town,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with town.work():
        plan = projects.stage(Tool.RESULT, MONDAY - timedelta(days=1), 60, Who.SIGNED_IN)
        projects.a_project(town.actor(Role.CLERK), plan, at=MONDAY)
    me = either_browser
    me.open("/projects/1")
    me.must_see("The result is not recorded yet.")
    clerk = a_clerk(another_browser(me.language)).browser
    records(clerk)
    agrees(clerk)
    me.open("/projects/1/result/rating", status=None)
    assert "/sign-in" in me.address
    signs_in(me, monkeypatch)
    me.open("/projects/1/result/rating")
    me.press("Send the answer", status=422)
    me.must_see("Choose one to five stars")
    me.choose("4 – content")
    me.fill("What should the municipality know?", "เพิ่มถังขยะหน้าตลาด")
    me.press("Send the answer")
    assert "เพิ่มถังขยะหน้าตลาด" not in me.text
    cares(me)
    closes(clerk)
    me.open("/projects/1/result")
    assert "ชมรมย้ายที่ทำการ" in me.text
    assert "ตัดหญ้าแล้ว" not in me.text


def signs_in(me: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "randbelow", lambda _most: 271828)
    me.open("/sign-in")
    me.fill("E-mail", "somsri@example.com")
    me.press("Send the code")
    me.fill("Code", "271 828")
    me.press("Sign in")


def records(clerk: Browser) -> None:
    clerk.open("/desk/care")
    clerk.open(f"{RECORD}/summary")
    clerk.press("Save", status=422)
    clerk.must_see("Say in Thai what came of it")
    clerk.fill("What came of it, in Thai", "ถนนใช้งานได้แล้วทั้งสาย")
    clerk.fill("Before the project", "๑๒.๕")
    clerk.fill("After the project", "สาม")
    clerk.press("Save", status=422)
    clerk.must_see("Enter a number with at most two decimals")
    clerk.fill("After the project", "3")
    clerk.fill("What was measured, in Thai", "อุบัติเหตุต่อปี")
    clerk.fill("In use since", "1/11/2569")
    clerk.press("Save")
    assert "12.50" in clerk.text
    clerk.open(f"{RECORD}/benefits/0")
    clerk.fill("Who benefits, in Thai", "นักเรียน")
    clerk.fill("How many people", "none")
    clerk.press("Save", status=422)
    clerk.must_see("Enter how many people, one or more")
    clerk.fill("How many people", "1500")
    clerk.press("Save")
    assert "1,500" in clerk.text


def agrees(clerk: Browser) -> None:
    clerk.open(f"{RECORD}/pacts/0")
    clerk.press("Save", status=422)
    clerk.must_see("Name the group, school or shop that looks after it")
    clerk.fill("What is looked after, in Thai", "แปลงดอกไม้หน้าโรงเรียน")
    clerk.fill("Who looks after it", "ชมรมผู้สูงอายุ")
    clerk.fill("A look every so many months", "2")
    clerk.fill("Agreed on", "1/11/2569")
    clerk.press("Save")
    assert "ชมรมผู้สูงอายุ" in clerk.text


def cares(me: Browser) -> None:
    me.open("/projects/1/result/pacts/1/check", status=403)
    me.open("/projects/1/result")
    me.press("Take part in looking after it")
    me.must_see("Thank you. You are reminded by e-mail when a look is due.")
    me.open("/projects/1/result/pacts/1/check")
    me.press("Send the report", status=422)
    me.must_see("Say how you found it")
    me.choose("In good order")
    me.fill("What did you see or do?", "ตัดหญ้าแล้ว")
    me.press("Send the report")
    assert "ตัดหญ้าแล้ว" in me.text
    me.press("Take part no longer")
    me.must_see("You are not reminded any more. Thank you for your care.")


def closes(clerk: Browser) -> None:
    clerk.open(RECORD)
    assert "เพิ่มถังขยะหน้าตลาด" in clerk.text
    clerk.open(f"{RECORD}/checks/1/hide")
    clerk.press("Hide the report", status=422)
    clerk.must_see("Tell the author why, in a sentence or two")
    clerk.fill("Reason", "มีชื่อบุคคล")
    clerk.press("Hide the report")
    clerk.open(f"{RECORD}/pacts/1/end")
    clerk.fill("Reason", "ชมรมย้ายที่ทำการ")
    clerk.press("End the pact")
    clerk.open(f"{RECORD}/benefits/1")
    clerk.press("Take this group out")
    clerk.must_see("It is taken out.")


def test_photos_of_before_and_after_stand_side_by_side(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    with town.work():
        plan = projects.stage(Tool.RESULT, MONDAY - timedelta(days=1), 60, Who.SIGNED_IN)
        projects.a_project(town.actor(Role.CLERK), plan, at=MONDAY)
    clerk = a_clerk(either_browser).browser
    clerk.open(f"{RECORD}/photos")
    clerk.press("Add photos", status=422)
    clerk.must_see("Say whether they show it before or after")
    clerk.choose("How it is now")
    clerk.press("Add photos", status=422)
    clerk.must_see("Choose a photo")
    clerk.attach("Photos", ("road.jpg", jpeg()))
    clerk.press("Add photos")
    clerk.press_again()
    clerk.open("/projects/1/result")
    clerk.must_see("After the project")
    assert len(clerk.page.soup.select(".thumbs img")) == 1
    clerk.open(RECORD)
    clerk.press("Take it away")
    clerk.open("/projects/1/result")
    assert not clerk.page.soup.select(".thumbs img")
