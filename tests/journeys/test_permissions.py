"""Every address, by every role of two municipalities, against the table `tests/permissions.tsv`.

A new address without a line fails, and so does a line without its address. When the table is to
change, write it anew and read the difference before it is kept:

    WRITE_PERMISSIONS=1 .venv/bin/python -m pytest tests/journeys/test_permissions.py
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.accounts import services as accounts
from portal.accounts.services import sessions
from portal.complaints.queries import choices
from portal.conduct import services as conduct
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import STAFF, Role
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.journeys.test_walls import signed_in, token
from tests.makers import MONDAY
from tests.rooms.conduct.conftest import prepare, telling

TABLE = Path(__file__).parents[1] / "permissions.tsv"
ROLES = [*Role]
LAST = ("/sign-out",)
"""Walked last: who has left is nobody."""
NOBODY = "999999"
"""A number that nothing has: what is done to it must not end what the next role needs."""
DOORS = {"/staff", "/sign-in", "/account/confirm"}
Line = tuple[str, str]
"""Method and rule."""


def lines(app: Flask) -> list[Line]:
    """Every method of every address."""
    found = {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        for method in rule.methods or ()
        if method not in {"HEAD", "OPTIONS"}
    }
    return sorted(found, key=lambda line: (line[1] in LAST, line[1], line[0]))


def address(rule: str) -> str:
    """A rule with its parts filled in: the first complaint and the first matter of this year."""
    filled = re.sub(r"<any\(\"?([\w-]+)[^>]*>", r"\1", rule)
    filled = filled.replace("<int:year>", str(MONDAY.year)).replace("<int:running>", "1")
    return re.sub(r"<[^>]+>", NOBODY, re.sub(r"<uuid:[^>]+>", str(UUID(int=0)), filled))


def asks_to_sign_in(place: str, base: str) -> bool:
    return urlsplit(place).path.removeprefix(base).removeprefix("/en") in DOORS


numbers = count(1)


def answer(client: FlaskClient, base: str, line: Line, form: dict[str, str]) -> str:
    """What a role gets at an address, in the table's words. Each request comes from elsewhere."""
    method, rule = line
    number = next(numbers)
    sender = {"REMOTE_ADDR": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}
    answered = client.open(
        base + address(rule),
        method=method,
        data=form if method == "POST" else None,
        environ_overrides=sender,
    )
    assert answered.status_code < 500, (line, answered.status_code)
    assert answered.status_code != 429, line
    own_door = rule in {*DOORS, "/sign-out"} or rule.startswith(("/staff", "/sign-in"))
    place = answered.headers.get("Location", "")
    if answered.status_code in {302, 303} and not own_door and asks_to_sign_in(place, base):
        return "sign in"
    return {401: "sign in", 403: "refused", 404: "not found"}.get(answered.status_code, "ok")


def of_role(app: Flask, town: Town, role: Role, base: str) -> FlaskClient:
    """A browser in which somebody of this role is signed in."""
    if role in STAFF:
        return signed_in(app, role, base)
    client = app.test_client()
    if role is Role.RESIDENT:
        with town.work():
            person = accounts.add(
                accounts.NewPerson("resident@example.com", "ผู้แจ้ง", Role.RESIDENT), MONDAY
            )
            key = f"{town.id}:{sessions.begin(person, 'Firefox', MONDAY)}"
        client.get(f"{base}/staff")
        with client.session_transaction() as kept:
            kept["_user_id"], kept["_fresh"] = key, True
    return client


def walk(client: FlaskClient, base: str, every: list[Line]) -> Iterator[str]:
    """What one browser gets everywhere."""
    form = {"csrf_token": token(client, f"{base}/staff")}
    for line in every:
        yield answer(client, base, line, form)


@pytest.fixture
def streets(town: Town, clock: Clock) -> tuple[Town, Town]:
    """Two municipalities, each with a complaint and a matter about conduct of the same number."""
    with town.app.app_context():
        founded = makers.municipality("beside", title=Bilingual("เทศบาลข้างเคียง", "Beside"))
    both = town, Town(town.app, founded)
    for one in both:
        with one.work():
            prepare()
            lamps = next(one.id for one in choices.categories() if one.code == "streetlight")
            makers.complaint(category_id=lamps)
            conduct.file(telling(), MONDAY)
    return both


def test_every_role_gets_what_the_table_says(app: Flask, streets: tuple[Town, Town]) -> None:
    here, _beside = streets
    every = lines(app)
    found = {}
    for role in ROLES:
        found[role] = [*walk(of_role(app, here, role, "/khonkaen"), "/khonkaen", every)]
    rows = [
        (method, rule, *(found[role][number] for role in ROLES))
        for number, (method, rule) in enumerate(every)
    ]
    written = "\n".join("\t".join(row) for row in [("method", "address", *ROLES), *rows]) + "\n"
    if os.environ.get("WRITE_PERMISSIONS"):
        TABLE.write_text(written, encoding="utf-8")
    expected = TABLE.read_text(encoding="utf-8").splitlines()
    new = [line for line in written.splitlines() if line not in expected]
    gone = [line for line in expected if line not in written.splitlines()]
    assert (new, gone) == ([], [])
    as_visitor = dict(zip(every, found[Role.VISITOR], strict=True))
    shut = [line for line in every if as_visitor[line] != "ok"]
    for role in (Role.CLERK, Role.ADMINISTRATOR):
        stranger = signed_in(app, role, "/beside")
        for line, got in zip(shut, walk(stranger, "/khonkaen", shut), strict=True):
            assert got == as_visitor[line], (role, line)


@pytest.mark.no_database
def test_the_table_opens_nothing_of_staff_to_visitors() -> None:
    head, *rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines())
    assert head[2:] == list(ROLES)
    inside = [row for row in rows if row[1].startswith(("/desk", "/settings", "/calls"))]
    assert inside
    for row in inside:
        assert row[2] in {"sign in", "not found"}, row
        assert row[3] in {"refused", "not found", "sign in"}, row
