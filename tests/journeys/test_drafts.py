"""A draft from its first edition to the response table, in both languages."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import pytest

from portal.foundation.policy import Role
from tests import plans as make
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.people import a_clerk


@pytest.fixture
def signs_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[Browser, str], Browser]:
    """Signing in by the code that was sent; chance is told which one to draw."""
    monkeypatch.setattr(secrets, "randbelow", lambda _most: 271828)

    def sign_in(browser: Browser, email: str) -> Browser:
        browser.open("/sign-in")
        browser.fill("E-mail", email)
        browser.press("Send the code")
        browser.fill("Code", "271 828")
        browser.press("Sign in")
        return browser

    return sign_in


def test_a_draft_is_published_commented_on_and_answered(
    either_browser: Browser,
    another_browser: Callable[..., Browser],
    town: Town,
    clock: Clock,
    signs_in: Callable[[Browser, str], Browser],
) -> None:
    with town.work():
        stage_id = make.a_project(town.actor(Role.CLERK)).stages[0].id
    address = f"/projects/1/draft/{stage_id}"
    clerk, anyone = a_clerk(either_browser).browser, another_browser(either_browser.language)
    anyone.open(address)
    anyone.must_see("The draft is not published yet")
    clerk.open(f"/desk{address}")
    clerk.click("Publish the draft")
    clerk.press("Publish the edition", status=422)
    clerk.must_see("Write the draft in Thai")
    clerk.fill("Draft in Thai", "ข้อหนึ่ง\n\nข้อสอง")
    clerk.fill("Draft in English", "One\n\nTwo")
    clerk.press("Publish the edition")
    anyone.open(f"{address}/paragraphs/2")
    anyone.must_see("Sign in to write a comment. Your name is not shown.")
    comments_and_is_answered(clerk, signs_in(anyone, "somsri@example.com"), address)


def comments_and_is_answered(clerk: Browser, resident: Browser, address: str) -> None:
    """What was said is answered in the table; a flag is settled."""
    resident.open(f"{address}/paragraphs/2")
    resident.press("Send the comment", status=422)
    resident.must_see("Write what you think")
    resident.fill("Your comment", "ขอทางลาดสำหรับรถเข็น")
    resident.press("Send the comment")
    resident.must_see("Your comment stands here now. It is answered officially.")
    clerk.open(f"/desk{address}")
    clerk.press("Publish the answer", status=422)
    clerk.must_see("Choose one of these")
    for box in clerk.page.soup.select("[name=comments]"):
        box["checked"] = ""
    clerk.choose("Taken up")
    clerk.fill("Reason in Thai", "เพิ่มทางลาดทุกทางแยกแล้ว")
    clerk.press("Publish the answer")
    clerk.must_see("Every comment is answered.")
    resident.open(f"{address}/answers")
    assert "เพิ่มทางลาดทุกทางแยกแล้ว" in resident.text
    resident.open("/projects/1")
    resident.click("Read the draft and comment on it")
