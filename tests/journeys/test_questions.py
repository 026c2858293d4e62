"""A category asks: at the form, at the counter, on the case, on the public page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.complaints.asking.models import ComplaintAnswer
from portal.complaints.models import Complaint
from portal.foundation.i18n import Bilingual
from tests import questions
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.people import Resident, an_officer
from tests.questions import COLOURS, HURT, LAMPS, NO, POLE, SINCE, YES, Asked

DARK = "ไฟถนนดับทั้งซอย มืดมาก"
LIGHT = Bilingual("ไฟฟ้าสาธารณะดับหรือชำรุด", "Street light")
Filed = Callable[[], list[Complaint]]


@pytest.fixture
def asked(town: Town) -> Asked:
    with town.work():
        return questions.set_up(town)


def here(browser: Browser, words: Bilingual) -> str:
    return words.in_(browser.language)


def comes_to_questions(someone: Resident) -> Browser:
    browser = someone.writes(DARK).browser
    browser.choose("Category", here(browser, LIGHT))
    someone.checks()
    browser.must_see("A few questions")
    return browser


def answers(browser: Browser, *, pole: str = "ข 12", lamps: str = "๓") -> None:
    browser.choose(here(browser, NO), within=here(browser, HURT))
    browser.fill(f"{here(browser, POLE)} {browser.words('(optional)')}", pole)
    browser.fill(here(browser, LAMPS), lamps)
    browser.choose(here(browser, Bilingual("ขาว", "White")), within=here(browser, COLOURS))
    browser.fill(f"{here(browser, SINCE)} {browser.words('(optional)')}", "20/11/2569")


def test_questions_are_a_step_of_their_own_without_javascript(
    resident: Resident, asked: Asked, filed: Filed, town: Town
) -> None:
    browser = comes_to_questions(resident)
    browser.press("Go on", status=422)
    browser.must_see("There is a problem")
    answers(browser, lamps="900")
    browser.press("Go on", status=422)
    assert browser.sees(browser.words("Enter %(most)s or less", most="50"))
    answers(browser)
    browser.press("Go on")
    browser.must_see("Check before sending")
    three = here(browser, Bilingual("3 ดวง", "3 lamps"))
    assert browser.sees("ข 12", three, here(browser, LAMPS))
    browser.press("Change something")
    assert browser.value(here(browser, LAMPS)) == "๓"
    resident.checks().sends()
    assert browser.sees(three)
    resident.opens_by_code()
    assert browser.sees(three, "ข 12", here(browser, HURT))
    (complaint,) = filed()
    with town.look() as session:
        kept = {row.question_id: row for row in session.query(ComplaintAnswer)}
    assert kept[asked.lamps].answer == ["3"]
    assert kept[asked.colours].answer == ["a1"]
    assert kept[asked.since].answer == ["2026-11-20"]
    assert {row.complaint_id for row in kept.values()} == {complaint.id}


def test_the_public_reads_marked_answers_alone_and_masked(
    someone: Resident, asked: Asked, filed: Filed
) -> None:
    browser = comes_to_questions(someone)
    answers(browser, pole="ข 12 โทร 081 234 5678")
    browser.press("Go on")
    someone.sends()
    (complaint,) = filed()
    browser.open(f"/complaints/{complaint.year}/{complaint.running}")
    assert browser.sees("3 ดวง", "ข 12")
    assert "081 234 5678" not in browser.text
    assert not browser.sees(HURT.th)
    assert not browser.sees(COLOURS.th)
    an_officer(browser).signs_in().opens_case(f"{complaint.year}/{complaint.running}")
    assert browser.sees("081 234 5678", HURT.th, "ขาว")


def test_who_is_in_danger_is_told_to_call_first(
    someone: Resident, asked: Asked, filed: Filed
) -> None:
    browser = comes_to_questions(someone)
    browser.choose(YES.th, within=HURT.th)
    browser.press("Go on")
    browser.must_see("Please call first")
    assert browser.page.soup.select_one("a[href='tel:1669']") is not None
    assert filed() == []
    browser.press("Nobody is in danger, or I have called: go on")
    browser.must_see("Check before sending")
    someone.sends()
    assert len(filed()) == 1


def test_a_form_that_leaves_the_questions_out_is_not_filed(
    someone: Resident, asked: Asked, filed: Filed
) -> None:
    browser = comes_to_questions(someone)
    answers(browser)
    browser.press("Go on")
    for field in browser.page.soup.find_all("input", attrs={"name": "asked"}):
        field.decompose()
    browser.press("Send", status=422)
    browser.must_see("A few questions")
    assert filed() == []


def test_the_counter_asks_and_is_not_held_up(
    browser: Browser, clock: Clock, asked: Asked, filed: Filed
) -> None:
    an_officer(browser).signs_in()
    browser.open("/desk/new")
    browser.fill("What is wrong?", DARK)
    browser.choose("Category", LIGHT.th)
    browser.fill("Landmark", "หน้าวัด")
    browser.press("File it and show the receipt")
    browser.fill(f"{LAMPS.th} {browser.words('(optional)')}", "abc")
    browser.choose(NO.th, within=HURT.th)
    browser.press("File it and show the receipt", status=422)
    browser.must_see("Enter a number like 12 or 1.5")
    browser.fill(f"{LAMPS.th} {browser.words('(optional)')}", "2")
    browser.press("File it and show the receipt")
    assert browser.sees("2 ดวง")
    assert len(filed()) == 1


def test_the_part_for_the_script_is_the_same(browser: Browser, clock: Clock, asked: Asked) -> None:
    part = browser.fetch(f"/report/questions/{asked.category}")
    assert LAMPS.th in part.get_data(as_text=True)
    assert browser.fetch("/report/questions/999999").status_code == 404
