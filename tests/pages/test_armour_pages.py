"""The page's armour in Chromium: what belongs passes, and nothing else does."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import select

from portal.attachments import services as photos
from portal.attachments.models import Attachment
from portal.complaints.lifecycle import State
from portal.complaints.models import Complaint
from portal.complaints.views import admission
from portal.foundation.policy import Role
from portal.oversight.models import PolicyReport
from tests import makers, pictures
from tests.fixtures.portal import Clock, Town
from tests.life import Case
from tests.makers import MONDAY
from tests.pages.window import Window

WRITES_MARKUP = """() => {
  try { document.createElement('div').innerHTML = '<img src=x onerror=a()>'; return 'written'; }
  catch (error) { return error.name; }
}"""
MAKES_A_SCRIPT = """() => {
  try { document.createElement('script').src = '/static/js/page.js'; return 'made'; }
  catch (error) { return error.name; }
}"""
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
POLICY = ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'",
          "form-action 'self'", "require-trusted-types-for 'script'")  # fmt: skip


def headers_of(window: Window, path: str) -> dict[str, str]:
    """Open a page; its headers."""
    prefix = "/en" if window.language == "en" else ""
    answer = window.page.goto(f"{prefix}{path}")
    assert answer is not None
    return answer.headers


def refuses_markup(window: Window) -> None:
    """The attempts are written to the console as errors, which is what is wanted here."""
    assert window.page.evaluate(WRITES_MARKUP) == "TypeError"
    assert window.page.evaluate(MAKES_A_SCRIPT) == "TypeError"
    window.faults[:] = [fault for fault in window.faults if "TrustedHTML" not in fault
                        and "TrustedScriptURL" not in fault]  # fmt: skip


def test_every_main_page_wears_the_armour(
    page_at: Callable[..., Window], town: Town, clock: Clock, life: dict[State, Case],
    tmp_path: Path,
) -> None:  # fmt: skip
    window = page_at(360, "en")
    for path in ("/", "/complaints", "/figures", "/map", "/track", "/staff"):
        headers = headers_of(window, path)
        assert {name: headers.get(name) for name in HEADERS} == HEADERS, path
        policy = headers["content-security-policy"]
        assert all(part in policy for part in POLICY), path
        assert "unsafe" not in policy
        assert "trusted-types 'none'" in policy, path
        assert "camera=()" in headers["permissions-policy"]
    refuses_markup(window)
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(pictures.jpeg(1200, 900))
    assert "trusted-types default" in headers_of(window, "/report")["content-security-policy"]
    window.page.locator("input[type=file]").set_input_files(str(photo))
    expect(window.page.locator("[name=attachment_ids]")).to_have_count(1)
    window.page.get_by_label(window.words("With a pin on the map")).check()
    expect(window.page.locator(".leaflet-control-zoom")).to_be_visible()
    refuses_markup(window)
    desk = page_at(1280, "th")
    desk.signs_in(Role.CLERK)
    headers = headers_of(desk, f"/desk/{life[State.RECEIVED].address}?move=move-pin")
    assert headers["cache-control"] == "private, no-store"
    desk.page.reload()


@pytest.fixture
def busy(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A portal to which so much comes that everybody is asked for a little work."""
    monkeypatch.setitem(app.config, "PORTAL", replace(app.config["PORTAL"], filing_limits=True))
    monkeypatch.setattr(admission, "OF_TOWN", replace(admission.OF_TOWN, most=0))


def test_the_browser_does_its_work_and_sends_by_itself(
    page_at: Callable[..., Window], town: Town, clock: Clock, busy: Any
) -> None:
    window = page_at(360, "th")
    window.open("/report").fill("What is wrong?", "น้ำท่วมถนนทั้งสาย")
    window.fill("Landmark", "หน้าตลาด").press("Check before sending")
    window.check("check-with-work")
    window.press("Send")
    expect(window.page.locator(".govuk-panel, h1").first).to_be_visible()
    with town.look() as session:
        (row,) = session.scalars(select(Complaint)).all()
        assert (row.withheld, row.text) == (None, "น้ำท่วมถนนทั้งสาย")


def test_boxes_are_drawn_on_the_photo_and_burned_in(
    page_at: Callable[..., Window], town: Town, clock: Clock
) -> None:
    with town.work():
        form, clerk = uuid4(), town.actor(Role.CLERK)
        photo = photos.prepare(io.BytesIO(pictures.jpeg(800, 600)))
        photos.take(clerk, photo, attachment_id=uuid4(), form_id=form, at=MONDAY)
        makers.complaint(form_id=form)
    window = page_at(360, "th")
    window.signs_in(Role.CLERK).open("/desk/2026/1")
    window.follow(window.page.locator("a[href*='/photos/'] >> visible=true").last)
    paper = window.page.locator("[data-boxes] svg").first
    paper.scroll_into_view_if_needed()
    edge = paper.bounding_box()
    assert edge is not None
    mouse = window.page.mouse
    mouse.move(edge["x"] + edge["width"] * 0.25, edge["y"] + edge["height"] * 0.25)
    mouse.down()
    mouse.move(edge["x"] + edge["width"] * 0.75, edge["y"] + edge["height"] * 0.75, steps=4)
    mouse.up()
    expect(window.page.locator("[data-boxes] rect")).to_have_count(1)
    window.check("photo-boxes").press("Cover these parts")
    with town.look() as session:
        (boxes,) = session.scalars(select(Attachment.boxes).where(Attachment.boxes.is_not(None)))
    assert all(
        abs(is_ - meant) < 15 for is_, meant in zip(boxes[0], (250, 250, 500, 500), strict=True)
    )


def test_a_browser_tells_what_it_kept_a_page_from(
    page_at: Callable[..., Window], town: Town
) -> None:
    window = page_at(360, "en")
    window.open("/track")
    with window.page.expect_response("**/policy-reports") as answer:
        window.page.evaluate(
            "() => { const style = document.createElement('style');"
            " style.textContent = 'h1 { color: red }'; document.head.append(style); }"
        )
    assert answer.value.status == 204
    window.faults.clear()  # the refusal stands in the console, which is what is wanted here
    with town.look() as session:
        row = session.scalars(select(PolicyReport)).one()
    told = (row.route, row.directive, row.source)
    assert told == ("complaints.track", "style-src-elem", "inline")
