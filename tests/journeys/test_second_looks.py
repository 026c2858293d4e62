"""A head looks a second time, the public reads what came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.complaints import jobs
from portal.complaints.models import SecondLook
from portal.complaints.services import second_looks as services
from portal.complaints.verdicts import Verdict
from portal.foundation.database import session
from portal.foundation.policy import Role
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.people import somebody
from tests.rooms.test_second_looks import NEXT, finished


@pytest.fixture
def lots(town: Town, clock: Clock) -> int:
    """Twelve finished complaints, all of them drawn."""
    with town.work():
        for number in range(12):
            finished(town, at=MONDAY + timedelta(minutes=number))
    clock.set(NEXT + timedelta(hours=1))
    with town.work():
        jobs.draw_second_looks(clock.now())
    return 12


def test_a_head_finds_one_not_done_and_is_led_to_open_it_again(
    either_browser: Browser, lots: int, town: Town
) -> None:
    somebody(either_browser, Role.HEAD)
    either_browser.open("/desk/second-looks")
    assert len(either_browser.page.soup.select(".look")) == lots
    either_browser.open(either_browser.page.soup.select_one(".look a")["href"].removeprefix("/en"))
    either_browser.press("Save what you found", status=422)
    either_browser.must_see("Choose what you found")
    either_browser.choose("Not done")
    either_browser.press("Save what you found", status=422)
    either_browser.must_see("Write a few words")
    either_browser.fill("How you looked, and what you saw", "ไปดูแล้ว ยังดับอยู่")
    either_browser.press("Save what you found")
    either_browser.must_see(
        "The second look is saved.",
        "It is not done. Open the complaint again, so that the work goes on and the reporter "
        "hears of it.",
    )
    either_browser.click("Open again")
    either_browser.fill("Why is it opened again?", "ยังดับอยู่")
    either_browser.press("Open again")
    either_browser.must_see("Second look:", "Not done")


def test_only_those_who_answer_for_work_enter(browser: Browser, lots: int) -> None:
    somebody(browser, Role.OFFICER)
    browser.open("/desk/second-looks", status=403)
    somebody(browser, Role.MAYOR)
    browser.open("/desk/second-looks")
    browser.must_see("Nothing has been looked at yet")
    browser.open("/desk/second-looks/1")
    assert not browser.page.soup.select("form[action*='second-looks']")
    browser.open("/desk/second-looks/999", status=404)


def test_the_clerk_sets_how_many_and_the_public_reads_the_share(
    either_browser: Browser, lots: int, town: Town, clock: Clock
) -> None:
    somebody(either_browser, Role.CLERK)
    either_browser.open("/figures?period=2026-11")
    assert "%" not in either_browser.page.soup.select_one("[aria-labelledby=looks] > p").text
    with town.work():
        for number, look in enumerate(session.scalars(select(SecondLook)).all()):
            verdict = Verdict.DONE if number % 4 else Verdict.CANNOT_SAY
            services.say(town.actor(Role.CLERK), look.id, verdict, "ดูภาพ", at=clock.now())
    clock.pass_(minutes=2)
    either_browser.open("/figures?period=2026-11")
    shown = either_browser.page.soup.select_one("[aria-labelledby=looks] > p").text
    assert ("75%" in shown, "12" in shown, "47%" in shown, "91%" in shown) == (True,) * 4
    row = either_browser.client.get("/figures.csv?period=2026-11&table=looks").get_data(True)
    assert row.splitlines()[1].startswith("12,12,0,9,0,3,0.75,")
    either_browser.open("/desk/second-looks?show=found")
    assert len(either_browser.page.soup.select(".look")) == lots
    either_browser.open("/settings/second-looks")
    either_browser.fill("Complaints drawn each week", "มาก")
    either_browser.press("Save", status=422)
    either_browser.fill("Complaints drawn each week", "๙")
    either_browser.press("Save")
    assert either_browser.value("Complaints drawn each week") == "9"
