"""A forum is announced, residents register, come, decide, and read the minutes."""

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
from tests.ideas import an_idea
from tests.makers import MONDAY
from tests.people import a_clerk

RECORD = "/desk/projects/1/forums"
PAGE = "/projects/1/forums"


@pytest.fixture
def meeting(town: Town, clock: Clock) -> Town:
    """A project with forums, and an idea in it."""
    with town.work():
        begun = MONDAY - timedelta(days=1)
        plans = [
            projects.stage(tool, begun, 60, Who.SIGNED_IN) for tool in (Tool.FORUM, Tool.IDEAS)
        ]
        project = projects.a_project(town.actor(Role.CLERK), *plans, at=MONDAY)
        an_idea(next(one.id for one in project.stages if one.tool is Tool.IDEAS))
    return town


def test_a_forum_is_announced_held_and_minuted(
    either_browser: Browser,
    another_browser: Callable[..., Browser],
    meeting: Town,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    me = either_browser
    me.open("/projects/1")
    me.must_see("No forum is planned at the moment.")
    clerk = a_clerk(another_browser(me.language)).browser
    enters(clerk)
    registers(me, monkeypatch)
    clock.set(MONDAY + timedelta(days=6))
    clerk = a_clerk(another_browser(me.language)).browser
    counts(clerk)
    decides(clerk)
    minutes(clerk)
    me.open(f"{PAGE}/1")
    me.must_see("What was decided", "Minutes published", "Who came", "not told (too few)")
    assert "ให้ปรับปรุงถนนก่อน" in me.text
    assert "สมศรี" not in me.text


def signs_in(me: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "randbelow", lambda _most: 271828)
    me.fill("E-mail", "somsri@example.com")
    me.press("Send the code")
    me.fill("Code", "271 828")
    me.press("Sign in")


def enters(clerk: Browser) -> None:
    clerk.open("/desk/forums")
    clerk.must_see("No forum is planned at the moment.")
    clerk.open(f"{RECORD}/new")
    clerk.press("Save", status=422)
    clerk.must_see("Say in Thai what the forum is about", "Say in Thai where people meet")
    clerk.fill("What the forum is about, in Thai", "ประชาคมหมู่บ้าน หมู่ที่ 4")
    clerk.fill("Where people meet, in Thai", "ศาลากลางบ้าน")
    clerk.fill("Agenda in Thai", "ชี้แจงแผน\nรับข้อเสนอ")
    clerk.fill("Day", "28/11/2569")
    clerk.fill("Begins at", "9.00")
    clerk.fill("Ends at", "12.00")
    clerk.fill("Composition announced on", "20/11/2569")
    clerk.press("Save")
    clerk.open(f"{RECORD}/1/groups/0")
    clerk.press("Save", status=422)
    clerk.must_see("Name the group in Thai")
    clerk.fill("Group in Thai", "ผู้แทนครัวเรือน")
    clerk.fill("How many people", "๓๐")
    clerk.press("Save")
    assert "ผู้แทนครัวเรือน" in clerk.text
    clerk.open(f"{RECORD}/1/people")
    clerk.must_see("Nobody has registered yet.")


def registers(me: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    me.open(f"{PAGE}/1")
    me.must_see("Sign in and register")
    me.open(f"{PAGE}/1?register=yes", status=None)
    assert "/sign-in" in me.address
    signs_in(me, monkeypatch)
    me.open(f"{PAGE}/1")
    me.press("Register for the forum", status=422)
    me.fill("Your name", "สมศรี ใจดี")
    me.choose("You come for", "ผู้แทนครัวเรือน")
    me.choose("Sex", "Woman")
    me.press("Register for the forum")
    me.must_see("You are on the list.")
    me.press("I cannot come")
    me.must_see("You are not on the list any more.")
    me.fill("Your name", "สมศรี ใจดี")
    me.choose("Sex", "Woman")
    me.press("Register for the forum")


def counts(clerk: Browser) -> None:
    clerk.open("/desk/forums")
    clerk.must_see("Held, and the minutes are not published")
    clerk.open(f"{RECORD}/1/people")
    clerk.choose("สมศรี ใจดี")
    clerk.press("Save the attendance")
    clerk.must_see("The attendance is saved.")
    clerk.fill("How many people", "0")
    clerk.press("Count them", status=422)
    clerk.fill("How many people", "20")
    clerk.choose("Sex", "Man")
    clerk.press("Count them")
    clerk.must_see("They are counted.")


def decides(clerk: Browser) -> None:
    clerk.open(f"{RECORD}/1/decisions/0")
    clerk.press("Save", status=422)
    clerk.must_see("Write in Thai what was decided", "Say how the room decided")
    clerk.fill("What was decided, in Thai", "ให้ปรับปรุงถนนก่อน")
    clerk.choose("By show of hands")
    clerk.fill("Votes for it", "18")
    clerk.fill("Votes against it", "9")
    clerk.press("Save", status=422)
    clerk.fill("Votes against it", "2")
    clerk.press("Save")
    clerk.must_see("The decision is recorded.")
    clerk.fill("Number of the idea", "77")
    clerk.press("Link the idea", status=422)
    clerk.must_see("There is no public idea of this number in the project")
    clerk.fill("Number of the idea", "1")
    clerk.press("Link the idea")
    clerk.must_see("The idea is linked.")


def minutes(clerk: Browser) -> None:
    clerk.open(f"{RECORD}/1/minutes")
    clerk.press("Publish", status=422)
    clerk.must_see("Write the minutes in Thai")
    clerk.fill("Minutes in Thai", "เปิดประชุมเวลา 09.00 น.\nที่ประชุมรับทราบแผน")
    clerk.press("Publish")
    clerk.must_see("The minutes are published. Who registered is told.")


def test_the_list_at_the_door_is_for_staff(
    browser: Browser, another_browser: Callable[..., Browser], meeting: Town, clock: Clock
) -> None:
    clerk = a_clerk(another_browser("th")).browser
    enters(clerk)
    clock.set(MONDAY + timedelta(days=6))
    clerk = a_clerk(another_browser("th")).browser
    clerk.open(f"{RECORD}/1/people")
    clerk.fill("Name, if it is one person", "ป้าบุญมี")
    clerk.press("Count them")
    assert "ป้าบุญมี" in clerk.text
    browser.open(f"{PAGE}/1")
    assert "ป้าบุญมี" not in browser.text
    browser.open(f"{RECORD}/1/people", status=None)
    assert "ป้าบุญมี" not in browser.text
