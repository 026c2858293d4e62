"""An officer in the field without JavaScript; what is handed out for the time without a line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from portal.complaints import services
from portal.complaints.lifecycle import State
from portal.foundation.policy import Role
from tests import makers, pictures
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.life import Case
from tests.makers import MONDAY


def signed_in(browser: Browser, role: Role = Role.CLERK) -> Browser:
    browser.open("/staff")
    browser.fill("E-mail", makers.email(role))
    browser.fill("Password", makers.PASSWORD)
    browser.press("Sign in")
    return browser


def test_a_visit_reported_without_javascript(
    either_browser: Browser, life: dict[State, Case]
) -> None:
    browser = signed_in(either_browser)
    case = life[State.IN_PROGRESS]
    browser.open("/field?span=open")
    browser.open("/field/print?span=open")
    browser.open(f"/field/{case.address}")
    browser.fill("What was done?", "ลอกท่อแล้ว")
    browser.press("Send the report", status=422)
    assert browser.words("Add a photo taken afterwards, or say why there is none") in browser.text
    browser.attach("Photos", ("after.jpg", pictures.jpeg()))
    browser.press("Send the report")
    assert browser.words("Your report was taken.") in browser.text
    browser.open(f"/desk/{case.address}")
    assert "ลอกท่อแล้ว" in browser.text


def test_the_slower_officer_is_told_what_changed(
    either_browser: Browser, town: Town, life: dict[State, Case]
) -> None:
    browser, case = signed_in(either_browser), life[State.IN_PROGRESS]
    browser.open(f"/field/{case.address}")
    browser.fill("What was done?", "ลอกท่อแล้ว")
    browser.fill("Or why there is no photo", "กลางคืน")
    with town.work("th"):
        officer, number = town.actor(Role.DISPATCHER), case.receipt.complaint_id
        version = int(str(browser.page.soup.find("input", attrs={"name": "seen"})["value"]))
        services.note(officer, number, "รอรถ", seen=version, at=MONDAY)
    browser.press("Send the report", status=409)
    assert "รอรถ" in browser.text
    browser.press("Send the report")
    assert browser.words("Your report was taken.") in browser.text


def test_the_map_is_set_in_words_and_an_impossible_one_is_refused(either_browser: Browser) -> None:
    browser = signed_in(either_browser, Role.CLERK)
    browser.open("/settings/field")
    browser.fill("Address that shows one stop", "https://maps.example/{name}")
    browser.press("Save", status=422)
    browser.fill("Address that shows one stop", "https://maps.example/?q={lat},{lon}")
    browser.press("Save")
    assert browser.words("The map was set.") in browser.text


@pytest.mark.parametrize("name", ["report", "field"])
def test_an_app_for_each_municipality(browser: Browser, town: Town, name: str) -> None:
    client = browser.client
    answer = client.get(f"/en/offline/{name}.webmanifest")
    told = json.loads(answer.get_data(as_text=True))
    assert answer.mimetype == "application/manifest+json"
    assert "Khon Kaen City" in told["name"]
    assert told["start_url"].startswith("/en/")
    assert re.fullmatch("#[0-9a-f]{6}", told["theme_color"])
    for icon in told["icons"]:
        picture = client.get(icon["src"])
        assert picture.get_data().startswith(b"\x89PNG"), icon
    worker = client.get(f"/en/offline/{name}.js")
    assert worker.headers["Service-Worker-Allowed"] == told["start_url"]
    assert worker.headers["Cache-Control"] == "private, no-cache"
    kept = json.loads(worker.get_data(as_text=True).partition("= ")[2].partition(";\n")[0])
    for address in [*kept["assets"], kept["page"]]:
        assert client.get(address).status_code == 200, address
    assert all("max-age" in client.get(one).headers["Cache-Control"] for one in kept["assets"])


@pytest.mark.parametrize("path", ["/offline/report", "/field/offline"])
def test_the_page_that_stands_in_knows_nobody(
    browser: Browser, another_browser: Callable[..., Browser], clock: Clock, path: str
) -> None:
    visitors = another_browser().client.get(path).get_data(as_text=True)
    officers = signed_in(browser).client.get(path).get_data(as_text=True)
    assert visitors == officers
    assert "csrf_token" not in visitors
    assert makers.name(Role.CLERK) not in officers


def test_only_pages_with_a_worker_may_set_one_up(browser: Browser) -> None:
    def policy(path: str) -> str:
        answer = browser.client.get(path)
        return answer.headers["Content-Security-Policy"].partition("trusted-types ")[2]

    assert policy("/report").partition(";")[0].split() == ["default", "worker"]
    assert policy("/field/offline").startswith("'none'")
    assert policy("/privacy").startswith("'none'")
