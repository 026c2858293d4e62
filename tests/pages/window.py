"""A window of Chromium, and what every page shown in it is held to."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import ConsoleMessage, Locator, Request, Response

from portal.foundation.i18n import _, speaking
from portal.foundation.policy import Role
from tests import makers
from tests.page import Page

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "instance" / "screenshots"
HEIGHT = 800
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FAULT = 500
PATIENCE_MS = 30_000
LOCALES = {"th": "th-TH", "en": "en-GB"}
SIDEWAYS = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide <= 0) return [];
  const edge = document.documentElement.clientWidth + 1;
  return [`the page is ${wide} px too wide`, ...[...document.querySelectorAll('body *')]
    .filter(tag => tag.getBoundingClientRect().right > edge)
    .slice(0, 5).map(tag => tag.outerHTML.slice(0, 160))];
}"""
AUDIT = """async (tags) => {
  const found = await axe.run(document,
    {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
  const told = (rule, node) =>
    [`${rule.id}: ${rule.help}`, node.html.slice(0, 200), node.failureSummary].join('\\n    ');
  return found.violations.flatMap(rule => rule.nodes.map(node => told(rule, node)));
}"""


@lru_cache(maxsize=1)
def axe() -> str:
    """The vendored axe-core."""
    return next((ROOT / "tests" / "vendor").glob("axe-core-*/axe.min.js")).read_text("utf-8")


class Window:
    """One person's window: its own cookies, a width, a language."""

    def __init__(
        self, chromium: Chromium, address: str, width: int, language: str, *, javascript: bool
    ) -> None:
        self.address = address
        self.width = width
        self.language = language
        self.javascript = javascript
        self.faults: list[str] = []
        self.expected: set[int] = set()
        self.context = chromium.new_context(
            viewport={"width": width, "height": HEIGHT},
            base_url=address,
            java_script_enabled=javascript,
            locale=LOCALES[language],
            timezone_id="Asia/Bangkok",
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.page = self.context.new_page()
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"script failed: {error}"))

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and not request.url.startswith(self.address):
            self.faults.append(f"asks for another machine: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= FAULT:
            self.faults.append(f"{response.status} for {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        refused = re.search(r"status of (\d+)", message.text)
        if message.type == "error" and not (refused and int(refused[1]) in self.expected):
            self.faults.append(f"the console says: {message.text} ({message.location['url']})")

    def expects(self, *statuses: int) -> Window:
        """Say that the portal will refuse something with these statuses."""
        self.expected |= set(statuses)
        return self

    def words(self, text: str, **values: object) -> str:
        """A source text in the window's language."""
        with speaking(self.language):
            return _(text, **values)

    def open(self, path: str) -> Window:
        """Open an address of the portal, in the window's language."""
        prefix = "/en" if self.language == "en" else ""
        self.page.goto(prefix + path)
        return self

    def field(self, label: str) -> Locator:
        """The field with this label."""
        return self.page.get_by_label(self.words(label), exact=True)

    def fill(self, label: str, value: str) -> Window:
        """Type into the field with this label."""
        self.field(label).fill(value)
        return self

    def press(self, words: str) -> Window:
        """Press the button with these words, and wait for the page it leads to."""
        return self.follow(self.button(words))

    def click(self, words: str) -> Window:
        """Follow the link with these words, and wait for the page it leads to."""
        return self.follow(self.page.get_by_role("link", name=self.words(words), exact=True).first)

    def button(self, words: str) -> Locator:
        """The button with these words."""
        return self.page.get_by_role("button", name=self.words(words), exact=True)

    def follow(self, sign: Locator) -> Window:
        """Click on something that leads to another page, and wait for all of that page.

        A click alone comes back while the next page is still empty, or not yet asked for.
        """
        with self.page.expect_navigation(wait_until="load"):
            sign.click()
        return self

    def signs_in(self, role: Role) -> Window:
        """Go through the staff door."""
        self.open("/staff").fill("E-mail", makers.email(role)).fill("Password", makers.PASSWORD)
        return self.press("Sign in")

    def check(self, name: str) -> Window:
        """Hold the page to what all pages are held to; keep a picture of it with SCREENSHOTS=1."""
        if self.javascript:
            self.page.evaluate("document.fonts.ready.then(() => true)")
        found = [*self.page.evaluate(SIDEWAYS), *self.audit()]
        if os.environ.get("SCREENSHOTS"):
            self.snap(name)  # last: taking the picture leaves marks on the fields
        self.faults += [f"{name} at {self.width} px, {self.language}: {fault}" for fault in found]
        return self

    def audit(self) -> list[str]:
        """What axe-core finds: WCAG 2.2 AA and best practice. All of it is binding.

        Without JavaScript axe-core cannot run either; the rules of the test browser stand in.
        """
        if not self.javascript:
            return Page(self.page.content()).findings()
        self.page.evaluate(axe())
        return list(self.page.evaluate(AUDIT, TAGS))

    def snap(self, name: str) -> None:
        """Keep a picture of the whole page in `instance/screenshots/`, which nobody keeps."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        script = "" if self.javascript else "-no-js"
        path = SCREENSHOTS / f"{name}-{self.width}-{self.language}{script}.png"
        self.page.screenshot(path=path, full_page=True, caret="initial")

    def close(self) -> list[str]:
        """Shut the window; what went wrong in it."""
        self.context.close()
        return self.faults
