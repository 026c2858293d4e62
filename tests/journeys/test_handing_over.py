"""A complaint goes next door or to an outside body, and its reporter reads what they answer."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from portal.complaints import services
from portal.complaints.models import Complaint
from portal.complaints.numbering import formatted
from portal.complaints.services import Contact, Receipt
from portal.foundation import outbox
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from tests import makers
from tests.browser import Browser
from tests.cases import does
from tests.fixtures.portal import Clock, Town
from tests.journeys.test_joining import address, follows
from tests.people import a_clerk
from tests.pictures import jpeg

SECRET = "เสาไฟล้ม โทร 081 234 5678"
THEM = "การไฟฟ้าส่วนภูมิภาค"
BESIDE = {"th": "เทศบาลข้างเคียง", "en": "Beside"}
KHON_KAEN = {"th": "เทศบาลนครขอนแก่น", "en": "Khon Kaen City"}


@pytest.fixture
def beside(town: Town) -> Town:
    with town.app.app_context():
        title = Bilingual("เทศบาลข้างเคียง", "Beside")
        founded = makers.municipality("beside", title=title, letters=Bilingual("ขค", "BS"))
    return Town(town.app, founded)


@pytest.fixture
def receipt(town: Town, clock: Clock) -> Receipt:
    with town.work():
        return makers.complaint(SECRET, contact=Contact("มาลี", "081 234 5678"))


def goes_to(browser: Browser, slug: str) -> Browser:
    """On a shared host each municipality has its own part of it."""
    browser.base = f"/{slug}"
    return browser


def hands_over(browser: Browser, case: str, other: dict[str, str], *, status: int = 200) -> None:
    browser.open(f"/desk/{case}")
    browser.click("Hand over, or ask an outside body")
    browser.choose("To which municipality?", other[browser.language])
    browser.press("Hand over", status=status)


def answers(beside: Town, words: str, clock: Clock) -> None:
    """The clerk next door answers, and the worker makes its round."""
    with beside.work():
        complaint_id = session.scalars(select(Complaint.id)).one()
        clerk = beside.actor(Role.CLERK)
        does(clerk, services.reply, complaint_id, words, at=clock.pass_(hours=1))
    with beside.app.app_context():
        outbox.deliver(clock.now)


def test_a_complaint_goes_next_door_and_its_answer_comes_back_once(
    either_browser: Browser,
    another_browser: Callable[..., Browser],
    beside: Town,
    receipt: Receipt,
    clock: Clock,
) -> None:
    browser = a_clerk(goes_to(either_browser, "khonkaen")).browser
    hands_over(browser, address(receipt), BESIDE)
    browser.must_see("Others who work on it", "Name and contact did not go along.")
    number = formatted("BS" if browser.language == "en" else "ขค", 2026, 1, browser.language)
    assert browser.sees(number)
    answers(beside, "พรุ่งนี้ไปซ่อม", clock)
    reporter = goes_to(another_browser(browser.language), "khonkaen")
    follows(reporter, receipt)
    reporter.must_see("Answer of:")
    assert reporter.sees(number)
    assert len(re.findall("พรุ่งนี้ไปซ่อม", reporter.text)) == 1


def test_there_it_has_no_contact_and_cannot_come_back_in_a_circle(
    either_browser: Browser,
    another_browser: Callable[..., Browser],
    beside: Town,
    receipt: Receipt,
    clock: Clock,
) -> None:
    browser = a_clerk(goes_to(either_browser, "khonkaen")).browser
    browser.open(f"/desk/{address(receipt)}/hand-over")
    browser.press("Hand over", status=422)
    browser.must_see("Choose a municipality from the list")
    hands_over(browser, address(receipt), BESIDE)
    hands_over(browser, address(receipt), BESIDE, status=422)
    there = a_clerk(goes_to(another_browser(browser.language), "beside")).browser
    there.open("/desk/2026/1")
    there.must_see("Others who work on it")
    assert not there.sees("081")
    hands_over(there, "2026/1", KHON_KAEN, status=422)
    assert there.sees(KHON_KAEN[browser.language])


def asks(browser: Browser, receipt: Receipt) -> str:
    """Refer it to an outside body and read the code off the page."""
    browser.open(f"/desk/{address(receipt)}/hand-over")
    browser.fill("Or another body", THEM)
    browser.press("Refer and make a code")
    found = re.search(r"\b[3-9A-Z]{4}-[3-9A-Z]{4}-[3-9A-Z]{4}\b", browser.text)
    assert found, browser.text
    return found[0]


def writes(body: Browser) -> None:
    """The answer of a body that first forgets words and day."""
    body.press("Send the answer", status=422)
    body.must_see("Write a few words")
    body.fill("Your answer", "ซ่อมแล้ว")
    body.fill("Your number", "กฟภ. 9")
    body.fill("Done, or planned for", "ไม่รู้")
    body.press("Send the answer", status=422)
    assert body.value("Your answer").strip() == "ซ่อมแล้ว"
    body.fill("Done, or planned for", "24/11/2569")
    body.attach("Photos", ("after.jpg", jpeg()))
    body.press("Send the answer")
    body.must_see("Thank you. The municipality has your answer.")


def test_a_body_answers_with_its_code_and_an_officer_passes_it_on(
    either_browser: Browser,
    another_browser: Callable[..., Browser],
    receipt: Receipt,
    clock: Clock,
) -> None:
    desk = a_clerk(either_browser).browser
    code = asks(desk, receipt)
    body = another_browser(desk.language)
    body.open("/reply/form")
    assert body.address.endswith("/reply"), "without a code there is no form"
    body.fill("Code", "AAAA-BBBB-CCCC")
    body.press("Open", status=422)
    body.must_see("There is no such code. Check it; it has twelve letters and digits.")
    body.fill("Code", code.lower())
    body.press("Open")
    body.must_see("What was reported")
    assert not body.sees("081")
    writes(body)
    desk.open(f"/desk/{address(receipt)}")
    desk.must_see("It answered on the reply form", "The reply form was opened")
    desk.click("Decide what the reporter gets")
    desk.press("Pass it on to the reporter")
    desk.must_see("Passed on to the reporter")


def test_an_ended_or_expired_code_says_so(
    either_browser: Browser,
    another_browser: Callable[..., Browser],
    receipt: Receipt,
    clock: Clock,
) -> None:
    desk = a_clerk(either_browser).browser
    code = asks(desk, receipt)
    body = another_browser(desk.language)
    for _turn in range(2):
        body.open("/reply")
        body.fill("Code", code)
        body.press("Open")
    clock.pass_(days=31)
    body.open("/reply/form")
    assert body.address.endswith("/reply")
    body.fill("Code", code)
    body.press("Open", status=422)
    body.must_see("This code is no longer in use. Ask the municipality for a new one.")


def test_the_directory_is_kept_and_offered(either_browser: Browser, receipt: Receipt) -> None:
    browser = a_clerk(either_browser).browser
    browser.open("/settings/outside-bodies")
    browser.must_see("No bodies yet")
    browser.click("Add a body")
    browser.press("Save", status=422)
    browser.must_see("Enter the name of the body")
    browser.fill("Name in Thai", THEM)
    browser.fill("E-mail", "no address")
    browser.press("Save", status=422)
    browser.fill("E-mail", "pea@example.com")
    browser.press("Save")
    browser.must_see("The directory is saved.")
    browser.click(THEM)
    browser.fill("Telephone", "1129")
    browser.press("Save")
    browser.open(f"/desk/{address(receipt)}/hand-over")
    browser.choose("From the directory", THEM)
    browser.press("Refer and make a code")
    assert browser.sees(THEM)
