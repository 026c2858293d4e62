"""Somebody tells the municipality what is wrong, without an account and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.complaints.models import Complaint, ComplaintContact
from tests.fixtures.portal import Town
from tests.people import Resident

DARK = "ไฟถนนดับทั้งซอย มืดมาก"
Filed = Callable[[], list[Complaint]]


def test_a_resident_files_and_finds_it_again(resident: Resident) -> None:
    resident.files(DARK).opens_by_code()
    resident.browser.must_see("Waiting to be accepted")
    assert resident.browser.sees(resident.number, DARK, "หน้าตลาดบางลำภู")


def test_the_check_page_promises_and_says_who_reads_it(resident: Resident) -> None:
    resident.writes(DARK)
    resident.browser.choose(
        "Category", "ไฟฟ้าสาธารณะดับหรือชำรุด" if resident.browser.language == "th" else "Street light"
    )
    resident.checks()
    resident.browser.must_see("What we promise", "Acknowledged", "First answer", "Resolved")
    resident.browser.must_see(
        "Everyone: your words are on the public page at once, without your name and with telephone"
        " numbers, e-mails and identity numbers hidden."
    )
    day = "26 พฤศจิกายน 2569" if resident.browser.language == "th" else "26 November 2026"
    assert resident.browser.sees(day)  # three working days after Monday, the 23rd


def test_nothing_is_kept_before_it_is_sent(someone: Resident, filed: Filed) -> None:
    someone.writes(DARK).checks()
    assert filed() == []


def test_what_was_typed_can_be_changed(someone: Resident, town: Town, filed: Filed) -> None:
    someone.writes(DARK)
    someone.browser.fill("Name", "สมศรี ใจดี")
    someone.browser.choose("Show my name on the public page")
    someone.checks()
    someone.browser.press("Change something")
    assert someone.browser.value("What is wrong?") == DARK
    assert someone.browser.value("Name") == "สมศรี ใจดี"
    someone.browser.fill("What is wrong?", "ไฟดับสองซอย")
    someone.checks().sends()
    (complaint,) = filed()
    assert complaint.text == "ไฟดับสองซอย"
    with town.look() as session:
        assert session.get(ComplaintContact, complaint.id).shows_name is True


def test_a_double_press_files_one_complaint(someone: Resident, filed: Filed) -> None:
    someone.files(DARK)
    first = someone.browser.text
    someone.browser.press_again()
    assert someone.number in someone.browser.text
    assert someone.browser.text == first
    assert len(filed()) == 1


def test_a_reload_shows_the_same_receipt(someone: Resident) -> None:
    someone.files(DARK)
    first = someone.browser.text
    someone.browser.open("/report/receipt")
    assert someone.browser.text == first


def test_a_form_that_was_sent_leads_to_its_receipt(resident: Resident, filed: Filed) -> None:
    resident.writes(DARK)
    form = resident.browser.page
    resident.checks().sends()
    resident.browser._page = form
    resident.browser.fill("What is wrong?", "อีกเรื่องหนึ่ง")
    resident.checks()
    assert resident.number in resident.browser.text
    resident.browser.must_see(
        "This form was sent already, and it was filed once. To tell us more, open the matter below"
        " and add it there."
    )
    assert [complaint.text for complaint in filed()] == [DARK]


def test_numbers_run_without_gaps(someone: Resident, filed: Filed) -> None:
    for text in ("เรื่องที่หนึ่ง", "เรื่องที่สอง", "เรื่องที่สาม"):
        someone.files(text)
    assert sorted(complaint.running for complaint in filed()) == [1, 2, 3]
    assert {complaint.year for complaint in filed()} == {2026}


def test_there_is_no_receipt_without_filing(someone: Resident) -> None:
    someone.browser.open("/report/receipt")
    assert someone.browser.address.endswith("/track")


def test_the_receipt_holds_a_drawing_and_no_address(someone: Resident) -> None:
    someone.files(DARK)
    assert someone.browser.page.soup.select_one("figure svg.qr title") is not None
    assert "http" not in someone.browser.text


# ── expired, private, other municipalities ─────────────────────────────────────────────────────


@pytest.mark.parametrize("step", ["form", "check"])
def test_an_expired_form_keeps_everything(resident: Resident, filed: Filed, step: str) -> None:
    resident.writes(DARK)
    if step == "check":
        resident.checks()
    resident.browser.client.delete_cookie("portal_session", domain="localhost")
    button = "Check before sending" if step == "form" else "Send"
    resident.browser.press(button, status=422)
    resident.browser.must_see("This page was open for too long. Press the button again.")
    assert DARK in resident.browser.text or resident.browser.value("What is wrong?") == DARK
    resident.browser.press(button)
    if step == "form":
        resident.browser.press("Send")
    assert len(filed()) == 1


def test_the_kind_is_guessed_shown_and_filed(someone: Resident, filed: Filed) -> None:
    someone.browser.open("/report")
    someone.browser.fill("What is wrong?", "ขอสอบถามเวลาเปิดห้องสมุด")
    someone.checks()
    someone.browser.must_see("A question")
    someone.sends()
    assert filed()[0].kind == "enquiry"
