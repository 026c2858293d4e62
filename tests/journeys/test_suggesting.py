"""A resident who does not know the category, and the desk that does not either."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from portal.complaints.models import Category, Complaint
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.people import Resident, a_dispatcher

DARK = "ไฟถนนดับทั้งซอย มืดมาก"


def title(town: Town, code: str, language: str) -> str:
    with town.look() as session:
        category = session.scalars(select(Category).where(Category.code == code)).one()
        return str(category.title_th if language == "th" else category.title_en)


def test_the_check_page_offers_what_the_words_say(resident: Resident, town: Town) -> None:
    lamp = title(town, "streetlight", resident.browser.language)
    resident.writes(DARK).checks()
    resident.browser.must_see("Which category fits?")
    resident.browser.press(lamp)
    assert not resident.browser.sees(resident.browser.words("Which category fits?"))
    resident.sends()
    with town.look() as session:
        (complaint,) = session.scalars(select(Complaint)).all()
        found = session.get_one(Category, complaint.category_id)
        assert (found.code, complaint.text) == ("streetlight", DARK)


def test_nothing_is_chosen_for_who_only_sends(someone: Resident, town: Town) -> None:
    someone.writes(DARK).checks().sends()
    with town.look() as session:
        assert session.scalars(select(Complaint.category_id)).all() == [None]


def test_a_typed_text_is_answered_and_written_nowhere(browser: Browser, town: Town) -> None:
    browser.open("/report")
    token = browser.page.soup.find("input", {"name": "csrf_token"})["value"]
    answer = browser.client.post(
        "/report/suggest",
        data={"text": DARK},
        headers={"X-CSRFToken": token, "Origin": browser.origin},
        base_url=browser.origin,
    )
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json[0]["title"] == title(town, "streetlight", "th")
    with town.look() as session:
        assert session.scalars(select(Complaint)).all() == []


def test_the_desk_takes_a_suggestion_by_one_press(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    with town.work():
        receipt = makers.complaint(DARK, at=MONDAY - timedelta(hours=1))
    lamp = title(town, "streetlight", either_browser.language)
    a_dispatcher(either_browser).opens_case(f"{receipt.year}/{receipt.running}")
    either_browser.must_see("Suggested category")
    either_browser.press(lamp)
    with town.look() as session:
        complaint = session.get_one(Complaint, receipt.complaint_id)
        assert session.get_one(Category, complaint.category_id).code == "streetlight"
    assert not either_browser.sees(either_browser.words("Suggested category"))


def test_the_counter_asks_and_takes_without_filing(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    lamp = title(town, "streetlight", either_browser.language)
    a_dispatcher(either_browser)
    either_browser.open("/desk/new")
    either_browser.fill("What is wrong?", DARK)
    either_browser.press("Suggest a category")
    button = next(
        one.get_text(" ", strip=True)
        for one in either_browser.page.soup.select("button[name=suggested]")
        if one.get_text(" ", strip=True).startswith(lamp)
    )
    either_browser.press(button)
    assert (
        either_browser.page.soup.select_one("#category option[selected]").get_text(strip=True)
        == lamp
    )
    with town.look() as session:
        assert session.scalars(select(Complaint)).all() == []
