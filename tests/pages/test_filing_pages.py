"""Filing and following in Chromium: two widths, two languages, with and without scripts."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from portal.complaints import services
from portal.complaints.models import Complaint
from portal.foundation.policy import Role
from portal.places import queries as places
from portal.places import services as place_services
from tests import pictures
from tests.fixtures.portal import Town
from tests.makers import MONDAY
from tests.pages.window import Window

WORDS = {"th": "ไฟถนนดับทั้งซอย มืดมาก", "en": "All street lamps of our lane are dark"}
SQUARE = {
    "type": "Polygon",
    "coordinates": [
        [[102.80, 16.40], [102.87, 16.40], [102.87, 16.47], [102.80, 16.47], [102.80, 16.40]]
    ],
}
FILING_BYTES = 60 * 1024
A4_PAGES = re.compile(rb"/Type\s*/Page(?!s)")


@pytest.fixture
def bounded(town: Town) -> Town:
    with town.work():
        place_services.set_boundary(SQUARE, at=MONDAY)
    places.forget()
    return town


@pytest.fixture
def photo(tmp_path: Path) -> str:
    """A photo that knows where it was taken, larger than what is sent."""
    path = tmp_path / "photo.jpg"
    path.write_bytes(pictures.jpeg(2400, 1800, exif=pictures.notes(place=pictures.HERE)))
    return str(path)


def writes(window: Window, landmark: str = "หน้าตลาด") -> Window:
    window.open("/report").fill("What is wrong?", WORDS[window.language])
    return window.fill("Landmark", landmark)


def stored(town: Town) -> Complaint:
    with town.look() as session:
        return session.scalars(select(Complaint)).one()


@pytest.mark.parametrize("javascript", [True, False], ids=["js", "no-js"])
def test_filing_and_following(
    page_at: Callable[..., Window],
    town: Town,
    photo: str,
    width: int,
    language: str,
    javascript: bool,
) -> None:
    window = page_at(width, language, javascript=javascript).expects(422)
    window.open("/report").check("filing-empty")
    window.press("Check before sending").check("filing-errors")
    writes(window)
    window.page.locator("input[type=file]").set_input_files(photo)
    if javascript:
        expect(window.page.locator("input[name=attachment_ids]")).to_have_count(1)
    window.fill("Telephone number", "๐๘๑ ๒๓๔ ๕๖๗๘").check("filing-filled")
    window.press("Check before sending").check("filing-check")
    expect(window.page.locator(".thumbs img")).to_have_count(1)
    window.press("Send").check("receipt")
    window.click("Follow this matter").check("following")
    expect(window.page.get_by_text(WORDS[language])).to_be_visible()
    expect(window.page.locator(".pair img")).to_have_count(1)
    assert stored(town).cover_id is not None


def test_following_at_its_turns(
    page_at: Callable[..., Window], town: Town, width: int, language: str
) -> None:
    """Asked, finished, closed: each with what the reporter can do then."""
    window = page_at(width, language).expects(422)
    writes(window).press("Check before sending").press("Send").click("Follow this matter")

    def moves(verb: Callable[..., Any], *words: object, **more: object) -> None:
        row = stored(town)
        with town.work():
            officer = town.actor(Role.DISPATCHER)
            verb(officer, row.id, *words, **more, seen=row.version, at=row.filed_at)
        window.page.reload()

    moves(services.ask, "เสาต้นใด")
    window.check("following-asked").press("Send the answer").check("following-asked-error")
    window.fill("Your answer", "ต้นที่สาม").press("Send the answer").check("following-answered")
    moves(services.resolve, "เปลี่ยนหลอดแล้ว", no_photo_because="กลางคืน")
    window.check("following-finished")
    window.page.locator("summary").filter(
        has_text=window.words("Ask for it to be opened again")
    ).click()
    window.fill("What is still to be done?", "ยังดับอยู่").press("Open it again")
    window.check("following-reopened")


def test_doors(page_at: Callable[..., Window], width: int, language: str) -> None:
    window = page_at(width, language).expects(422)
    window.open("/track").fill("Number", "2569/999999").fill("Code", "AAAAAA").press("Open")
    window.check("track-error")
    window.open("/sign-in").fill("E-mail", "somsri@example.com").press("Send the code")
    window.check("code").fill("Code", "1").press("Sign in").check("code-error")
    window.open("/staff").press("Sign in").check("staff-error")


def test_the_pin_is_put_on_the_map(
    page_at: Callable[..., Window], bounded: Town, width: int, language: str
) -> None:
    window = page_at(width, language)
    window.open("/report").fill("What is wrong?", WORDS[language])
    window.page.get_by_text(window.words("With a pin on the map")).click()
    window.page.locator(".leaflet-container path").first.wait_for()
    window.page.locator("[data-place-map]").click()
    expect(window.page.locator("#lat")).not_to_have_value("")
    window.check("filing-pin").press("Check before sending").check("filing-check-pin")
    window.press("Send")
    row = stored(bounded)
    assert (row.lat, row.lon) != (None, None)
    assert row.cell is not None


def test_the_phone_gives_its_position(page_at: Callable[..., Window], bounded: Town) -> None:
    window = page_at(360, "th")
    window.context.grant_permissions(["geolocation"], origin=window.address)
    window.context.set_geolocation({"latitude": 16.43, "longitude": 102.83, "accuracy": 12})
    window.open("/report").fill("What is wrong?", WORDS["th"])
    window.page.get_by_text(window.words("Where I am now")).click()
    window.button("Find my position").click()
    expect(window.page.locator("#lat")).to_have_value("16.430000")
    window.press("Check before sending").press("Send")
    assert (stored(bounded).lat, stored(bounded).is_outside) == (16.43, False)


def test_the_photos_own_place_is_offered(
    page_at: Callable[..., Window], bounded: Town, photo: str
) -> None:
    window = page_at(360, "en")
    window.open("/report").fill("What is wrong?", WORDS["en"])
    window.page.locator("input[type=file]").set_input_files(photo)
    window.button("Use the photo’s place").click()
    window.press("Check before sending").press("Send")
    assert stored(bounded).lat == pytest.approx(pictures.HERE[0], abs=1e-4)


def test_a_broken_line_costs_one_photo_and_one_wait(
    page_at: Callable[..., Window], town: Town, photo: str
) -> None:
    window = page_at(360, "en").expects(422)
    window.faults = Forgiving()  # a cut line is told to the console as well
    cuts = iter([True, False])
    window.page.route(
        "**/attachments",
        lambda route: route.abort() if next(cuts, False) else route.continue_(),
    )
    writes(window)
    window.page.locator("input[type=file]").set_input_files(photo)
    expect(window.page.locator("input[name=attachment_ids]")).to_have_count(1, timeout=15_000)
    window.press("Check before sending").press("Send")
    assert stored(town).cover_id is not None


class Forgiving(list[str]):
    """Hears of the cut line without minding."""

    def append(self, fault: str) -> None:
        if "ERR_FAILED" not in fault:
            super().append(fault)


def test_what_was_typed_comes_back_after_a_reload(page_at: Callable[..., Window]) -> None:
    window = writes(page_at(360, "th"))
    window.fill("Telephone number", "0812345678")
    window.page.wait_for_function("JSON.stringify(localStorage).includes('draft:')")
    window.page.reload()
    expect(window.field("What is wrong?")).to_have_value(WORDS["th"])
    expect(window.field("Telephone number")).to_have_value("")
    window.check("filing-draft")


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_receipt_prints_on_one_page(page_at: Callable[..., Window], language: str) -> None:
    window = writes(page_at(1280, language))
    window.page.get_by_label(window.words("Category")).select_option(index=14)
    window.press("Check before sending").press("Send")
    assert len(A4_PAGES.findall(window.page.pdf(format="A4", print_background=True))) == 1


def test_the_filing_page_is_usable_in_60_kb(page_at: Callable[..., Window]) -> None:
    """HTML, CSS and scripts as they travel; the fonts come later."""
    window = page_at(360, "th")
    sizes = travelled(window.page, window.address + "/report")
    needed = {name: size for name, size in sizes.items() if not name.endswith(".woff2")}
    assert sum(needed.values()) <= FILING_BYTES, needed


def travelled(page: Page, address: str) -> dict[str, int]:
    """Bytes of each answer, gzipped where the server left that to a proxy."""
    sizes: dict[str, int] = {}

    def weigh(response: Any) -> None:
        body = response.body()
        packed = "content-encoding" in response.headers or body[:2] == b"PK"
        text = response.url.rsplit(".", 1)[-1] not in {"woff2", "png", "jpg"}
        sizes[response.url] = len(gzip.compress(body, 6)) if packed or text else len(body)

    page.on("response", weigh)
    page.goto(address, wait_until="networkidle")
    return sizes
