"""The desk in Chromium: every move’s form, keys, two officers, intake; and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from portal.complaints import services
from portal.complaints.lifecycle import State
from portal.complaints.models import Complaint
from portal.foundation.policy import Role
from tests import makers, pictures
from tests.fixtures.portal import Clock, Town
from tests.life import Case
from tests.makers import MONDAY
from tests.pages.window import Window

FORMS = (
    "assign",
    "recategorise",
    "move-pin",
    "ask",
    "reply",
    "note",
    "refer",
    "hold",
    "resolve",
    "close",
    "review",
)


@pytest.fixture
def address(town: Town, clock: Clock) -> str:
    """A complaint with a place, two others beside it, and a contact."""
    with town.work():
        for metres in (0.0002, 0.0003, 0):
            place = services.Place(
                lat=16.43 + metres, lon=102.83, landmark="หน้าวัด", outside_is_meant=True
            )
            receipt = makers.complaint(
                "ไฟถนนดับทั้งซอย มืดมาก",
                at=MONDAY - timedelta(hours=3),
                place=place,
                contact=services.Contact("สมศรี ใจดี", "081 234 5678"),
            )
    return f"{receipt.year}/{receipt.running}"


def test_the_form_of_every_move(
    page_at: Callable[..., Window], address: str, width: int, language: str
) -> None:
    window = page_at(width, language).signs_in(Role.CLERK)
    for move in FORMS:
        window.open(f"/desk/{address}?move={move}").check(f"case-move-{move}")


def test_the_queue_and_the_moves_without_javascript(
    page_at: Callable[..., Window], address: str, language: str
) -> None:
    window = page_at(360, language, javascript=False).signs_in(Role.CLERK)
    window.open("/desk").check("desk")
    window.follow(window.page.locator("[data-row-link]").first)
    window.press("Accept").check("case-accepted")
    window.fill("Answer to the reporter", "จะเข้าตรวจสอบพรุ่งนี้").press("Send the answer")
    assert window.page.get_by_text("จะเข้าตรวจสอบพรุ่งนี้").count() == 1


@pytest.mark.parametrize("javascript", [True, False], ids=["js", "no-js"])
def test_the_result_goes_with_photos_taken_afterwards(
    page_at: Callable[..., Window],
    town: Town,
    address: str,
    tmp_path: Path,
    language: str,
    javascript: bool,
) -> None:
    photo = tmp_path / "after.jpg"
    photo.write_bytes(pictures.jpeg())
    with town.work() as session:
        complaint = session.scalars(select(Complaint).order_by(Complaint.id.desc())).first()
        assert complaint is not None
        clerk = town.actor(Role.CLERK)
        for verb in (services.acknowledge, services.start):
            verb(clerk, complaint.id, seen=complaint.version, at=MONDAY)
    window = page_at(360, language, javascript=javascript).expects(422).signs_in(Role.CLERK)
    window.open(f"/desk/{address}?move=resolve")
    window.page.locator("input[type=file]").set_input_files(photo)
    if javascript:
        waiting = window.page.locator(".photos__item:not(.is-failed) input[name=attachment_ids]")
        expect(waiting).to_have_count(1)
    window.press("Record the result").check("case-resolve-refused")
    expect(window.page.locator(".photos__item")).to_have_count(1)
    window.fill("What was done?", "เปลี่ยนหลอดไฟแล้ว").press("Record the result")
    window.check("case-resolved")
    after = window.words("After the work, photo %(n)s of %(of)s", n=1, of=1)
    expect(window.page.get_by_alt_text(after, exact=True)).to_have_count(1)


def test_a_second_officer_is_told(
    page_at: Callable[..., Window], address: str, width: int, language: str
) -> None:
    first = page_at(width, language).expects(409).signs_in(Role.CLERK)
    second = page_at(width, language).signs_in(Role.DISPATCHER)
    first.open(f"/desk/{address}?move=note").fill("Note for colleagues", "คำของข้าพเจ้า")
    second.open(f"/desk/{address}").fill("Answer to the reporter", "ตอบก่อน")
    second.press("Send the answer")
    first.press("Save the note").check("case-outdated")
    assert first.field("Note for colleagues").input_value() == "คำของข้าพเจ้า"
    assert first.page.get_by_text(first.words("Somebody else was faster")).is_visible()
    first.press("Save the note").check("case-noted")
    assert first.page.get_by_text("คำของข้าพเจ้า").is_visible()


def test_the_contact_opens_and_closes(
    page_at: Callable[..., Window], address: str, width: int, language: str
) -> None:
    window = page_at(width, language).signs_in(Role.CLERK).open(f"/desk/{address}")
    assert window.page.get_by_text("081 234 5678").count() == 0
    window.press("Show contact").check("case-contact")
    assert window.page.get_by_text("081 234 5678").is_visible()


def test_keys_walk_the_queue_and_open_a_move(
    page_at: Callable[..., Window], life: dict[State, Case]
) -> None:
    window = page_at(1280, "en").signs_in(Role.CLERK).open("/desk")
    links = window.page.locator("[data-row-link]")
    for key in ("j", "j", "k", "j"):
        window.page.keyboard.press(key)
    second = links.nth(1).get_attribute("href") or ""
    assert window.page.evaluate("document.activeElement.getAttribute('href')") == second
    window.page.keyboard.press("r")
    window.page.wait_for_url(re.compile(r".*\?move=reply#move"))
    assert second in window.page.url
    window.open("/desk")
    window.page.keyboard.press("j")
    window.page.keyboard.press("Enter")
    window.page.wait_for_url(re.compile(r".*/desk/\d+/\d+$"))
    window.page.keyboard.press("r")
    assert window.page.evaluate("document.activeElement.id") == "reply"


def test_filters_and_an_empty_queue(
    page_at: Callable[..., Window], life: dict[State, Case], width: int, language: str
) -> None:
    window = page_at(width, language).signs_in(Role.CLERK)
    window.open("/desk?text=ไม่มีคำนี้แน่นอน&lateness=late").check("desk-nothing-matches")
    window.open("/desk?state=waiting").check("desk-waiting")
    officer = page_at(width, language).signs_in(Role.OFFICER)
    officer.open("/desk?person=me&unit=all").check("desk-empty")


def test_intake_at_the_counter(
    page_at: Callable[..., Window], town: Town, clock: Clock, width: int, language: str
) -> None:
    window = page_at(width, language).expects(422).signs_in(Role.OFFICER).open("/desk/new")
    window.press("File it and show the receipt").check("desk-new-refused")
    window.fill("What is wrong?", "ไฟถนนดับ").fill("Landmark", "หน้าวัด")
    window.press("File it and show the receipt").check("counter-receipt")
    assert window.page.get_by_role("heading", level=1).inner_text() == window.words(
        "The complaint has been taken in"
    )
