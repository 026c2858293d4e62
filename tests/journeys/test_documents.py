"""One complaint on paper: the office's copy and the public's."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2
import pytest
from sqlalchemy import select

from portal.complaints import services
from portal.complaints.models import Category, Complaint
from portal.foundation.audit import AuditLine
from portal.foundation.policy import Role
from portal.response_times import jobs_proof
from portal.response_times.queries import proofs
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.people import a_dispatcher, somebody

SAID = "ไฟถนนดับทั้งซอย มืดมาก โทรหา 081 234 5678 ได้ทุกครั้งที่น้ำท่วม"


def read(pdf: bytes) -> str:
    assert pdf.startswith(b"%PDF")
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = [page.get_textpage().get_text_range() for page in opened]
    return " ".join(" ".join(pages).split())


def filed(town: Town, code: str) -> str:
    with town.work() as session:
        category = session.scalars(select(Category.id).where(Category.code == code)).one()
        receipt = makers.complaint(
            SAID,
            at=MONDAY - timedelta(hours=2),
            category_id=category,
            contact=services.Contact("สมศรี ใจดี", "089 765 4321", "somsri@example.com"),
        )
    return f"{receipt.year}/{receipt.running}"


@pytest.fixture
def address(town: Town, clock: Clock) -> str:
    return filed(town, "streetlight")


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_public_copy_is_masked(another_browser, address: str, language: str) -> None:
    browser = another_browser(language)
    prefix = "/en" if language == "en" else ""
    answer = browser.fetch(f"{prefix}/complaints/{address}/document")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    text = read(answer.data)
    assert "ไฟถนนดับทั้งซอย" in text
    assert "ทุกครั้งที่น้ำท่วม" in text
    assert not any(secret in text for secret in ("081", "089", "สมศรี", "somsri"))
    assert ("2569" in text) is (language == "th")


def test_it_comes_in_thai_numerals(browser: Browser, address: str) -> None:
    text = read(browser.fetch(f"/complaints/{address}/document?numerals=th").data)
    assert "๒๕๖๙" in text
    assert "2569" not in text


@pytest.mark.parametrize("numerals", ["", "?numerals=th"])
def test_the_newest_signed_head_is_printed_on_it(
    browser: Browser, town: Town, clock: Clock, address: str, numerals: str
) -> None:
    path = f"/complaints/{address}/document{numerals}"
    assert "/proof" not in read(browser.fetch(path).data), "none before the first"
    with town.app.app_context():
        jobs_proof.prove(clock.now())
    with town.look():
        head = proofs.latest_printed()
    assert head is not None
    clock.pass_(days=1)  # the address of the copy is kept until then
    for pdf in (browser.fetch(path).data, office_copy(browser, address, numerals)):
        text = read(pdf).replace(" ", "")
        for sign in (f"{head.size}:{head.root}", head.key, "/proof"):
            assert sign.replace(" ", "") in text


def office_copy(browser: Browser, address: str, numerals: str) -> bytes:
    a_dispatcher(browser).opens_case(address)
    browser.press("Make a PDF in Thai numerals" if numerals else "Make a PDF", status=None)
    return browser.response.data


def test_what_is_not_public_has_no_public_copy(browser: Browser, town: Town, clock: Clock) -> None:
    for code in ("welfare", "noise"):
        hidden = filed(town, code)
        assert browser.fetch(f"/complaints/{hidden}/document").status_code == 404
    assert browser.fetch("/complaints/2026/999999/document").status_code == 404


def test_the_offices_copy_is_whole_and_written_down(
    either_browser: Browser, town: Town, address: str
) -> None:
    a_dispatcher(either_browser).opens_case(address)
    either_browser.press("Make a PDF", status=None)
    text = read(either_browser.response.data)
    assert "081 234 5678" in text
    assert "089 765 4321" not in text  # the contact was not opened
    assert either_browser.words("Memorandum") in text
    with town.look() as session:
        (line,) = session.scalars(
            select(AuditLine).where(AuditLine.act == "complaint.document_made")
        ).all()
        complaint = session.get_one(Complaint, int(line.what))
        assert f"{complaint.year}/{complaint.running}" == address
        assert line.details == {"contact": False}


def test_an_opened_contact_is_in_it(browser: Browser, address: str) -> None:
    a_dispatcher(browser).opens_case(address)
    browser.press("Show contact")
    browser.press("Make a PDF", status=None)
    assert "089 765 4321" in read(browser.response.data)


def test_who_may_not_read_it_gets_none(browser: Browser, town: Town, address: str) -> None:
    somebody(browser, Role.COUNCIL)
    assert browser.client.post(
        f"/desk/{address}/document", base_url=browser.origin
    ).status_code in {400, 403}
    with town.look() as session:
        acts = session.scalars(select(AuditLine.act)).all()
    assert "complaint.document_made" not in acts
