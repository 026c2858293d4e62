"""A browser for journeys: opens, clicks, fills and presses by what a person reads on the page.

Journeys are written in the source words, English; on a Thai page the browser looks for their Thai.
It runs no JavaScript: every journey proves that the page works without. Each opened page is held
to the rules of `tests/page.py` and refused with all findings at once.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit, urlunsplit

from bs4 import Tag
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from portal.foundation.i18n import _, speaking
from tests import forms
from tests.page import Page, squeezed

ORIGIN = "http://localhost"
MOST_REDIRECTS = 5


class Lost(AssertionError):
    """What a person looks for is not on the page, or is there twice."""


class Browser:
    """One person's browser, with its cookies."""

    def __init__(self, app: Flask, language: str = "th", origin: str = ORIGIN) -> None:
        self.client = app.test_client()
        self.language = language
        self.origin = origin
        self.base = ""
        """On a host that several municipalities share: `/slug`."""
        self.address = "/"
        self.response: TestResponse | None = None
        self._page: Page | None = None
        self._files: dict[int, list[tuple[str, bytes, str]]] = {}
        self._last: dict[str, Any] | None = None

    # ── where am I ─────────────────────────────────────────────────────────────────────────────

    @property
    def page(self) -> Page:
        """The page that is open."""
        if self._page is None:
            raise Lost("no page is open")
        return self._page

    @property
    def status(self) -> int:
        """The HTTP status of what was answered last."""
        return self.response.status_code if self.response is not None else 0

    @property
    def text(self) -> str:
        """Everything that can be read on the open page."""
        return self.page.text

    @property
    def heading(self) -> str:
        """The name of the open page."""
        return self.page.heading

    def words(self, text: str, **values: object) -> str:
        """A source text as it stands on the open page, in the page's language."""
        with speaking(self._page.language if self._page else self.language):
            return squeezed(re.sub("<[^>]*>", "", _(text, **values)))

    def sees(self, *words: str) -> bool:
        """Whether all these words stand on the page."""
        return all(self.words(word) in self.text for word in words)

    def must_see(self, *words: str) -> None:
        """Refuse a page on which one of these words is missing."""
        missing = [word for word in words if self.words(word) not in self.text]
        if missing:
            raise Lost(f"{missing} not on {self.address}:\n{self.text[:3000]}")

    # ── going somewhere ────────────────────────────────────────────────────────────────────────

    def open(self, path: str, *, status: int | None = 200, **headers: str) -> Page:
        """Open an address of the portal, in the browser's language; follow where it leads.

        `status=None` takes any answer, also in all other ways to go somewhere.
        """
        prefix = "/en" if self.language == "en" else ""
        return self._go("GET", self.base + prefix + path, status=status, headers=headers)

    def visit(self, address: str, *, status: int | None = 200) -> Page:
        """Open an address exactly as given, with its language."""
        return self._go("GET", address, status=status)

    def fetch(self, address: str, **headers: str) -> TestResponse:
        """Get something that is no page (a file, a picture), without leaving the page."""
        return self.client.get(
            urljoin(self.address, address), base_url=self.origin, headers=headers
        )

    def click(self, words: str, *, status: int | None = 200) -> Page:
        """Follow the link with these words."""
        links = {
            str(link["href"]): link
            for link in self.page.soup.find_all("a", href=True)
            if self.page.name_of(link) == self.words(words)
        }
        if len(links) != 1:
            known = [self.page.name_of(link) for link in self.page.soup.find_all("a", href=True)]
            raise Lost(f"{len(links)} links {words!r} on {self.address}; there are {known}")
        return self._go("GET", urljoin(self.address, next(iter(links))), status=status)

    # ── filling a form ─────────────────────────────────────────────────────────────────────────

    def field(self, label: str, *, within: str = "", **attributes: Any) -> Tag:
        """The one field with this label; `within` names the group around it by its legend."""
        wanted = self.words(label)
        fields = [f for f in self.page.fields() if self._is_in(f, within)]
        fields = [f for f in fields if all(f.get(k) == v for k, v in attributes.items())]
        found = [f for f in fields if self.page.label_of(f) == wanted]
        found = found or [f for f in fields if self.page.label_of(f).startswith(wanted)]
        if len(found) != 1:
            known = [self.page.label_of(f) for f in fields]
            raise Lost(f"{len(found)} fields {label!r} on {self.address}; there are {known}")
        return found[0]

    def _is_in(self, field: Tag, legend: str) -> bool:
        legends = [group.find("legend") for group in field.find_parents("fieldset")]
        names = [squeezed(found.get_text(" ")) for found in legends if found]
        return not legend or any(name.startswith(self.words(legend)) for name in names)

    def value(self, label: str, *, within: str = "") -> str:
        """What stands in a field."""
        field = self.field(label, within=within)
        if field.name == "textarea":
            return field.get_text().removeprefix("\n")
        if field.name == "select":
            return next((squeezed(o.get_text()) for o in field.select("option[selected]")), "")
        return str(field.get("value", ""))

    def fill(self, label: str, value: str, *, within: str = "") -> None:
        """Type into a field; what stood there is gone."""
        field = self.field(label, within=within)
        if field.name == "textarea":
            field.string = value
        elif field.name == "input" and field.get("type") not in {*forms.TICKED, "file"}:
            field["value"] = value
        else:
            raise Lost(f"{label!r} is nothing to type into")

    def choose(self, label: str, option: str | None = None, *, within: str = "") -> None:
        """Tick a box or a radio button, or choose an option of a list."""
        field = self.field(label, within=within)
        if field.name == "select":
            self._select(field, option or "")
        elif field.get("type") in forms.TICKED:
            if field["type"] == "radio":
                for other in self._form_of(field).find_all("input", attrs={"name": field["name"]}):
                    del other["checked"]
            field["checked"] = ""
        else:
            raise Lost(f"{label!r} is nothing to choose")

    def leave_out(self, label: str, *, within: str = "") -> None:
        """Take the tick out of a box."""
        del self.field(label, within=within)["checked"]

    def _select(self, field: Tag, words: str) -> None:
        options = field.find_all("option")
        found = [o for o in options if squeezed(o.get_text()) == self.words(words)]
        if len(found) != 1:
            raise Lost(f"no option {words!r}; there are {[o.get_text() for o in options]}")
        for option in options:
            del option["selected"]
        found[0]["selected"] = ""

    def attach(self, label: str, *files: Path | tuple[str, bytes]) -> None:
        """Choose files for a file field."""
        field = self.field(label, type="file")
        pairs = [(f.name, f.read_bytes()) if isinstance(f, Path) else f for f in files]
        kind = "application/octet-stream"  # the portal must look into the file, not at its name
        self._files[id(field)] = [(name, content, kind) for name, content in pairs]

    def press(self, words: str, *, within: str = "", status: int | None = 200) -> Page:
        """Press the button with these words; its form is sent."""
        found = [b for b in self.page.buttons() if self.page.name_of(b) == self.words(words)]
        found = [b for b in found if self._is_in(b, within)]
        if len(found) != 1:
            known = [self.page.name_of(button) for button in self.page.buttons()]
            raise Lost(f"{len(found)} buttons {words!r} on {self.address}; there are {known}")
        button = found[0]
        form = self._form_of(button)
        method = str(button.get("formmethod") or form.get("method", "get")).upper()
        action = str(button.get("formaction") or form.get("action") or self.address)
        self._refuse_empty(form, button)
        filled = forms.filled(self.page, form)
        if button.get("name"):
            filled.append((str(button["name"]), str(button.get("value", ""))))
        target = urljoin(self.address, action)
        if method == "GET":
            path = urlsplit(target).path
            return self._go("GET", f"{path}?{urlencode(filled)}", status=status)
        return self._go("POST", target, status=status, form=[*filled, *self._attached(form)])

    def press_again(self, *, status: int | None = 200) -> Page:
        """Send the last form once more, as a double click or a reload does."""
        if self._last is None:
            raise Lost("no form was sent")
        return self._go("POST", **{**self._last, "status": status})

    def _form_of(self, tag: Tag) -> Tag:
        name = tag.get("form")
        form = self.page.by_id(str(name)) if name else tag.find_parent("form")
        if form is None:
            raise Lost(f"{self.page.name_of(tag)!r} stands in no form")
        return form

    def _refuse_empty(self, form: Tag, button: Tag) -> None:
        if form.has_attr("novalidate") or button.has_attr("formnovalidate"):
            return
        names = {name for name, value in forms.filled(self.page, form) if value}
        for field in forms.controls(self.page, form):
            if field.has_attr("required") and field["name"] not in names | self._named_files(form):
                raise Lost(f"the browser would not send: {self.page.label_of(field)!r} is empty")

    def _named_files(self, form: Tag) -> set[str]:
        return {name for name, _file in self._attached(form)}

    def _attached(self, form: Tag) -> list[tuple[str, Any]]:
        return [
            (str(field["name"]), file)
            for field in forms.controls(self.page, form)
            if field.get("type") == "file"
            for file in self._files.get(id(field)) or [("", b"", "application/octet-stream")]
        ]

    # ── the wire ───────────────────────────────────────────────────────────────────────────────

    def _go(
        self,
        method: str,
        address: str,
        *,
        status: int | None,
        form: Iterable[tuple[str, Any]] | None = None,
        headers: dict[str, str] | None = None,
    ) -> Page:
        if form is not None:
            self._last = {"address": address, "form": form}
        sent = {"Referer": self.origin + self.address, **(headers or {})}
        for _step in range(MOST_REDIRECTS):
            self.response = self._ask(method, address, form, sent)
            self.address = address
            if self.response.status_code not in {301, 302, 303, 307, 308}:
                break
            address = urljoin(address, self.response.headers["Location"])
            if self.response.status_code not in {307, 308}:
                method, form = "GET", None
        return self._read(status)

    def _ask(
        self, method: str, address: str, form: Iterable[tuple[str, Any]] | None, headers: Any
    ) -> TestResponse:
        target = urlunsplit(("", "", *urlsplit(address)[2:4], ""))
        filled: MultiDict[str, Any] = MultiDict()
        for name, value in form or ():
            file = isinstance(value, tuple)
            filled.add(name, (io.BytesIO(value[1]), value[0], value[2]) if file else value)
        if method == "POST":
            headers = {**headers, "Origin": self.origin}
        response = self.client.open(
            target,
            method=method,
            data=filled if form is not None else None,
            base_url=self.origin,
            headers=headers,
        )
        response.request.environ["wsgi.input"].close()  # a large form stands in a file
        return response

    def _read(self, status: int | None) -> Page:
        response = self.response
        assert response is not None
        is_page = response.mimetype == "text/html"
        self._page = Page(response.get_data(as_text=True), self.address) if is_page else None
        self._files = {}
        if status is not None and response.status_code != status:
            shown = self._page.text[:3000] if self._page else response.get_data(as_text=True)[:500]
            raise Lost(f"{self.address} answered {response.status_code}, not {status}:\n{shown}")
        if self._page is None:
            return Page("", self.address)
        findings = self._page.findings()
        if findings:
            raise AssertionError(f"{self.address} is refused:\n  " + "\n  ".join(findings))
        return self._page
