"""Somebody who means harm walks along the walls: forged addresses, forms, cookies and headers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.accounts import services as accounts
from portal.accounts.services.codes import CODES_FROM_ONE
from portal.attachments import addresses
from portal.complaints import services
from portal.foundation.errors import Invalid, TooMany
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import STAFF, Role
from tests import makers
from tests.fixtures.portal import Town
from tests.makers import MONDAY

HUGE = "9" * 25
ODD_ADDRESSES = [
    f"/complaints/{HUGE}/1",
    f"/complaints/2026/{HUGE}",
    f"/track/2026/{HUGE}",
    f"/track/{HUGE}/1",
    f"/desk/2026/{HUGE}",
    "/complaints?text=%00",
    "/complaints?text=%ff%fe",
    "/complaints?text=%22%27()*:-%20OR%20NEAR%20AND",
    f"/complaints?category={HUGE}&area=%00&cell={HUGE}&state=%00",
    "/complaints?cell=ffffffffffffffff",
    "/complaints?from=AAAA",
    "/map?cell=%00",
    "/map/hexagons.geojson?category=%00",
    "/track?number=%00",
    "/desk?text=%00",
    f"/desk?unit={HUGE}&person=%00&category={HUGE}&area=x&channel=%00&state=%00&lateness=x",
    "/desk?from=AAAA",
    "/my-complaints?from=AAAA",
    "/%00",
    "/%00/complaints",
    "/static/%2e%2e/%2e%2e/config.py",
    "/static/..%2f..%2fconfig.py",
    "/photos/AAAA.jpg",
    "/photos/%00.jpg",
    "/en/en/complaints",
]
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
CASE_ROLES = [Role.DISPATCHER, Role.OFFICER, Role.HEAD, Role.MAYOR, Role.COUNCIL]


def token(client: FlaskClient, address: str) -> str:
    """The form token on a page."""
    found = TOKEN.search(client.get(address).get_data(as_text=True))
    assert found is not None, address
    return found[1]


def signed_in(app: Flask, role: Role, base: str = "", **typed: str) -> FlaskClient:
    """A browser in which somebody of staff signed in."""
    client = app.test_client()
    form = {"email": makers.email(role), "password": makers.PASSWORD, **typed}
    form["csrf_token"] = token(client, f"{base}/staff")
    client.post(f"{base}/staff", data=form)
    return client


@pytest.fixture
def beside(town: Town) -> Town:
    """A second municipality, so that addresses begin with `/khonkaen` and `/beside`."""
    with town.app.app_context():
        founded = makers.municipality("beside", title=Bilingual("เทศบาลข้างเคียง", "Beside"))
    return Town(town.app, founded)


@pytest.mark.both_databases
def test_odd_addresses_are_refused_and_break_nothing(app: Flask) -> None:
    for client in (app.test_client(), signed_in(app, Role.CLERK)):
        for address in ODD_ADDRESSES:
            answered = client.get(address)
            assert answered.status_code < 500, address
            assert "Traceback" not in answered.get_data(as_text=True)


@pytest.mark.both_databases
def test_odd_forms_are_refused_and_break_nothing(app: Flask) -> None:
    client = app.test_client()
    odd = "\x00\ud7ff" + "x" * 100_000
    for page, address, names in (
        ("/staff", "/staff", ("email", "password", "onward")),
        ("/sign-in", "/sign-in", ("email",)),
        ("/sign-in", "/sign-in/code", ("email", "code")),
        ("/track", "/track", ("number", "code")),
        ("/report", "/report/check", ("form_id", "text", "landmark", "lat", "kind", "phone")),
        ("/report", "/report", ("form_id", "text", "area", "category", "email", "way")),
    ):
        form = dict.fromkeys(names, odd) | {"csrf_token": token(client, page)}
        answered = client.post(address, data=form)
        assert 400 <= answered.status_code < 500, address


REDRAWS = {"/report/change", "/conduct/begin", "/conduct/change"}
"""Draws the form again as it was sent, keeps nothing and changes nothing."""


def test_no_form_works_without_its_token(app: Flask) -> None:
    rules = [rule.rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    assert len(rules) > 20
    for role in (None, Role.CLERK, Role.ADMINISTRATOR):
        client = signed_in(app, role) if role else app.test_client()
        for rule in sorted({*rules} - REDRAWS):
            named = re.sub(r"<any\(\"?([\w-]+)[^>]*>", r"\1", rule)
            answered = client.post(re.sub(r"<[^>]+>", "1", named))
            assert 400 <= answered.status_code < 500, (role, rule, answered.status_code)


def test_a_session_is_worth_nothing_next_door(app: Flask, town: Town, beside: Town) -> None:
    client = signed_in(app, Role.CLERK, "/khonkaen")
    assert client.get("/khonkaen/desk").status_code == 200
    assert client.get("/beside/desk").status_code == 302
    assert client.get("/beside/desk/1/1").status_code == 302


def test_a_photo_address_is_worth_nothing_next_door(app: Flask, town: Town, beside: Town) -> None:
    photo = makers.uuid4()
    written = addresses.write(
        (beside.id, photo),
        addresses.Size.LARGE,
        secret=app.config["PORTAL"].secret_key,
        at=MONDAY,
    )
    assert app.test_client().get(f"/khonkaen/photos/{written}.jpg").status_code == 404


def test_an_opened_complaint_is_not_open_next_door(app: Flask, town: Town, beside: Town) -> None:
    with town.work():
        receipt = makers.complaint()
    with beside.work():
        makers.complaint()
    client = app.test_client()
    form = {"number": f"{receipt.year}/{receipt.running}", "code": receipt.tracking_code}
    form["csrf_token"] = token(client, "/khonkaen/track")
    client.post("/khonkaen/track", data=form)
    address = f"track/{receipt.year}/{receipt.running}"
    opened = client.get(f"/khonkaen/{address}")
    assert opened.status_code == 200
    assert opened.headers["Cache-Control"] == "private, no-store"
    assert client.get(f"/beside/{address}").status_code == 303
    client.post("/khonkaen/sign-out", data={"csrf_token": token(client, "/khonkaen/sign-out")})
    assert client.get(f"/khonkaen/{address}").status_code == 303


@pytest.mark.parametrize(
    "onward", ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "x"]
)
def test_signing_in_leads_nowhere_else(app: Flask, onward: str) -> None:
    client = app.test_client()
    form = {"email": makers.email(Role.CLERK), "password": makers.PASSWORD, "onward": onward}
    form["csrf_token"] = token(client, "/staff")
    answered = client.post("/staff", data=form)
    assert answered.headers["Location"] == "/desk"


def test_pages_of_staff_are_kept_by_no_browser(app: Flask, town: Town) -> None:
    with town.work():
        receipt = makers.complaint()
    client = signed_in(app, Role.CLERK)
    for address in ("/desk", f"/desk/{receipt.year}/{receipt.running}", "/desk/new"):
        assert client.get(address).headers["Cache-Control"] == "private, no-store", address


def test_council_and_administrator_open_no_case(app: Flask, town: Town) -> None:
    with town.work():
        receipt = makers.complaint()
    for role in (Role.COUNCIL, Role.ADMINISTRATOR):
        client = signed_in(app, role)
        for address in ("/desk", f"/desk/{receipt.year}/{receipt.running}", "/desk/new"):
            assert client.get(address).status_code == 403, (role, address)


DEMO_DOORS = [
    ({}, "127.0.0.1", 303),
    ({}, "203.0.113.7", 422),
    ({"X-Forwarded-For": "127.0.0.1"}, "127.0.0.1", 422),
    ({"X-Forwarded-For": "127.0.0.1"}, "203.0.113.7", 422),
    ({"Forwarded": "for=127.0.0.1"}, "127.0.0.1", 422),
]


@pytest.mark.parametrize(("headers", "sender", "status"), DEMO_DOORS)
def test_demo_accounts_open_on_this_machine_only(
    app: Flask, town: Town, headers: dict[str, str], sender: str, status: int
) -> None:
    with town.work():
        person = accounts.NewPerson(
            "demo@example.com", "Demo", Role.CLERK, password=makers.PASSWORD, is_demo=True
        )
        accounts.add(person, MONDAY)
    kept = app.config["PORTAL"]
    app.config["PORTAL"] = replace(kept, demo=True)
    try:
        client = app.test_client()
        form = {"email": "demo@example.com", "password": makers.PASSWORD}
        form["csrf_token"] = token(client, "/staff")
        answered = client.post(
            "/staff", data=form, headers=headers, environ_overrides={"REMOTE_ADDR": sender}
        )
    finally:
        app.config["PORTAL"] = kept
    assert answered.status_code == status


@pytest.mark.parametrize("email", ["cle\u200brk@example.com", "ｃlerk@example.com", "a\x00@b.co"])
def test_e_mails_that_look_like_others_are_refused(email: str) -> None:
    with pytest.raises(Invalid):
        accounts.tidy_email(email)


def test_one_sender_does_not_ask_for_codes_without_end(inside: Town) -> None:
    for number in range(CODES_FROM_ONE.most):
        accounts.ask_code(
            f"somebody{number}@example.com", "th", secret_key="k", who="one", at=MONDAY
        )
    with pytest.raises(TooMany):
        accounts.ask_code("another@example.com", "th", secret_key="k", who="one", at=MONDAY)
    accounts.ask_code("another@example.com", "th", secret_key="k", who="two", at=MONDAY)


def test_ten_wrong_codes_close_the_number_and_the_sender(town: Town) -> None:
    with town.work():
        receipt = makers.complaint()
    number = services.reporting.numbering.Number(receipt.year, receipt.running)
    unknown = replace(number, running=number.running + 1)
    words = set()
    for sender in range(10):
        for wanted in (number, unknown):
            with town.work(), pytest.raises(Invalid) as refused:
                services.find_by_code(wanted, "333333", who=f"{wanted}{sender}")
            words.add(str(refused.value.fields["code"]))
    assert len(words) == 1
    for wanted in (number, unknown):
        with town.work(), pytest.raises(TooMany):
            services.find_by_code(wanted, receipt.tracking_code, who="fresh")


def test_every_role_is_tried_here() -> None:
    assert {*CASE_ROLES, Role.CLERK, Role.ADMINISTRATOR} == STAFF
