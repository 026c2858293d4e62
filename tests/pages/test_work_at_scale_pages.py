"""Work with many complaints in Chromium: bulk, marks, own list, keys and how to end them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from portal.complaints import services
from portal.complaints.marking import services as marking
from portal.foundation import clock as portal_clock
from portal.foundation.policy import Role
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.pages.window import Window


@pytest.fixture
def filled(town: Town, clock: Clock) -> str:
    """Some complaints: listed, reminded of, named in, changed since they were read."""
    with town.work():
        clerk, dispatcher = town.actor(Role.CLERK), town.actor(Role.DISPATCHER)
        receipts = [
            makers.complaint(f"ไฟถนนดับทั้งซอย มืดมาก {n}", at=MONDAY - timedelta(hours=9 - n))
            for n in range(4)
        ]
        for one in receipts[:3]:
            marking.keep_on_list(clerk, one.complaint_id, on=True, at=MONDAY)
        first = receipts[0].complaint_id
        marking.mark_read(clerk, first, seen=1, at=MONDAY)
        tomorrow = portal_clock.local(MONDAY).date() + timedelta(days=1)
        marking.remind(clerk, first, tomorrow, "ถามผู้รับเหมา", at=MONDAY)
        people = [clerk.person_id or 0]
        marking.note(dispatcher, first, "โปรดตรวจสอบ", people, seen=1, at=MONDAY)
        services.acknowledge(dispatcher, first, seen=2, at=MONDAY)
        clock.pass_(days=1)
        return f"{receipts[0].year}/{receipts[0].running}"


def test_the_pages_of_many_complaints(
    page_at: Callable[..., Window], filled: str, width: int, language: str
) -> None:
    window = page_at(width, language).expects(422).signs_in(Role.CLERK)
    window.open("/desk?state=received").check("scale-desk")
    boxes = window.page.locator("[data-row] input[type=checkbox]")
    for place in range(2):
        boxes.nth(place).press("Space")
    window.page.locator("[data-bulk] select").select_option("reply")
    window.press("Go on with the chosen ones").check("scale-check")
    window.follow(window.page.locator("main form button").last).check("scale-check-refused")
    window.fill("Answer to every reporter", "กำลังตรวจสอบ")
    window.follow(window.page.locator("main form button").last).check("scale-done")
    for path, name in (
        (f"/desk/{filled}", "case"),
        (f"/desk/{filled}?move=note", "note"),
        (f"/desk/{filled}/remind", "remind"),
        ("/desk/for-me", "for-me"),
        ("/desk/my-list", "my-list"),
        ("/desk/filters", "filters-empty"),
        ("/desk/keys", "keys"),
    ):
        window.open(path).check(f"scale-{name}")


def test_keys_do_nothing_while_one_types_and_can_be_switched_off(
    page_at: Callable[..., Window], filled: str
) -> None:
    window = page_at(1280, "en").signs_in(Role.CLERK).open("/desk")
    page = window.page
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-row] input[type=checkbox]").first).to_be_checked()
    expect(page.locator("[data-bulk-count]")).to_have_text("1 chosen")
    window.field("Words or number").focus()
    page.keyboard.press("m")
    expect(window.field("Words or number")).to_have_value("m")
    window.field("Words or number").evaluate("field => field.blur()")
    page.keyboard.press("l")
    page.wait_for_url("**/desk/my-list")
    window.open("/desk/keys")
    window.button("Turn keys off").click()
    expect(window.button("Turn keys on")).to_be_visible()
    page.keyboard.press("u")
    expect(page).to_have_url(f"{window.address}/en/desk/keys")
    window.button("Turn keys on").click()
    page.keyboard.press("u")
    page.wait_for_url("**/en/desk")
