"""Following instead of filing, and the desk's likely duplicates, in Chromium."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import expect
from sqlalchemy import select

from portal.complaints.duplicates import services as duplicates
from portal.complaints.models import Category
from portal.complaints.services import Place
from portal.foundation.policy import Role
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.pages.window import Window

LAMP = "ไฟถนนดับทั้งซอยสุขใจ มืดมากเวลากลางคืน"
TITLES = {"th": "ไฟฟ้าสาธารณะดับหรือชำรุด", "en": "Street light"}


def test_what_is_open_nearby_is_shown_followed_and_merged(
    page_at: Callable[..., Window], town: Town, clock: Clock, width: int, language: str
) -> None:
    with town.work() as session:
        lamp = session.scalars(select(Category.id).where(Category.code == "streetlight")).one()
        place = Place(16.4321, 102.8236)
        made = [
            makers.complaint(LAMP, place=place, category_id=lamp, at=MONDAY - timedelta(days=n))
            for n in (2, 1)
        ]
        duplicates.note(made[1].complaint_id, MONDAY)
    window = page_at(width, language)
    window.open("/report").fill("What is wrong?", LAMP)
    page = window.page
    page.locator("[name=way][value=coordinates]").check()
    page.locator("[name=coordinates]").fill("16.4321, 102.8236")
    page.locator("[name=category]").select_option(str(lamp))
    window.press("Check before sending").check("duplicates-near")
    expect(page.locator("button[name=first]")).to_have_count(2)
    page.locator("button[name=first]").first.click()
    page.wait_for_url("**/report/follow", wait_until="load")
    window.check("duplicates-follow").press("Follow this complaint").check("duplicates-followed")
    staff = page_at(width, language)
    staff.signs_in(Role.CLERK)
    staff.open("/desk/duplicates").check("duplicates-desk")
    staff.open(f"/desk/{made[1].year}/{made[1].running}").check("duplicates-case")
    staff.open("/settings/duplicates").check("duplicates-settings")
