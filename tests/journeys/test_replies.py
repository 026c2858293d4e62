"""Set up categories and prepared texts; answer with them, and see first what will be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.complaints.lifecycle import Verb
from portal.complaints.models import Complaint
from portal.complaints.queries import choices
from portal.complaints.replying import services as replying
from portal.complaints.replying.services import Draft
from portal.complaints.services import Contact
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.people import a_clerk, an_officer

Filed = Callable[[], list[Complaint]]
MAIL = Contact(email="somsri@example.com", language="th")
NAME = Bilingual("ส่งช่างแล้ว", "Somebody is on the way")


@pytest.fixture
def address(town: Town) -> str:
    """A complaint about a street light, with a prepared answer."""
    with town.work():
        light = next(line.id for line in choices.categories() if line.code == "streetlight")
        text = Bilingual("เรื่อง {number}: ช่างไปแล้ว", "{number}: somebody is on the way")
        replying.add(town.actor(Role.CLERK), Draft(Verb.REPLY, light, NAME, text), MONDAY)
        receipt = makers.complaint(category_id=light, contact=MAIL)
    return f"{receipt.year}/{receipt.running}"


def asks_and_stops(browser: Browser) -> None:
    """From the page of a category: a question, and a stop that hangs on its answer."""
    browser.click("Add a question")
    browser.fill("Question in Thai", "กัดคนหรือไม่")
    browser.fill("Question in English", "Did it bite?")
    browser.choose("One of a list")
    browser.press("Add the question", status=422)
    browser.fill("Answers to choose from", "กัด | It did\nไม่กัด | It did not")
    browser.press("Add the question")
    browser.click("Add a stop message")
    browser.fill("Words in Thai", "ถูกกัดโปรดโทร")
    browser.fill("Words in English", "Bitten? Call")
    browser.fill("Number to call", "many")
    bitten = Bilingual("กัดคนหรือไม่ – กัด", "Did it bite? – It did")
    browser.choose(bitten.in_(browser.language))
    browser.press("Add the stop message", status=422)
    browser.fill("Number to call", "1669")
    browser.press("Add the stop message")
    assert browser.sees("1669")


def test_a_clerk_sets_up_a_category_with_a_question_and_a_stop(
    either_browser: Browser, clock: Clock
) -> None:
    browser = either_browser
    a_clerk(browser)
    browser.open("/settings/categories")
    browser.click("Add a category")
    browser.press("Add the category", status=422)
    browser.fill("Name in Thai", "สุนัขดุ")
    browser.fill("Name in English", "Fierce dogs")
    options = [one.get_text() for one in browser.field("Responsible unit").find_all("option")]
    browser.choose("Responsible unit", options[1])
    browser.press("Add the category")
    browser.must_see("The category is added. It stands at the end of the order.")
    asks_and_stops(browser)
    browser.fill("Name in Thai", "สุนัขดุร้าย")
    browser.press("Save")
    browser.must_see("What it was called before")
    browser.click(Bilingual("กัดคนหรือไม่", "Did it bite?").in_(browser.language))
    browser.press("Take the question away", status=422)


def test_a_prepared_text_fills_the_box_without_javascript(
    browser: Browser, clock: Clock, address: str
) -> None:
    an_officer(browser).opens_case(address)
    browser.fill("Answer to the reporter", "สวัสดี")
    browser.choose("Prepared text", NAME.th)
    browser.press("Use this text")
    assert browser.value("Answer to the reporter").startswith("สวัสดี\n\nเรื่อง ขก 2569/000001")
    browser.press("Send the answer")
    assert browser.sees("ช่างไปแล้ว")


def test_what_the_reporter_reads_is_shown_before_it_is_sent(
    either_browser: Browser, clock: Clock, address: str, town: Town
) -> None:
    browser = either_browser
    an_officer(browser).opens_case(address)
    browser.fill("Answer to the reporter", "ช่างไปพรุ่งนี้ โทร 081 234 5678")
    browser.fill("Message to the reporter alone", "เรียนคุณสมศรี")
    browser.press("See what the reporter reads")
    browser.must_see(
        "So it will be read. Nothing has been sent yet.", "The reporter gets this e-mail:"
    )
    letter = browser.page.soup.select_one(".preview__letter")
    assert letter["lang"] == "th"
    assert "เรียนคุณสมศรี" in letter.get_text()
    with town.look() as session:
        assert session.query(Complaint).one().version == 1
    assert browser.value("Message to the reporter alone") == "เรียนคุณสมศรี"
    browser.press("Send the answer")
    browser.must_see("To the reporter alone")
    browser.open(f"/complaints/{address}")
    assert browser.sees("ช่างไปพรุ่งนี้")
    assert "สมศรี" not in browser.text
    assert "081 234" not in browser.text


def test_the_rule_is_told_with_the_question(browser: Browser, clock: Clock, address: str) -> None:
    a_clerk(browser)
    browser.open("/settings/unanswered-questions")
    browser.fill("Days to answer", "๑๐๐")
    browser.press("Save", status=422)
    browser.fill("Days to answer", "๕")
    browser.choose("The reporter is reminded once and has as many days again; then it is closed")
    browser.press("Save")
    browser.open(f"/desk/{address}?move=ask")
    assert browser.sees(
        browser.words(
            "The reporter has %(days)s days. Until the answer the clock stands still.", days=5
        )
    )
    browser.fill("Question to the reporter", "เสาต้นใด")
    browser.press("See what the reporter reads")
    letter = browser.page.soup.select_one(".preview__letter").get_text()
    assert "เตือนท่านหนึ่งครั้งและรออีก 5 วัน" in letter
    browser.press("Send the question")
    browser.must_see("Waiting for the reporter")


def test_a_clerk_prepares_texts(browser: Browser, clock: Clock) -> None:
    a_clerk(browser)
    browser.open("/settings/reply-templates")
    browser.click("Add a template")
    browser.fill("Name in Thai", "รับเรื่อง")
    browser.fill("Name in English", "Received")
    browser.fill("Words in Thai", "เรื่อง {เลข}")
    browser.fill("Words in English", "Matter {number}")
    browser.press("Add the template", status=422)
    assert browser.sees("{เลข}", "{number}")
    browser.fill("Words in Thai", "เรื่อง {number}")
    browser.press("Add the template")
    browser.click("รับเรื่อง")
    browser.fill("Words in Thai", "เรื่องที่ {number}")
    browser.press("Save")
    browser.click("รับเรื่อง")
    assert browser.value("Words in Thai") == "เรื่องที่ {number}"
    browser.press("Take the template away")
    browser.must_see("No templates yet")
