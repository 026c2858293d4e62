"""What browsers tell of broken policies is counted by the day, and tells nothing of anybody."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.oversight import jobs, services
from portal.oversight.broken_policies import Broken, read
from portal.oversight.models import PolicyReport
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.people import an_administrator

KIND = "application/csp-report"
PLANTED = "somsri-planted"


def report(page: str = "/track/2026/1", blocked: str = "inline", **more: object) -> bytes:
    """What Chromium sends."""
    told = {
        "document-uri": f"http://localhost{page}?text={PLANTED}",
        "referrer": f"http://localhost/?{PLANTED}",
        "effective-directive": "script-src-elem",
        "violated-directive": "script-src-elem",
        "blocked-uri": blocked,
        "script-sample": PLANTED,
        "source-file": f"http://localhost/{PLANTED}",
        **more,
    }
    return json.dumps({"csp-report": told}).encode()


def sends(client: FlaskClient, body: bytes, kind: str = KIND) -> int:
    return client.post("/policy-reports", data=body, content_type=kind).status_code


def kept(town: Town) -> list[tuple[object, ...]]:
    with town.look() as session:
        rows = session.scalars(select(PolicyReport).order_by(PolicyReport.id)).all()
        return [(row.route, row.directive, row.source, row.n) for row in rows]


def test_every_page_says_where_to_tell_it(app: Flask, town: Town) -> None:
    for page, reports in (("/", "/policy-reports"), ("/en/complaints", "/en/policy-reports")):
        policy = app.test_client().get(page).headers["Content-Security-Policy"]
        assert policy.endswith(f"; report-uri {reports}")


def test_reports_are_counted_without_a_word_of_anybody(
    app: Flask, town: Town, browser: Browser
) -> None:
    client = app.test_client()
    for page in ("/complaints/2026/1", "/complaints/2026/2", "/en/complaints/2026/1"):
        assert sends(client, report(page)) == 204
    assert sends(client, report("/nowhere", f"https://Evil.example/{PLANTED}?x=1")) == 204
    assert sends(client, report("/", f"chrome-extension://{PLANTED}")) == 204
    assert kept(town) == [
        ("complaints.public_case", "script-src-elem", "inline", 3),
        ("unknown", "script-src-elem", "evil.example", 1),
        ("front.home", "script-src-elem", "chrome-extension", 1),
    ]
    with town.look() as session:
        row = session.scalars(select(PolicyReport)).first()
        assert PLANTED not in str(vars(row))
    an_administrator(browser)
    browser.open("/settings/system")
    browser.must_see("What browsers refused")
    browser.must_see("evil.example")


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"csp-report": 1}', b'{"csp-report": {}}', b"[" * 8000, b"\xff",
     report(**{"effective-directive": "<script>"}), report(**{"effective-directive": " "})],
)  # fmt: skip
def test_what_is_no_report_is_refused(app: Flask, town: Town, body: bytes) -> None:
    assert sends(app.test_client(), body) == 400
    assert not kept(town)


def test_forms_of_pages_elsewhere_and_long_ones_are_refused(app: Flask, town: Town) -> None:
    client = app.test_client()
    for kind in ("application/x-www-form-urlencoded", "text/plain", "application/json", ""):
        assert sends(client, report(), kind) == 415
    assert sends(client, report(more="x" * 9000)) == 415
    assert not kept(town)


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("blocked", "source"),
    [
        ("", "inline"), ("eval", "eval"), ("trusted-types-sink", "trusted-types-sink"),
        ("https://a.example:8443/x?y=z", "a.example"), ("data", "data"), ("blob:http://x", "blob"),
        ("https://[::1", "other"), ("https://ก.example/", "other"), ("A B", "other"),
        ("wss://x.example", "x.example"), (f"https://{'a' * 90}.example", "other"),
    ],
)  # fmt: skip
def test_of_what_was_refused_only_its_host_is_read(blocked: str, source: str) -> None:
    assert read(report("/x", blocked)) == Broken("/x", "script-src-elem", source)


def test_a_flood_of_reports_fills_nothing_and_old_ones_go(town: Town, clock: Clock) -> None:
    def tells(number: int, who: str) -> bool:
        broken = Broken("/", "script-src", f"host{number}.example")
        return services.note_broken(broken, "front.home", who=who, at=clock.now())

    with town.work():
        counted = [tells(number, "one") for number in range(40)]
        assert counted == [True] * 30 + [False] * 10, "thirty an hour of one sender"
        counted = [tells(number, f"another {number}") for number in range(30, 130)]
        assert sum(counted) == 70, "a hundred kinds a day"
    assert len(kept(town)) == 100
    with town.work():
        jobs.forget_old(MONDAY + timedelta(days=89))
    assert len(kept(town)) == 100
    with town.work():
        jobs.forget_old(MONDAY + timedelta(days=92))
    assert not kept(town)
