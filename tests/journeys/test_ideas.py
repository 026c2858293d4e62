"""Propose in two steps, support within a quota, speak for and against, answer, merge, appeal."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from portal.participation.ideas.models import Idea
from portal.participation.projects.terms import Who
from tests import ideas as make
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.people import a_clerk, a_dispatcher, an_officer


@pytest.fixture
def signs_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[Browser, str], None]:
    """Signing in by the code that was sent; chance is told which one to draw."""
    monkeypatch.setattr(secrets, "randbelow", lambda _most: 271828)

    def sign_in(browser: Browser, email: str) -> None:
        browser.open("/sign-in")
        browser.fill("E-mail", email)
        browser.press("Send the code")
        browser.fill("Code", "271 828")
        browser.press("Sign in")

    return sign_in


def proposes(browser: Browser, title: str = make.TITLE, text: str = make.TEXT) -> None:
    browser.open("/projects/1/ideas/new")
    browser.fill("Your idea in one line", title)
    browser.fill("Why, and what would be better by it?", text)
    browser.press("Continue")


def test_an_idea_from_the_first_step_to_its_answer(  # noqa: PLR0915 - one journey, told in one go
    either_browser: Browser,
    another_browser: Callable[..., Browser],
    town: Town,
    clock: Clock,
    signs_in: Any,
) -> None:
    with town.work():
        make.a_stage()
    me, language = either_browser, either_browser.language
    me.open("/projects/1/ideas/new", status=None)
    assert "/sign-in" in me.address
    signs_in(me, "somsri@example.com")
    me.open("/projects/1/ideas")
    me.must_see("There is no idea yet")
    me.open("/projects/1/ideas/new")
    me.fill("Your idea in one line", "เอ")
    me.press("Continue", status=422)
    me.must_see("Say in one line what you propose")
    proposes(me)
    me.fill("Landmark", "หน้าตลาดสด")
    me.press("Send the idea")
    me.must_see("Your idea was received", "What happens next")
    me.click("Read it as everyone does")
    me.press("I support this")
    me.must_see("You support this idea.")
    me.press("Take my support back")
    me.must_see("Your support is taken back.")
    me.press("I support this")

    other = another_browser(language)
    signs_in(other, "other@example.com")
    proposes_the_same_and_speaks(other)
    replies_to_it(me)
    answers_and_merges(a_clerk(another_browser(language)).browser)
    me.open("/projects/1/ideas/2")
    assert "/ideas/1" in me.address
    assert "กองช่างจะสำรวจแนวทางเดิน" in me.text
    with town.look() as session:
        assert list(session.scalars(select(Idea.supports).order_by(Idea.id))) == [2, 0]


def proposes_the_same_and_speaks(other: Browser) -> None:
    proposes(other, "ทางเดินร่มรื่นไปโรงเรียน", make.TEXT)
    other.must_see("Is it one of these?")
    assert make.TITLE in other.text
    other.press("Change the words")
    other.press("Continue")
    other.press("Send the idea")
    other.open("/projects/1/ideas/1")
    other.press("I support this")
    other.choose("Against")
    other.fill("Your comment", "ควรทำถนนก่อน")
    other.press("Send the comment")
    other.must_see("Your comment is on the page.")


def replies_to_it(me: Browser) -> None:
    me.open("/projects/1/ideas/1?to=1")
    me.fill("Your comment", "ทำพร้อมกันได้")
    me.press("Send the reply")
    assert "ทำพร้อมกันได้" in me.text


def answers_and_merges(clerk: Browser) -> None:
    language = clerk.language
    clerk.open("/desk/ideas")
    clerk.open("/desk/projects/1/ideas/1")
    clerk.press("Publish the answer", status=422)
    clerk.choose("Needs study")
    clerk.fill("Reason in Thai", "กองช่างจะสำรวจแนวทางเดิน")
    clerk.choose("Responsible unit", "สำนักช่าง" if language == "th" else "Bureau of Public Works")
    clerk.press("Publish the answer", status=422)
    clerk.must_see("Say by which day the result of the study is told")
    clerk.fill("Day of the next news", "24/12/2026")
    clerk.press("Publish the answer")
    clerk.must_see("The answer is public. The author and those around the idea are told.")
    clerk.open("/desk/projects/1/ideas/2")
    clerk.fill("Number of the other idea", "1")
    clerk.fill("Why are the two one idea?", "เส้นทางเดียวกัน")
    clerk.press("Merge the ideas")
    clerk.must_see("The idea goes on in the other one.")


def test_what_is_hidden_is_told_its_author_who_appeals_once(  # noqa: PLR0915 - one journey, told in one go
    either_browser: Browser,
    another_browser: Callable[..., Browser],
    town: Town,
    clock: Clock,
) -> None:
    with town.work():
        make.a_stage(Who.ANYONE)
    me, language = either_browser, either_browser.language
    proposes(me)
    me.press("Send the idea")
    me.must_see("Your idea was received")
    with town.look() as session:
        code = session.scalars(select(Idea.code)).one()
    assert code in me.text
    reader = another_browser(language)
    flags(reader)
    officer = an_officer(another_browser(language)).browser
    hides(officer)
    reader.open("/projects/1/ideas/1", status=404)
    me.open("/projects/1/ideas/mine")
    me.fill("Number of the idea", "1")
    me.press("Open")
    me.fill("Code of the idea", "WRONG")
    me.fill("Why should it be shown?", "เป็นชื่อสถานที่")
    me.press("Ask for another look", status=422)
    me.must_see("This is not the code of the idea")
    me.fill("Code of the idea", code)
    me.press("Ask for another look")
    me.must_see("You asked for another look. Somebody else than who hid it decides, and tells you.")
    officer.open("/desk/projects/1/ideas/1")
    officer.must_see("Somebody else than who hid it decides.")
    dispatcher = a_dispatcher(another_browser(language)).browser
    dispatcher.open("/desk/projects/1/ideas/1")
    dispatcher.fill("What the author is told", "เป็นชื่อสถานที่จริง")
    dispatcher.press("Show it again")
    dispatcher.must_see("The appeal is decided. The author is told.")
    reader.open("/projects/1/ideas/1")


def flags(reader: Browser) -> None:
    reader.open("/projects/1/ideas/1")
    reader.click("Ask us to look at this idea")
    reader.choose("Something else")
    reader.press("Send the flag", status=422)
    reader.fill("What should we know?", "มีชื่อคน")
    reader.press("Send the flag")
    reader.must_see("Thank you. Somebody will look at it.")


def hides(officer: Browser) -> None:
    officer.open("/desk/ideas")
    officer.click(make.TITLE)
    officer.choose("Tells personal things of somebody")
    officer.press("Hide it", status=422)
    officer.fill("What the author is told", "มีชื่อบุคคลอื่นอยู่ในข้อความ")
    officer.choose("Tells personal things of somebody")
    officer.press("Hide it")
    officer.must_see("It is hidden. The author is told why.")


def test_staff_take_an_idea_down_and_set_the_rules(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    with town.work():
        make.a_stage()
    clerk = a_clerk(either_browser).browser
    clerk.open("/desk/ideas")
    clerk.click("Rules for ideas")
    clerk.fill("How many ideas may one person support?", "0")
    clerk.press("Save", status=422)
    clerk.fill("How many ideas may one person support?", "๓")
    clerk.press("Save")
    clerk.must_see("The rules hold from now on.")
    clerk.open("/desk/projects/1/ideas/new")
    clerk.press("Keep the idea", status=422)
    clerk.fill("Your idea in one line", make.TITLE)
    clerk.fill("Why, and what would be better by it?", make.TEXT)
    clerk.press("Keep the idea")
    clerk.must_see("Taken down at a village forum")
    clerk.open("/desk/projects/1/ideas/hotspots")
    clerk.must_see("There is no hotspot")
    clock.set(MONDAY)
