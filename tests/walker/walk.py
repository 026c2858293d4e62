"""Somebody who tries every door with every key they have, and looks at what comes back."""

from __future__ import annotations

import io
import itertools
import re
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode, urlsplit

from bs4 import BeautifulSoup, Tag
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule

from portal.accounts import services as accounts
from portal.accounts.models import Person
from portal.accounts.services import sessions
from portal.foundation.audit import AuditLine
from portal.foundation.database import session
from portal.foundation.policy import ANYONE, STAFF, Role
from tests.makers import MONDAY
from tests.walker.town import CONDUCT, CONTACT, NEXT_DOOR, PRIVATE, Ground

HERE, BESIDE = "/khonkaen", "/beside"
PART = re.compile(r"<[^>]*?(\w+)>")
FORM = re.compile(r"<form[^>]*method=\"post\".*?</form>", re.DOTALL)
TRACES = ("Traceback (most recent", "werkzeug.", "sqlalchemy", "psycopg", "jinja2.exceptions")
CASES = frozenset({Role.DISPATCHER, Role.OFFICER, Role.HEAD, Role.CLERK, Role.MAYOR})
"""Who may read the private case; the others are strangers to it."""
TINY = b"\xff\xd8\xff\xe0not a photo"
_senders = itertools.count(1)

Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Seen:
    """A form found on a page: where it goes, and what it would send."""

    address: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]


@dataclass
class Walker:
    """One role at work. `findings` grows with everything that ought not to be."""

    app: Flask
    ground: Ground
    role: Role
    forms: dict[str, list[Seen]] = field(default_factory=dict)
    """By the endpoint they are sent to; learned from pages, shared by those who walk together."""
    findings: list[str] = field(default_factory=list)
    asked: int = 0

    def __post_init__(self) -> None:
        """Come in."""
        self.rules = sorted(
            (rule for rule in self.app.url_map.iter_rules() if rule.endpoint != "assets.file"),
            key=lambda rule: (rule.rule, str(sorted(rule.methods or ()))),
        )
        self.adapter = self.app.url_map.bind("localhost")
        self.enter()

    # ── keys ───────────────────────────────────────────────────────────────────────────────────

    def enter(self) -> None:
        """Begin a session, as whoever has proved who they are does."""
        self.client = self.app.test_client()
        self.client.environ_base["REMOTE_ADDR"] = f"10.0.{next(_senders) % 250}.7"
        self.token = ""
        person = self.ground.people.get(self.role)
        if person is not None:
            with self.ground.here.work() as current:
                person = self._is_still_there(current, person)
                key = sessions.begin(person, "walker", MONDAY)
            with self.client.session_transaction() as kept:
                kept["_user_id"] = f"{self.ground.here.id}:{key}"
                kept["_fresh"] = True
                kept["seen"] = int(MONDAY.timestamp())

    def _is_still_there(self, current: Session, person: int) -> int:
        """What others did by chance may have closed the account, and its owner may erase it."""
        row = current.get(Person, person)
        if row is None:
            new = accounts.NewPerson(f"{self.role}{next(_senders)}@example.org", "", self.role)
            self.ground.people[self.role] = accounts.add(new, MONDAY)
            return self.ground.people[self.role]
        row.is_active, row.role = True, self.role.value
        current.flush()
        return person

    def is_in(self) -> bool:
        """Whether the session still lives."""
        if self.ground.people.get(self.role) is None:
            return True
        return self.client.get(f"{HERE}/account").status_code == 200

    def csrf(self) -> str:
        """The token of this session's forms."""
        if not self.token:
            page = self.client.get(f"{HERE}/sign-out").get_data(as_text=True)
            found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
            self.token = found[1] if found else ""
        return self.token

    # ── doors ──────────────────────────────────────────────────────────────────────────────────

    def address(self, rule: Rule, values: dict[str, str]) -> str:
        """A rule's address with these values in it, whatever they are."""
        return PART.sub(lambda part: quote(values.get(part[1], "1"), safe=""), rule.rule)

    def choices(self, rule: Rule, name: str) -> list[str]:
        """Good values for a named part: what the rule lists, else numbers of real things."""
        listed = getattr(rule._converters.get(name), "items", None)
        return sorted(listed) if listed else self.ground.numbers.get(name) or ["1", "2"]

    def opens(self, address: str, query: Fields = (), base: str = HERE) -> str:  # type: ignore[assignment]
        """Read a page; returns it."""
        asked = f"{base}{address}" + (f"?{urlencode(query, errors='replace')}" if query else "")
        return self._sends("GET", asked, None)

    def posts(
        self, address: str, fields: Fields, files: tuple[str, ...] = (), base: str = HERE
    ) -> None:
        """Send a form."""
        form: MultiDict[str, object] = MultiDict()
        for name, value in fields:
            form.add(name, value.encode("utf-8", "replace").decode())
        for name in files:
            form.add(name, (io.BytesIO(TINY), "x.jpg"))
        before = self._lines()
        status = self._sends("POST", f"{base}{address}", form)
        done = status.isdecimal() and int(status) < 400
        if done and base == HERE and self._leaves_a_line(address) and self._lines() == before:
            self.findings.append(f"{self.role} POST {address}: no line in the log")

    def _sends(self, method: str, address: str, form: MultiDict[str, object] | None) -> str:
        self.asked += 1
        try:
            answer = self.client.open(address, method=method, data=form)
        except Exception:  # noqa: BLE001 - whatever it is, it is what was looked for
            last = traceback.format_exc().strip().splitlines()
            where = [line.strip() for line in last if "/portal/" in line][-2:]
            self.findings.append(f"{self.role} {method} {address[:150]}: {last[-1][:200]} {where}")
            return ""
        text = answer.get_data().decode(errors="replace")
        self._look(method, address, answer.status_code, text)
        answer.close()
        return text if method == "GET" else str(answer.status_code)

    def _look(self, method: str, address: str, status: int, text: str) -> None:
        wrong = [f"status {status}"] if status >= 500 else []
        wrong += [f"shows {trace!r}" for trace in TRACES if trace in text]
        wrong += [f"tells {word!r}" for word in self._strange(address) if word in text]
        self.findings += [f"{self.role} {method} {address[:150]}: {what}" for what in wrong]

    def _strange(self, address: str) -> Iterator[str]:
        """Planted words that this role must not meet at this address."""
        if address.startswith(BESIDE):
            yield from (PRIVATE, CONDUCT)
            return
        yield NEXT_DOOR
        if self.role is not Role.CLERK:
            yield CONDUCT
        if self.role not in CASES:
            yield from (PRIVATE, CONTACT)

    def _leaves_a_line(self, address: str) -> bool:
        rule = self.rule_of("POST", address)
        view = self.app.view_functions.get(rule or "")
        allowed = getattr(view, "open_to", ANYONE)
        return self.role in STAFF and self.role in allowed and allowed != ANYONE

    def _lines(self) -> int:
        if self.role not in STAFF:
            return 0
        with self.ground.here.look():
            return session.scalar(select(func.count()).select_from(AuditLine)) or 0

    # ── forms ──────────────────────────────────────────────────────────────────────────────────

    def rule_of(self, method: str, address: str) -> str | None:
        """The endpoint that an address leads to."""
        try:
            endpoint, _values = self.adapter.match(urlsplit(address).path, method=method)
        except HTTPException:
            return None
        return str(endpoint)

    def learns(self, page: str, at: str) -> None:
        """Remember the forms of a page."""
        for form in (BeautifulSoup(part, "html.parser").form for part in FORM.findall(page)):
            if form is None:
                continue
            address = str(form.get("action") or at).removeprefix(HERE)
            endpoint = self.rule_of("POST", address)
            if endpoint is None:
                continue
            seen = Seen(address, tuple(_fields(form)), tuple(_files(form)))
            known = self.forms.setdefault(endpoint, [])
            if seen not in known and len(known) < 6:
                known.append(seen)


def _fields(form: Tag) -> Iterator[tuple[str, str]]:
    for tag in form.find_all(["input", "select", "textarea"], attrs={"name": True}):
        kind = str(tag.get("type", "text"))
        if kind in {"file", "submit", "button"} or tag["name"] == "csrf_token":
            continue
        if tag.name == "select":
            chosen = tag.find("option", selected=True) or tag.find("option")
            yield str(tag["name"]), str(chosen.get("value", "")) if chosen else ""
        elif tag.name == "textarea":
            yield str(tag["name"]), tag.get_text()
        else:
            yield str(tag["name"]), str(tag.get("value", ""))


def _files(form: Tag) -> Iterator[str]:
    for tag in form.find_all("input", type="file", attrs={"name": True}):
        yield str(tag["name"])
