"""A complaint written without a connection: kept on the phone, found again, sent by its writer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from portal.complaints.models import Complaint
from portal.foundation.policy import Role
from tests import pictures
from tests.fixtures.portal import Town
from tests.pages.test_field_pages import KEPT, READY, Offline
from tests.pages.window import Window

WORDS = "ไฟถนนดับทั้งซอย มืดมาก"


@pytest.fixture
def photo(tmp_path: Path) -> str:
    path = tmp_path / "photo.jpg"
    path.write_bytes(pictures.jpeg(2400, 1800, exif=pictures.notes(place=pictures.HERE)))
    return str(path)


def test_written_without_a_connection_and_sent_when_it_is_back(
    page_at: Callable[..., Window], town: Town, photo: str, width: int, language: str
) -> None:
    window = page_at(width, language).open("/report")
    window.page.evaluate(READY)
    window.faults = Offline()
    window.context.set_offline(True)
    window.open("/report").check("offline-report")
    window.fill("What is wrong?", WORDS).fill("Landmark", "หน้าวัด")
    window.page.locator("input[type=file]").set_input_files(photo)
    expect(window.page.locator(".photos__state")).to_have_text(window.words("Kept on this phone"))
    window.button("Use the photo’s place").click()
    window.check("offline-report-written")
    window.click("Go on to check and send")
    expect(window.field("What is wrong?")).to_have_value(WORDS)
    expect(window.page.locator(".photos__item")).to_have_count(1)
    window.context.set_offline(False)
    expect(window.page.locator("[data-back]")).to_be_visible()
    window.click("Go on to check and send")
    expect(window.field("What is wrong?")).to_have_value(WORDS)
    expect(window.page.locator("input[name=attachment_ids]")).to_have_count(1)
    window.check("offline-report-back").press("Check before sending").press("Send")
    is_filed_with_its_photo(town)
    expect(window.page.locator("[data-draft-sent][data-cleared]")).to_have_count(1)
    kept = window.page.evaluate(KEPT)
    assert kept["photos"] == []
    assert [name for name in kept["local"] if name.startswith("draft:")] == []


def is_filed_with_its_photo(town: Town) -> None:
    with town.look() as session:
        row = session.scalars(select(Complaint)).one()
    assert row.text == WORDS
    assert row.cover_id is not None
    assert row.lat == pytest.approx(pictures.HERE[0], abs=1e-4)


def test_a_line_lost_while_writing_loses_nothing_and_keeps_no_contact(
    page_at: Callable[..., Window], photo: str
) -> None:
    window = page_at(360, "th").open("/report")
    window.page.evaluate(READY)
    window.fill("What is wrong?", WORDS).fill("Telephone number", "081 234 5678")
    window.page.locator("input[type=file]").set_input_files(photo)
    expect(window.page.locator("input[name=attachment_ids]")).to_have_count(1)
    window.faults = Offline()
    window.context.set_offline(True)
    window.press("Check before sending")
    expect(window.field("What is wrong?")).to_have_value(WORDS)
    expect(window.page.locator(".photos__item")).to_have_count(1)
    assert "234" not in str({**window.page.evaluate(KEPT), "caches": None, "photos": None})


def test_a_draft_is_not_shown_to_another_account_and_goes_with_signing_out(
    page_at: Callable[..., Window], town: Town, photo: str
) -> None:
    window = page_at(360, "en").signs_in(Role.OFFICER).open("/report")
    window.fill("What is wrong?", "What an officer saw").page.locator("#text").blur()
    window.page.locator("input[type=file]").set_input_files(photo)
    expect(window.page.locator("input[name=attachment_ids]")).to_have_count(1)
    window.context.clear_cookies()
    window.open("/report")
    expect(window.page.locator("[data-photos][data-ready]")).to_have_count(1)
    expect(window.field("What is wrong?")).to_have_value("")
    expect(window.page.locator(".photos__item")).to_have_count(0)
    window.signs_in(Role.OFFICER).open("/report")
    expect(window.field("What is wrong?")).to_have_value("What an officer saw")
    expect(window.page.locator("input[name=attachment_ids]")).to_have_count(1)
    window.open("/sign-out").press("Sign out")
    kept = window.page.evaluate(KEPT)
    assert (kept["photos"], kept["local"]) == ([], {})
