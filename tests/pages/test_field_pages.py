"""In the field, in Chromium: the list, a phone without a line, two officers, signing out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from portal.attachments import queries as attachments
from portal.attachments.queries import Purpose
from portal.complaints import services
from portal.complaints.models import MATTER, Complaint, ComplaintStep
from portal.complaints.queries import choices
from portal.field.models import FieldReport
from portal.foundation.policy import Role
from tests import makers, pictures
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.pages.window import Window

READY = "navigator.serviceWorker.ready.then(worker => worker.active.state)"
KEPT = """async () => {
  const request = indexedDB.open('pocket');
  const base = await new Promise((done) => { request.onsuccess = () => done(request.result); });
  const all = {};
  for (const name of base.objectStoreNames) {
    const asked = base.transaction(name).objectStore(name).getAll();
    all[name] = await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  }
  base.close();
  const caches_ = [];
  for (const name of await caches.keys()) {
    for (const one of await (await caches.open(name)).keys()) {
      caches_.push(new URL(one.url).pathname);
    }
  }
  return {...all, local: {...localStorage}, caches: caches_.sort()};
}"""
"""Everything a browser keeps of the portal."""
LAMP = "ไฟถนนดับทั้งซอย มืดมาก"
SECRET = "ภาษีของนายสมชาย"
PHONE = "081 234 5678"


class Offline(list[str]):
    """Hears of the cut line without minding."""

    def append(self, fault: str) -> None:
        if "ERR_INTERNET_DISCONNECTED" not in fault:
            super().append(fault)


@pytest.fixture
def photo(tmp_path: Path) -> str:
    path = tmp_path / "after.jpg"
    path.write_bytes(pictures.jpeg())
    return str(path)


@pytest.fixture
def places(town: Town, clock: Clock) -> list[str]:
    """Three complaints of one officer, the last one confidential; their numbers in addresses."""
    found = []
    with town.work("th") as session:
        clerk, officer = town.actor(Role.CLERK), town.actor(Role.OFFICER)
        told = ((LAMP, 0.0, "streetlight"), ("ถนนเป็นหลุม", 0.02, "road"), (SECRET, 0.01, "service"))
        for text, north, code in told:
            category = next(one.id for one in choices.every_category() if one.code == code)
            place = services.Place(16.43 + north, 102.83, landmark="หน้าวัด", outside_is_meant=True)
            receipt = makers.complaint(
                text,
                at=MONDAY - timedelta(days=40),
                place=place,
                category_id=category,
                contact=services.Contact("สมศรี ใจดี", PHONE),
            )
            row = session.get_one(Complaint, receipt.complaint_id)
            unit, person = officer.unit_id, officer.person_id
            assert unit is not None
            services.assign(clerk, row.id, unit, person, seen=row.version, at=MONDAY)
            found.append(f"{receipt.year}/{receipt.running}")
    return found


def signed_in(window: Window) -> Window:
    """An officer on the list, with the worker set up and the list kept."""
    window.signs_in(Role.OFFICER).open("/field")
    window.page.evaluate(READY)
    expect(window.page.locator("[data-field][data-ready]")).to_have_count(1)
    return window


def ready(window: Window) -> Window:
    """Wait for the page's script to have done what it does by itself."""
    expect(window.page.locator("[data-field][data-ready]")).to_have_count(1)
    return window


def goes_offline(window: Window) -> None:
    window.faults = Offline()
    window.context.set_offline(True)


def reports(window: Window, words: str, photo: str | None = None) -> Window:
    if photo:
        window.page.locator("input[type=file]").set_input_files(photo)
        expect(window.page.locator(".photos__item")).to_have_count(1)
    window.fill("What was done?", words)
    window.button("Send the report").click()
    return window


def is_kept(window: Window) -> None:
    expect(window.page.locator("[data-report-kept]")).to_have_text(
        window.words("Kept on this phone")
    )


def row_of(town: Town, path: str) -> tuple[Complaint, list[ComplaintStep]]:
    year, running = path.split("/")
    with town.look() as session:
        row = session.scalars(
            select(Complaint).where(Complaint.year == int(year), Complaint.running == int(running))
        ).one()
        steps = session.scalars(select(ComplaintStep).where(ComplaintStep.complaint_id == row.id))
        return row, list(steps)


def test_the_list_the_sheet_and_one_stop(
    page_at: Callable[..., Window], places: list[str], width: int, language: str
) -> None:
    window = page_at(width, language).expects(422).signs_in(Role.OFFICER)
    ready(window.open("/field")).check("field-day")
    window.fill("Nearest to", "ไม่มีที่นี้").press("Show the list").check("field-nowhere")
    ready(window).fill("Nearest to", "16.45, 102.83").press("Show the list").check("field-near")
    first = window.page.locator(".stop").first
    assert places[1] in (first.locator("h2 a").get_attribute("href") or "")
    window.click("List to print").check("field-paper")
    ready(window.open(f"/field/{places[0]}")).check("field-stop")
    ready(window.open(f"/field/{places[2]}")).check("field-stop-private")
    window.open("/field/offline").check("field-offline-empty")


def test_the_phones_position_sorts_the_list_and_stays_on_the_phone(
    page_at: Callable[..., Window], places: list[str]
) -> None:
    window = page_at(360, "th")
    window.context.grant_permissions(["geolocation"], origin=window.address)
    window.context.set_geolocation({"latitude": 16.451, "longitude": 102.83})
    ready(window.signs_in(Role.OFFICER).open("/field"))
    asked: list[str] = []
    window.page.on("request", lambda request: asked.append(request.url))
    window.button("Nearest to where I am").click()
    expect(window.page.locator("[data-far]").first).to_have_text("110 ม.")
    hrefs = [link.get_attribute("href") or "" for link in window.page.locator(".stop h2 a").all()]
    assert [href.removeprefix("/field/") for href in hrefs] == [places[1], places[2], places[0]]
    assert asked == []
    way = window.page.locator(".stop__way a").first.get_attribute("href")
    assert way == "geo:16.450000,102.830000?q=16.450000,102.830000"


def test_a_report_without_a_connection_is_sent_once_when_it_is_back(
    page_at: Callable[..., Window], town: Town, places: list[str], photo: str, language: str
) -> None:
    window = signed_in(page_at(360, language))
    goes_offline(window)
    window.page.reload()
    ready(window).check("field-offline")
    expect(window.page.locator(".stop")).to_have_count(2)
    window.follow(window.page.locator(f".stop a[href$='/field/{places[0]}']"))
    ready(window)
    reports(window, "เปลี่ยนหลอดแล้ว", photo)
    expect(window.page.locator("[data-outbox-list] > li")).to_have_count(1)
    window.check("field-offline-kept")
    window.page.reload()
    ready(window)
    assert window.field("What was done?").input_value() == "เปลี่ยนหลอดแล้ว"
    expect(window.page.locator(".photos__item")).to_have_count(1)
    assert row_of(town, places[0])[0].state == "assigned"
    keeps_nothing_confidential(window, places)
    answered = losing_the_first_answer(window)
    window.context.set_offline(False)
    window.page.wait_for_url("**/field?sent=1")
    ready(window).check("field-sent")
    assert answered == ["lost", "told"]
    is_taken_once(town, places[0])
    kept = window.page.evaluate(KEPT)
    assert (kept["drafts"], kept["photos"]) == ([], [])


def keeps_nothing_confidential(window: Window, places: list[str]) -> None:
    kept = window.page.evaluate(KEPT)
    told = str({name: kept[name] for name in ("lists", "drafts", "local")})
    assert places[0] in told
    assert LAMP in told
    assert not [word for word in (PHONE, "สมศรี", SECRET, places[2]) if word in told]
    pages = [path for path in kept["caches"] if not path.startswith("/static/")]
    assert pages == [f"{'/en' if window.language == 'en' else ''}/field/offline"]


def is_taken_once(town: Town, path: str) -> None:
    row, steps = row_of(town, path)
    assert row.state == "resolved"
    assert [step.note for step in steps if step.verb == "resolve"] == ["เปลี่ยนหลอดแล้ว"]
    with town.look() as session:
        photos = attachments.of(MATTER, row.id)
        assert [line.purpose for line in photos] == [Purpose.AFTER]
        assert len(session.scalars(select(FieldReport)).all()) == 1


def losing_the_first_answer(window: Window) -> list[str]:
    """The portal takes the first report, and its answer is lost: the phone sends it again."""
    answered: list[str] = []

    def lose(route: Any) -> None:
        if answered:
            answered.append("told")
            route.continue_()
            return
        answered.append("lost")
        route.fetch()
        route.abort("internetdisconnected")
        window.page.evaluate("setTimeout(() => window.dispatchEvent(new Event('online')), 50)")

    window.page.route("**/field/reports", lose)
    return answered


def test_who_was_slower_decides(
    page_at: Callable[..., Window], town: Town, places: list[str], width: int, language: str
) -> None:
    window = signed_in(page_at(width, language)).expects(409)
    window.open(f"/field/{places[1]}")
    ready(window)
    goes_offline(window)
    reports(window, "กลบหลุมแล้ว")
    expect(window.page.locator("[data-report-message]")).to_have_text(
        window.words("Add a photo taken afterwards, or say why there is none")
    )
    window.fill("Or why there is no photo", "กลางคืน")
    reports(window, "กลบหลุมแล้ว")
    expect(window.page.locator("[data-outbox-list] > li")).to_have_count(1)
    with town.work("th") as session:
        row = session.get_one(Complaint, row_of(town, places[1])[0].id)
        services.note(town.actor(Role.HEAD), row.id, "รอรถ", seen=row.version, at=MONDAY)
    window.context.set_offline(False)
    again = window.page.get_by_role("button", name=window.words("Send all the same"))
    expect(again).to_have_count(1)
    window.check("field-conflict")
    assert row_of(town, places[1])[0].state == "assigned"
    expect(window.page.locator("[data-outbox-list]")).to_contain_text("กลบหลุมแล้ว")
    assert "รอรถ" not in str(window.page.evaluate(KEPT))
    again.click()
    window.page.wait_for_url("**/field?sent=1")
    row, steps = row_of(town, places[1])
    assert (row.state, sum(step.verb == "resolve" for step in steps)) == ("resolved", 1)


def test_signing_out_clears_and_nobody_sees_anothers_drafts(
    page_at: Callable[..., Window], town: Town, places: list[str], photo: str
) -> None:
    window = signed_in(page_at(360, "th"))
    window.open(f"/field/{places[0]}")
    ready(window)
    window.page.locator("input[type=file]").set_input_files(photo)
    expect(window.page.locator(".photos__item")).to_have_count(1)
    window.fill("What was done?", "คำของคนแรก")
    is_kept(window)
    window.context.clear_cookies()  # the session ran out; nobody signed out
    window.signs_in(Role.HEAD).open(f"/field/{places[0]}")
    ready(window)
    assert window.field("What was done?").input_value() == ""
    expect(window.page.locator("[data-outbox]")).to_be_hidden()
    assert len(window.page.evaluate(KEPT)["drafts"]) == 1
    window.context.clear_cookies()
    window.signs_in(Role.OFFICER).open(f"/field/{places[0]}")
    ready(window)
    assert window.field("What was done?").input_value() == "คำของคนแรก"
    window.open("/sign-out")
    expect(window.page.locator("[data-unsent]")).to_be_visible()
    window.check("sign-out-unsent").press("Sign out")
    kept = window.page.evaluate(KEPT)
    assert (kept["drafts"], kept["photos"], kept["lists"], kept["local"]) == ([], [], [], {})


def test_after_seven_days_nothing_is_left(
    page_at: Callable[..., Window], places: list[str]
) -> None:
    window = signed_in(page_at(360, "en"))
    window.open(f"/field/{places[0]}")
    ready(window).fill("What was done?", "Half a sentence")
    is_kept(window)
    window.page.clock.install()
    window.page.clock.set_system_time(MONDAY + timedelta(days=365 * 10))
    window.page.reload()
    ready(window)
    assert window.page.evaluate(KEPT)["drafts"] == []
    assert window.field("What was done?").input_value() == ""
