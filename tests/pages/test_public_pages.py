"""What anyone may read, in Chromium: list, map with and without map pictures, page, on paper."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import expect

from portal.complaints.queries import choices
from portal.complaints.services import Place, Receipt
from portal.foundation import clock
from tests import makers
from tests.fixtures.portal import Town
from tests.pages.window import Window

SPOTS = ((16.43, 102.83), (16.43, 102.83), (16.45, 102.84), (16.47, 102.81))
TILE = "/static/images/icon.svg?{z}-{x}-{y}"


@pytest.fixture
def complaints(town: Town) -> list[Receipt]:
    at = clock.now() - timedelta(days=2)
    with town.work("th"):
        category = next(one.id for one in choices.categories() if one.visibility == "public")
        return [
            makers.complaint(
                f"ไฟถนนดับทั้งซอย {number} มืดมาก",
                at=at + timedelta(minutes=number),
                category_id=category,
                place=Place(*SPOTS[number % len(SPOTS)], outside_is_meant=True),
            )
            for number in range(24)
        ]


@pytest.fixture
def tiles(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Map pictures of this machine: one and the same everywhere."""
    settings = dataclasses.replace(
        app.config["PORTAL"], tile_address=TILE, tile_attribution="Nobody’s map"
    )
    monkeypatch.setitem(app.config, "PORTAL", settings)


def test_reading(
    page_at: Callable[..., Window], complaints: list[Receipt], width: int, language: str
) -> None:
    window = page_at(width, language)
    window.open("/").check("front-full").open("/complaints").check("list")
    window.click("Older").check("list-older")
    window.open("/complaints?text=nothing-at-all").check("list-nothing")
    window.open("/complaints?text=ไฟ&state=open").check("list-filtered")
    window.open("/map").check("map")
    expect(window.page.locator("svg.hexmap")).to_be_visible()
    window.open(f"/complaints/{complaints[0].year}/{complaints[0].running}").check("public-page")


def test_the_map_moves_where_there_are_map_pictures(
    page_at: Callable[..., Window],
    complaints: list[Receipt],
    tiles: None,
    width: int,
    language: str,
) -> None:
    window = page_at(width, language).open("/map")
    window.page.locator(".leaflet-container path.hexmap__hexagon").first.wait_for()
    expect(window.page.locator("svg.hexmap")).to_have_count(0)
    window.check("map-moving")
    window.page.locator("path.hexmap__hexagon").first.click(force=True)
    window.page.wait_for_url("**cell=*")
    window.check("list-of-hexagon")


def test_without_scripts_the_drawing_stays(
    page_at: Callable[..., Window], complaints: list[Receipt], tiles: None
) -> None:
    window = page_at(360, "th", javascript=False).open("/map")
    expect(window.page.locator("svg.hexmap")).to_be_visible()


def test_a_missing_script_leaves_the_drawing(
    page_at: Callable[..., Window], complaints: list[Receipt], tiles: None
) -> None:
    window = page_at(360, "th").expects(404)
    window.page.route("**/leaflet*.js", lambda route: route.fulfill(status=404))
    window.open("/map")
    window.page.locator(".live-map--drawn").wait_for()
    expect(window.page.locator("svg.hexmap")).to_be_visible()


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_page_on_paper(
    page_at: Callable[..., Window], complaints: list[Receipt], language: str
) -> None:
    window = page_at(1280, language)
    window.open(f"/complaints/{complaints[0].year}/{complaints[0].running}")
    window.page.emulate_media(media="print")
    expect(window.page.locator(".menu")).to_be_hidden()
    expect(window.page.locator(".foot__print")).to_be_visible()
    window.snap("public-page-print")
