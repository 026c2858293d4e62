"""What machines may ask, and what the log keeps: never a word of anybody's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from portal.factory import create_app
from portal.foundation import logs
from portal.operations import worker
from tests.browser import Browser
from tests.fixtures.databases import Stage
from tests.fixtures.portal import Clock, Town
from tests.people import a_clerk, a_resident, an_administrator

PHONE, EMAIL, NAME = "0812345678", "planted@example.com", "สมศรี ปลูกไว้"
TEXT, PASSWORD = "ข้อความที่ปลูกไว้ในเรื่อง", "a password that was planted"


def test_ready_says_which_check_and_no_more(app: Flask, town: Town, clock: Clock) -> None:
    client = app.test_client()
    answer = client.get("/ready")
    assert answer.status_code == 200
    assert answer.json["checks"]["worker"] == "not ok"
    worker.tell_and_do(app)
    told = client.get("/ready").json
    assert set(told["checks"].values()) == {"ok"}
    clock.pass_(hours=1)
    assert client.get("/ready").json["checks"]["worker"] == "not ok"


def test_not_ready_without_a_database(database: Stage, tmp_path: object) -> None:
    nowhere = f"sqlite:///{tmp_path}/none/portal.sqlite3"
    settings = replace(
        database.config(),
        database_url=nowhere,
        migration_database_url=nowhere,
        instance_dir=tmp_path,
    )
    answer = create_app(settings).test_client().get("/ready")
    assert answer.status_code == 503
    assert answer.json == {
        "status": "not ready",
        "checks": {"database": "not ok", "disk": "ok"},
    }


def test_figures_count_and_name_nobody(town: Town, browser: Browser, clock: Clock) -> None:
    a_resident(browser).files(TEXT)
    client = town.app.test_client()
    told = client.get("/metrics").get_data(as_text=True)
    assert "portal_complaints_filed 1.0" in told
    assert re.search(r'portal_requests_total\{[^}]*route="complaints.new"[^}]*\} \d', told)
    assert re.search(r"portal_outbox_waiting [1-9]", told)
    assert "khonkaen" not in told.lower()
    assert TEXT not in told


@pytest.mark.parametrize(
    ("token", "headers", "status"),
    [
        ("", {}, 200),
        ("", {"X-Forwarded-For": "203.0.113.9"}, 404),
        ("t" * 32, {}, 404),
        ("t" * 32, {"Authorization": "Bearer wrong"}, 404),
        ("t" * 32, {"Authorization": f"Bearer {'t' * 32}"}, 200),
    ],
)
def test_figures_are_for_who_may_watch(
    app: Flask, monkeypatch: pytest.MonkeyPatch, token: str, headers: dict[str, str], status: int
) -> None:
    monkeypatch.setitem(app.config, "PORTAL", replace(app.config["PORTAL"], metrics_token=token))
    assert app.test_client().get("/metrics", headers=headers).status_code == status


def test_figures_are_not_for_other_machines(app: Flask) -> None:
    answer = app.test_client().get("/metrics", environ_base={"REMOTE_ADDR": "203.0.113.9"})
    assert answer.status_code == 404


def test_the_administrator_sees_the_state(either_browser: Browser, clock: Clock) -> None:
    an_administrator(either_browser).signs_in()
    either_browser.open("/settings/system")
    assert either_browser.status == 200
    assert "MB" in either_browser.text or "เมกะไบต์" in either_browser.text


def test_others_do_not(browser: Browser, clock: Clock) -> None:
    a_clerk(browser).signs_in()
    browser.open("/settings/system", status=403)


# ── the log ──


@pytest.fixture
def logged(database: Stage, town: Town) -> Iterator[Flask]:
    """The portal as it logs for machines."""
    app = create_app(database.config(logs_as_json=True))
    yield app
    logs.install()


def test_the_log_of_a_whole_journey_keeps_no_word_of_it(
    logged: Flask, town: Town, clock: Clock, capfd: pytest.CaptureFixture[str]
) -> None:
    resident = a_resident(Browser(logged))
    resident.files(TEXT, **{"Name": NAME, "Telephone number": PHONE, "E-mail": EMAIL})
    resident.opens_by_code()
    staff = Browser(logged)
    staff.open("/staff")
    staff.fill("E-mail", EMAIL)
    staff.fill("Password", PASSWORD)
    staff.press("Sign in", status=422)
    a_clerk(staff).signs_in()
    staff.open("/desk")
    worker.work_once(logged)
    written = capfd.readouterr().out
    lines = [json.loads(line) for line in written.splitlines() if line.startswith("{")]
    assert {line["request"] for line in lines if line["event"] == "request"}
    planted = {PHONE, EMAIL, NAME, TEXT, PASSWORD, resident.code}
    planted |= {cookie.value for cookie in staff.client._cookies.values()}
    assert not [secret for secret in planted if secret in written]
    assert not re.search(r"@|[\u0e00-\u0e7f]", written), "something typed stands there"


def test_a_failure_bears_the_number_that_its_page_shows(
    database: Stage, town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    app = create_app(database.config(logs_as_json=True))
    app.testing = False
    app.config["PROPAGATE_EXCEPTIONS"] = False
    broken = app.view_functions["front.privacy"]

    def fail() -> None:
        raise ValueError(PHONE)

    fail.open_to = broken.open_to
    app.view_functions["front.privacy"] = fail
    answer = app.test_client().get("/privacy?secret=" + PHONE)
    logs.install()
    number = answer.headers["X-Request-Id"]
    assert answer.status_code == 500
    assert number in answer.get_data(as_text=True)
    written = capfd.readouterr().out + capfd.readouterr().err
    failure = next(
        line for line in map(json.loads, written.splitlines()) if line["event"] == "request_failed"
    )
    assert failure["request"] == number
    assert "ValueError" in failure["failure"]
    assert PHONE not in written
