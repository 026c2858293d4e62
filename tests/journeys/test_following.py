"""Reporters follow their complaint: with number and code, or signed in. No JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from portal.complaints import services
from portal.complaints.lifecycle import Closing, Hold
from portal.complaints.models import Complaint
from portal.foundation.policy import Role
from tests import pictures
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.people import Resident, a_resident

DARK = "ไฟถนนดับทั้งซอย มืดมาก"
WRONG = "The number and the code do not belong together. Check both."


@pytest.fixture
def reporter(either_browser: Browser, town: Town, clock: Clock) -> Resident:
    """Somebody who filed one complaint."""
    return a_resident(either_browser).files(DARK)


@pytest.fixture
def officer(town: Town, clock: Clock) -> Callable[..., None]:
    """An officer who makes a move with the one complaint there is."""

    def moves(verb: Callable[..., Any], *words: Any, **more: Any) -> None:
        clock.pass_(hours=1)
        with town.work() as session:
            row = session.scalars(select(Complaint)).one()
            verb(
                town.actor(Role.DISPATCHER),
                row.id,
                *words,
                **more,
                seen=row.version,
                at=clock.now(),
            )

    return moves


# ── number and code ────────────────────────────────────────────────────────────────────────────


def test_the_number_is_taken_as_people_write_it(
    reporter: Resident, another_browser: Callable[..., Browser]
) -> None:
    running = int(reporter.number[-6:])
    for typed in (
        f"ขก 2569/{running:06d}",
        f"kk2026/{running}",
        f"๒๕๖๙/{running}",
        f"2026 {running}",
    ):
        visitor = a_resident(another_browser(reporter.browser.language))
        visitor.number, visitor.code = typed, reporter.code.lower()
        visitor.opens_by_code()
        assert visitor.browser.sees(reporter.number, DARK)


def test_a_wrong_pair_tells_nothing(
    reporter: Resident, another_browser: Callable[..., Browser]
) -> None:
    visitor = a_resident(another_browser(reporter.browser.language))
    visitor.number = reporter.number
    visitor.opens_by_code("AAAAAA", status=422)
    visitor.browser.must_see(WRONG)
    known = re.sub(r"value=\"[^\"]*\"|>[^<]*localhost[^<]*<", "", visitor.browser.page.html)
    visitor.number = "2569/999999"
    visitor.opens_by_code("AAAAAA", status=422)
    unknown = re.sub(r"value=\"[^\"]*\"|>[^<]*localhost[^<]*<", "", visitor.browser.page.html)
    assert known == unknown
    assert visitor.browser.value("Number") == "2569/999999"


def test_guessing_is_stopped(reporter: Resident, another_browser: Callable[..., Browser]) -> None:
    visitor = a_resident(another_browser(reporter.browser.language))
    visitor.number = reporter.number
    for _guess in range(10):
        visitor.opens_by_code("AAAAAA", status=422)
    visitor.opens_by_code(reporter.code, status=429)
    visitor.browser.must_see("There were too many wrong tries. Try again in 15 minutes.")


def test_the_address_alone_opens_nothing(
    reporter: Resident, another_browser: Callable[..., Browser]
) -> None:
    visitor = another_browser(reporter.browser.language)
    for running in (1, 999_999):
        visitor.open(f"/track/2026/{running}")
        assert visitor.address.endswith("/track")
    reporter.browser.open("/track/2026/1")
    assert reporter.browser.sees(DARK)


# ── what can be done ───────────────────────────────────────────────────────────────────────────


def test_the_reporter_adds_information_with_a_photo(reporter: Resident) -> None:
    reporter.opens_by_code()
    reporter.browser.fill("What do you want to add?", "ดับเพิ่มอีกสองดวง")
    reporter.browser.attach("Photos", ("b.jpg", pictures.jpeg()))
    reporter.browser.press("Send what you add")
    reporter.browser.must_see(
        "Thank you. We have what you added.", "The reporter added information"
    )
    assert reporter.browser.sees("ดับเพิ่มอีกสองดวง")
    assert len(reporter.browser.page.soup.select(".pair img")) == 1


def test_a_bad_photo_keeps_the_words(reporter: Resident) -> None:
    reporter.opens_by_code()
    reporter.browser.fill("What do you want to add?", "ดับเพิ่มอีกสองดวง")
    reporter.browser.attach("Photos", ("plan.jpg", pictures.PDF), ("good.jpg", pictures.jpeg()))
    reporter.browser.press("Send what you add", status=422)
    assert reporter.browser.value("What do you want to add?") == "ดับเพิ่มอีกสองดวง"
    assert reporter.browser.sees("plan.jpg")
    reporter.browser.press("Send what you add")
    assert len(reporter.browser.page.soup.select(".pair img")) == 1


def test_the_reporter_answers_a_question(
    reporter: Resident, officer: Callable[..., None], clock: Clock
) -> None:
    officer(services.ask, "เสาต้นที่เท่าไร")
    clock.pass_(minutes=5)
    reporter.opens_by_code()
    reporter.browser.must_see("We have a question", "Clock paused")
    assert reporter.browser.sees("เสาต้นที่เท่าไร")
    reporter.browser.press("Send the answer", status=422)
    reporter.browser.must_see("Write a few words")
    reporter.browser.fill("Your answer", "เสาที่สามจากปากซอย")
    reporter.browser.press("Send the answer")
    reporter.browser.must_see("Thank you. We have your answer.", "In progress")
    assert not reporter.browser.sees("We have a question")


def test_the_reporter_withdraws(reporter: Resident) -> None:
    reporter.opens_by_code()
    reporter.browser.press("Withdraw")
    reporter.browser.must_see("The complaint is withdrawn.", "Closed without a fix")


def test_the_reporter_rates_and_accepts(reporter: Resident, officer: Callable[..., None]) -> None:
    officer(services.resolve, "เปลี่ยนหลอดแล้ว", no_photo_because="ฝนตก")
    reporter.opens_by_code()
    reporter.browser.must_see("Finished", "Was it done well?")
    assert reporter.browser.sees("เปลี่ยนหลอดแล้ว", "ฝนตก")
    reporter.browser.press("Send the rating", status=422)
    reporter.browser.must_see("Choose one to five stars")
    reporter.browser.choose("4 – good")
    reporter.browser.fill("Why?", "เร็วดี")
    reporter.browser.choose("I accept the result. The case can be settled.")
    reporter.browser.press("Send the rating")
    reporter.browser.must_see("Thank you for your rating.", "Settled", "Your rating")
    assert not reporter.browser.sees("Is it not done?")


def test_the_reporter_asks_for_more_within_30_days(
    reporter: Resident, officer: Callable[..., None], clock: Clock
) -> None:
    officer(services.resolve, "เปลี่ยนหลอดแล้ว", no_photo_because="ฝนตก")
    clock.pass_(days=20)
    reporter.opens_by_code()
    reporter.browser.must_see("Is it not done?")
    reporter.browser.press("Open it again", status=422)
    reporter.browser.fill("What is still to be done?", "ยังดับอยู่หนึ่งดวง")
    reporter.browser.press("Open it again")
    reporter.browser.must_see("The complaint is open again.", "Opened again", "In progress")


def test_after_30_days_there_is_nothing_to_ask(
    reporter: Resident, officer: Callable[..., None], clock: Clock
) -> None:
    officer(services.close, Closing.NOT_OURS, "เป็นทางหลวงแผ่นดิน")
    reporter.opens_by_code()
    reporter.browser.must_see("Not within our authority", "Is it not done?")
    form = reporter.browser.page
    clock.pass_(days=40)
    reporter.opens_by_code()
    assert not reporter.browser.sees("Is it not done?")
    reporter.browser._page = form
    reporter.browser.fill("What is still to be done?", "ขอให้ประสานกรมทางหลวง")
    reporter.browser.press("Open it again", status=409)


def test_the_whole_story_is_told(
    reporter: Resident, officer: Callable[..., None], clock: Clock
) -> None:
    officer(services.acknowledge)
    officer(services.note, "ข้อความภายใน")
    officer(services.refer, "การไฟฟ้าส่วนภูมิภาค", their_number="กฟภ. 12/2569")
    news = clock.now() + timedelta(days=10)
    officer(services.hold, Hold.BUDGET, next_news=news, note="รองบประมาณปีหน้า")
    officer(services.reply, "ประสานการไฟฟ้าแล้ว")
    reporter.opens_by_code()
    reporter.browser.must_see(
        "Complaint accepted",
        "Referred to another agency",
        "Waiting for budget",
        "Answer",
        "Complaint received",
    )
    assert reporter.browser.sees("การไฟฟ้าส่วนภูมิภาค", "กฟภ. 12/2569", "ประสานการไฟฟ้าแล้ว")
    assert not reporter.browser.sees("ข้อความภายใน")


def test_an_expired_page_keeps_the_words(reporter: Resident) -> None:
    """The right to see it goes with the session; signed in, the words stay."""
    reporter.opens_by_code()
    token = reporter.browser.page.soup.find("input", attrs={"name": "csrf_token"})
    assert token is not None
    for each in reporter.browser.page.soup.find_all("input", attrs={"name": "csrf_token"}):
        each["value"] = "too old"
    reporter.browser.fill("What do you want to add?", "ดับเพิ่ม")
    reporter.browser.press("Send what you add", status=422)
    reporter.browser.must_see("This page was open for too long. Press the button again.")
    assert reporter.browser.value("What do you want to add?") == "ดับเพิ่ม"
    reporter.browser.press("Send what you add")
