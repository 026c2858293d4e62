"""Chromium for the tests of pages: a live portal, windows of two widths, axe-core, pictures.

SCREENSHOTS=1 keeps a picture of every page looked at.

    def test_it(page_at, life):
        window = page_at(360, "en")
        window.open("/complaints").check("complaints")

One browser a worker, one context a window. A window fails its test when the page's console shows
an error, when the portal answers with a fault, or when anything asks for another machine.
"""

from __future__ import annotations

import logging
import os
import shutil
import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from tests.pages.window import Window

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
]
WIDTHS = (360, 1280)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives Chromium."""
    for item in items:
        if "page_at" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """Debian's Chromium, started once a worker."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.fail("Chromium is not installed; `make test` installs it, or CHROMIUM names it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


class Live:
    """The portal as a server on a free port of this machine."""

    def __init__(self, app: Flask) -> None:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.server = make_server("127.0.0.1", 0, app, threaded=True)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Answer nobody any more."""
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture(scope="session")
def servers() -> Iterator[dict[int, Live]]:
    """The worker's servers, one for each app."""
    running: dict[int, Live] = {}
    yield running
    for live in running.values():
        live.stop()


@pytest.fixture
def live(app: Flask, servers: dict[int, Live]) -> Live:
    """The portal of this test, reachable for a browser."""
    if id(app) not in servers:
        servers[id(app)] = Live(app)
    return servers[id(app)]


@pytest.fixture
def page_at(chromium: Chromium, live: Live) -> Iterator[Callable[..., Window]]:
    """Open a window: `page_at(360, "th", javascript=False)`."""
    windows: list[Window] = []

    def opened(width: int = 1280, language: str = "th", *, javascript: bool = True) -> Window:
        window = Window(chromium, live.address, width, language, javascript=javascript)
        windows.append(window)
        return window

    yield opened
    faults = [fault for window in windows for fault in window.close()]
    assert not faults, "\n".join(faults)


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width}px")
def width(request: pytest.FixtureRequest) -> int:
    """Once on a phone, once on a desk."""
    return int(request.param)


@pytest.fixture(params=["th", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Once in each language."""
    return str(request.param)
