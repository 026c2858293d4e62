"""People work together: a task is entered, they sign up, give, come, write, and are thanked."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest

from portal.foundation.policy import Role
from portal.participation.projects.terms import Tool, Who
from tests import projects
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.people import a_clerk

RECORD = "/desk/projects/1/tasks"
PAGE = "/projects/1/tasks"


def test_a_task_is_entered_joined_worked_and_thanked(
    either_browser: Browser,
    another_browser: Callable[..., Browser],
    town: Town,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with town.work():
        plan = projects.stage(Tool.TASKS, MONDAY - timedelta(days=1), 60, Who.SIGNED_IN)
        projects.a_project(town.actor(Role.CLERK), plan, at=MONDAY)
    me = either_browser
    me.open("/projects/1")
    me.must_see("No task is planned at the moment.")
    clerk = a_clerk(another_browser(me.language)).browser
    enters(clerk)
    needs(clerk)
    me.open(f"{PAGE}/1")
    me.must_see("Sign in and sign up")
    me.open(f"{PAGE}/1?join=yes", status=None)
    assert "/sign-in" in me.address
    signs_in(me, monkeypatch)
    joins(me)
    gives(me)
    receives(clerk)
    writes(me)
    thanked(me, another_browser, clock, monkeypatch)


def thanked(
    me: Browser,
    another_browser: Callable[..., Browser],
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock.set(MONDAY + timedelta(days=6))
    clerk = a_clerk(another_browser(me.language)).browser
    attends(clerk)
    signs_in(me, monkeypatch)
    me.open(PAGE)
    me.must_see("My certificate of thanks (PDF)")
    assert "7,200.50" in me.text
    certified(me)
    hides(clerk)
    me.open(PAGE)
    assert "ทาสีเสร็จแล้ว" not in me.text


def signs_in(me: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "randbelow", lambda _most: 271828)
    me.open("/sign-in", status=None)
    if "/sign-in" not in me.address:
        return
    me.fill("E-mail", "somsri@example.com")
    me.press("Send the code")
    me.fill("Code", "271 828")
    me.press("Sign in")


def enters(clerk: Browser) -> None:
    clerk.open("/desk/tasks")
    clerk.must_see("No task is planned at the moment.")
    clerk.open(f"{RECORD}/0")
    clerk.press("Save", status=422)
    clerk.must_see("Say in Thai what is to be done", "Say in Thai where people meet")
    clerk.fill("What is to be done, in Thai", "ทาสีกำแพงสนามเด็กเล่น")
    clerk.fill("Where people meet, in Thai", "สนามเด็กเล่น")
    clerk.fill("How many people it needs", "๒")
    clerk.fill("Day", "28/11/2569")
    clerk.fill("Begins at", "9.00")
    clerk.fill("Ends at", "8.00")
    clerk.press("Save", status=422)
    clerk.must_see("A task must end after its beginning")
    clerk.fill("Ends at", "12.30")
    clerk.press("Save")
    assert "ทาสีกำแพงสนามเด็กเล่น" in clerk.text


def needs(clerk: Browser) -> None:
    clerk.open(f"{RECORD}/1/needs/0")
    clerk.press("Save", status=422)
    clerk.must_see("Say in Thai what is needed")
    clerk.fill("What is needed, in Thai", "สีน้ำ")
    clerk.fill("Unit in Thai", "ถัง")
    clerk.fill("How many are needed", "10")
    clerk.press("Save")
    assert "สีน้ำ" in clerk.text


def joins(me: Browser) -> None:
    me.open(f"{PAGE}/diary/new", status=403)
    me.open(f"{PAGE}/1")
    me.press("Sign up", status=422)
    me.fill("Your name", "สมศรี ใจดี")
    me.press("Sign up")
    me.must_see("Thank you. You are on the list. We write to you before it begins.")
    me.must_see("You have a place.")
    me.press("Give my place back")
    me.must_see("You are not on the list any more.")
    me.fill("Your name", "สมศรี ใจดี")
    me.fill("What can you do or bring?", "มีบันได")
    me.press("Sign up")
    assert me.client.get(f"{PAGE}/certificate.pdf").status_code == 404


def gives(me: Browser) -> None:
    me.open(f"{PAGE}/gifts/new?need=1")
    me.press("Offer it", status=422)
    me.must_see("Enter how many, one or more")
    me.fill("What do you give?", "สีน้ำสีขาว")
    me.fill("How many?", "4")
    me.choose("Name me on the project’s page")
    me.press("Offer it", status=422)
    me.must_see("Enter the name to be shown, or take the tick out")
    me.fill("Name on the page", "ร้านสมบูรณ์การช่าง")
    me.press("Offer it")
    me.must_see("Thank you. We write to you when your gift can be received.")


def receives(clerk: Browser) -> None:
    clerk.open("/desk/tasks")
    clerk.open(f"{RECORD}/gifts/1")
    clerk.press("Receive it with thanks", status=422)
    clerk.must_see("Enter what it is worth in baht, with at most two decimals")
    clerk.fill("Worth in baht", "๗๒๐๐.๕๐")
    clerk.press("Receive it with thanks")
    clerk.must_see("Saved. The giver is told.")
    assert "ร้านสมบูรณ์การช่าง" in clerk.text


def writes(me: Browser) -> None:
    me.open(f"{PAGE}/diary/new")
    me.press("Send the entry", status=422)
    me.must_see("Write what you did, or add a photo")
    me.fill("What did you do?", "ทาสีเสร็จแล้ว")
    me.press("Send the entry")
    assert "ทาสีเสร็จแล้ว" in me.text


def attends(clerk: Browser) -> None:
    clerk.open("/desk/tasks")
    clerk.must_see("Over, and nobody has said who came")
    clerk.open(f"{RECORD}/1/people")
    assert "มีบันได" in clerk.text
    clerk.press("Put on the list", status=422)
    clerk.fill("Name", "ป้าสมศรี")
    clerk.press("Put on the list")
    clerk.choose("Came", within="สมศรี ใจดี")
    clerk.press("Save the attendance")
    clerk.must_see("The attendance is saved. Whoever came is thanked by e-mail.")
    assert "certificate.pdf" in str(clerk.page.soup)


def certified(me: Browser) -> None:
    answer = me.client.get(f"{PAGE}/certificate.pdf?numerals=th")
    assert answer.mimetype == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    text = pypdfium2.PdfDocument(BytesIO(answer.data))[0].get_textpage().get_text_range()
    assert "3.5" in text or "๓.๕" in text
    assert "สมศรี ใจดี" in text


def hides(clerk: Browser) -> None:
    clerk.open(f"{RECORD}/diary/1")
    clerk.press("Hide it", status=422)
    clerk.fill("Reason", "มีชื่อผู้อื่น")
    clerk.press("Hide it")
    clerk.must_see("The entry is hidden. Its author is told why.")


def test_a_visitor_and_a_stranger_get_nothing_of_the_list(
    browser: Browser, another_browser: Callable[..., Browser], town: Town, clock: Clock
) -> None:
    with town.work():
        plan = projects.stage(Tool.TASKS, MONDAY - timedelta(days=1), 60, Who.SIGNED_IN)
        projects.a_project(town.actor(Role.CLERK), plan, at=MONDAY)
    clerk = a_clerk(another_browser("th")).browser
    enters(clerk)
    clerk.open(f"{RECORD}/1/people")
    clerk.fill("Name", "ป้าสมศรี")
    clerk.press("Put on the list")
    browser.open(f"{PAGE}/1")
    assert "ป้าสมศรี" not in browser.text
    browser.open(f"{PAGE}/certificate.pdf", status=404)
    browser.open(f"{RECORD}/1/people", status=None)
    assert "ป้าสมศรี" not in browser.text
