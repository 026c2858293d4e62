"""Somebody tells of conduct; those with a key read it; and every other door stays shut."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Table, select

from portal.channels.models import Notice
from portal.conduct import services
from portal.conduct.lifecycle import Meant, Outcome
from portal.conduct.models import ConductMatter
from portal.conduct.policy import Accused
from portal.conduct.services import Contact, Key, Receipt, Telling
from portal.foundation import outbox
from portal.foundation.database import Base, session
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import STAFF, Role
from tests import makers, pictures
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.journeys.test_walls import signed_in, token
from tests.makers import MONDAY
from tests.people import CODE, somebody
from tests.rooms.conduct.conftest import auditor, prepare

SECRETS = {"first": "กระเจี๊ยบมังกร zqxfirst", "second": "ทุเรียนพญานาค zqxsecond"}
AUDIT = "audit@example.com"
FIGURES = ["response-times", "figures", "--municipality", "khonkaen", "--json"]
FIGURES += ["--from", "2026-11-01", "--to", "2026-11-23"]
NUMBER = re.compile(r"ขกจ 25\d\d/\d{6}|KKC 20\d\d/\d{6}")


def telling(secret: str, meant: Meant) -> Telling:
    """The secret word in every field somebody can type into."""
    return Telling(
        form_id=uuid4(),
        text=f"เรียกเงิน {secret}",
        accused=Accused(meant, f"คนชื่อ {secret}"),
        happened=secret,
        place=secret,
        evidence=secret,
        contact=Contact(secret, "0812345678", "zqxreporter@example.com"),
    )


def work_on(town: Town, receipt: Receipt, secret: str, reader: Role | None) -> None:
    """The secret word in every field those with a key can type into."""
    actor = town.actor(reader) if reader else auditor()
    id_ = receipt.matter_id
    services.open_matter(actor, id_, at=MONDAY)
    services.accept(actor, id_, seen=1, at=MONDAY)
    services.ask(actor, id_, secret, seen=2, at=MONDAY)
    services.answer(Key(id_), secret, form_id=None, at=MONDAY)
    services.reply(actor, id_, secret, seen=4, at=MONDAY)
    services.note(actor, id_, secret, seen=5, at=MONDAY)
    services.close(actor, id_, Outcome.FOUNDED, secret, seen=6, at=MONDAY)
    services.reopen(actor, id_, secret, seen=7, at=MONDAY)


@dataclass
class Streets:
    """Two municipalities; in the first, a matter the clerk reads and one the clerk is meant by."""

    here: Town
    beside: Town
    receipts: dict[str, Receipt]

    @property
    def traces(self) -> list[str]:
        """What would give one of them away."""
        words = [word for secret in SECRETS.values() for word in secret.split()]
        codes = [receipt.tracking_code for receipt in self.receipts.values()]
        return [*words, *codes, "zqxreporter"]


@pytest.fixture
def streets(town: Town, clock: Clock) -> Streets:
    with town.app.app_context():
        founded = makers.municipality("beside", title=Bilingual("เทศบาลข้างเคียง", "Beside"))
    beside = Town(town.app, founded)
    with beside.work():
        prepare()
    with town.work():
        prepare()
        makers.complaint()
        receipts = {
            "first": services.file(telling(SECRETS["first"], Meant.STAFF), MONDAY),
            "second": services.file(telling(SECRETS["second"], Meant.CLERK), MONDAY),
        }
        work_on(town, receipts["first"], SECRETS["first"], Role.CLERK)
        work_on(town, receipts["second"], SECRETS["second"], Role.MAYOR)
    with town.app.app_context():
        outbox.deliver(lambda: MONDAY)
    return Streets(town, beside, receipts)


def addresses(app: Flask, streets: Streets) -> list[str]:
    """Every address with GET, its parts filled in with what is there."""
    receipts = [*streets.receipts.values()]
    ways = [
        {"year": str(r.year), "running": str(r.running), "int": str(r.matter_id)} for r in receipts
    ]
    found: dict[str, None] = {}
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
            continue
        for way in ways:
            filled = re.sub(
                r"<(?:(?P<kind>[^:>]+):)?(?P<name>\w+)>",
                lambda part, way=way: way.get(part["name"], way["int"]),
                rule.rule,
            )
            found[filled] = None
    words = " ".join(SECRETS.values()).split()
    for word in words:
        for page in ("/desk", "/complaints", "/my-complaints", "/map", "/undelivered"):
            found[f"{page}?text={word}&unit=all&state=any"] = None
    return [*found]


def walked(client: FlaskClient, base: str, every: list[str]) -> dict[str, str]:
    """What is answered at each address, without the words that were asked for."""
    answers = {}
    for address in every:
        answered = client.get(base + address)
        assert answered.status_code < 500, address
        shown = answered.get_data(as_text=True) + str(answered.headers)
        asked = re.search(r"text=([^&]+)", address)
        answers[address] = shown.replace(asked[1], "") if asked else shown
    return answers


WALKERS: list[tuple[str, Role | None]] = [
    *(("/khonkaen", role) for role in sorted(STAFF)),
    ("/khonkaen", None),
    *(("/beside", role) for role in (Role.CLERK, Role.MAYOR, Role.ADMINISTRATOR)),
]


def test_no_door_shows_a_trace(app: Flask, streets: Streets) -> None:
    every = addresses(app, streets)
    for base, role in WALKERS:
        client = signed_in(app, role, base) if role else app.test_client()
        names = role in {Role.CLERK, Role.MAYOR}
        for address, shown in walked(client, base, every).items():
            found = [trace for trace in streets.traces if trace.lower() in shown.lower()]
            assert not found, (base, role, address, found)
            numbered = re.search(r"ขกจ|KKC \d", shown) and "/conduct/follow" not in address
            holds = names and base == "/khonkaen" and address.startswith("/desk/conduct")
            assert holds or not numbered, (base, role, address)
            leads = "/desk/conduct" in shown.replace(address, "")
            assert names or not leads, (base, role, address)


def test_no_form_opens_it_to_other_roles(app: Flask, streets: Streets) -> None:
    before = versions(streets.here)
    for role in sorted(STAFF - {Role.CLERK, Role.MAYOR}):
        client = signed_in(app, role, "/khonkaen")
        form = {"csrf_token": token(client, "/khonkaen/sign-out"), "seen": "8", "words": "x"}
        for receipt in streets.receipts.values():
            at = f"/khonkaen/desk/conduct/{receipt.year}/{receipt.running}"
            for door in (at + "/open", at + "/reply", at + "/close", at + "/entrust"):
                assert client.post(door, data=form).status_code == 404, (role, door)
            follow = f"/khonkaen/conduct/follow/{receipt.year}/{receipt.running}"
            assert client.post(follow + "/add", data=form).status_code == 404
            assert client.get(follow).status_code == 303
        for door in ("/desk/conduct", "/desk/conduct/export", "/settings/conduct"):
            refused = client.post(f"/khonkaen{door}", data=form).status_code
            assert refused in {403, 404}, (role, door)
    assert versions(streets.here) == before


def versions(town: Town) -> list[int]:
    with town.look():
        return list(session.scalars(select(ConductMatter.version).order_by(ConductMatter.id)))


@pytest.mark.parametrize(
    ("role", "own", "other"),
    [(Role.CLERK, "first", "second"), (Role.MAYOR, "second", "first")],
)
def test_who_holds_a_key_reads_that_matter_alone(
    app: Flask, streets: Streets, role: Role, own: str, other: str
) -> None:
    client = signed_in(app, role, "/khonkaen")
    form = {"csrf_token": token(client, "/khonkaen/desk/conduct")}
    mine, others = streets.receipts[own], streets.receipts[other]
    at = "/khonkaen/desk/conduct"
    assert client.post(f"{at}/{others.year}/{others.running}/open", data=form).status_code == 404
    assert client.get(f"{at}/{others.year}/{others.running}").status_code == 404
    opened = client.post(f"{at}/{mine.year}/{mine.running}/open", data=form, follow_redirects=True)
    shown = opened.get_data(as_text=True)
    assert SECRETS[own] in shown
    assert SECRETS[other] not in shown
    for secret, found in ((own, True), (other, False)):
        page = client.post(at, data=form | {"text": SECRETS[secret].split()[1]})
        assert (f"{mine.running:06d}" in page.get_data(as_text=True)) is found
    file = client.post(f"{at}/export", data=form).get_data(as_text=True)
    assert (SECRETS[own] in file, SECRETS[other] in file) == (True, False)


def test_no_other_table_and_no_notice_holds_a_word_of_it(streets: Streets) -> None:
    with streets.here.look() as current:
        for table in Base.metadata.sorted_tables:
            if not table.name.startswith("conduct_"):
                found = _words_in(current, table, streets.here.id, streets.traces)
                assert found <= ({"zqxreporter"} if table.name == "notice" else set()), table.name
        notices = session.scalars(select(Notice)).all()
        assert {row.address for row in notices} == {
            makers.email(Role.CLERK), makers.email(Role.MAYOR), AUDIT, "zqxreporter@example.com",
        }  # fmt: skip
        for row in notices:
            told = f"{row.subject} {row.body} {row.key}"
            assert not re.search(r"ขกจ|KKC|ร้องเรียนความประพฤติ|ทุจริต|conduct against", told)


def _words_in(current: object, table: Table, here: int, traces: list[str]) -> set[str]:
    wanted = select(table)
    if "municipality_id" in table.c:
        wanted = wanted.where(table.c.municipality_id == here)
    rows = current.connection().execute(wanted).all()  # type: ignore[attr-defined]
    whole = " ".join(str(tuple(row)) for row in rows).lower()
    return {trace for trace in traces if trace.lower() in whole}


def test_commands_tell_nothing(app: Flask, streets: Streets, tmp_path: Path) -> None:
    run = app.test_cli_runner().invoke
    out = tmp_path / "out.json"
    said = [
        run(args=["complaints", "export", str(out), "--municipality", "khonkaen"]).output,
        run(args=FIGURES).output,
        run(args=["accounts", "list", "--municipality", "khonkaen"]).output,
        run(args=["conduct", "hand-over", "--municipality", "khonkaen"]).output,
    ]
    said.append(out.read_text(encoding="utf-8") if out.exists() else "")
    assert said[3] == "0 keys given.\n"
    for text in said:
        assert not [trace for trace in streets.traces if trace.lower() in text.lower()], text
    assert '"not_counted": 2' in said[1]


# ── somebody tells ───────────────────────────────────────────────────────────────────────────────


def writes(browser: Browser, text: str = "เรียกเงินก่อนออกใบอนุญาต") -> None:
    browser.open("/conduct")
    browser.fill("What happened?", text)


def sends(browser: Browser) -> tuple[str, str]:
    browser.press("Check who will read it")
    browser.press("Send")
    number, code = NUMBER.search(browser.text), CODE.search(browser.text)
    assert number is not None
    assert code is not None
    return number[0], code[0]


def follows(browser: Browser, number: str, code: str, *, status: int = 200) -> None:
    browser.open("/conduct/follow")
    browser.fill("Number", number)
    browser.fill("Code", code)
    browser.press("Open", status=status)


def test_told_asked_answered_and_decided(
    either_browser: Browser, another_browser: Callable[..., Browser], town: Town, clock: Clock
) -> None:
    reporter = either_browser
    writes(reporter)
    reporter.fill("Name, position, or how they looked", "ช่างคนหนึ่ง")
    reporter.attach("Photos", ("receipt.jpg", pictures.jpeg()))
    number, code = sends(reporter)
    clerk = somebody(another_browser("en"), Role.CLERK).browser
    opens(clerk, number)
    assert "เรียกเงินก่อนออกใบอนุญาต" in clerk.text
    assert len(clerk.page.soup.select(".thumbs img")) == 1
    clerk.click("Ask whoever told it")
    clerk.press("Ask whoever told it", status=422)
    clerk.fill("Your words", "วันไหน")
    clerk.press("Ask whoever told it")
    follows(reporter, number, code)
    answers(reporter)
    clerk.open(clerk.address.split("?")[0].removeprefix("/en"))
    assert "วันศุกร์" in clerk.text
    decides(clerk)
    follows(reporter, number, code)
    reporter.must_see("What was told proved right; steps are taken")
    clock.pass_(minutes=31)
    clerk.open(clerk.address.split("?")[0].removeprefix("/en"))
    assert "เรียกเงิน" not in clerk.text


def opens(clerk: Browser, number: str) -> None:
    clerk.open("/desk")
    clerk.click("Complaints against conduct")
    clerk.press(f"Open {number.replace('ขกจ 2569', 'KKC 2026')}")


def answers(reporter: Browser) -> None:
    assert "วันไหน" in reporter.text
    assert "เรียกเงินก่อนออกใบอนุญาต" not in reporter.text
    reporter.press("Send what you add", status=422)
    reporter.fill("What do you want to add?", "วันศุกร์")
    reporter.press("Send what you add")
    reporter.must_see("Thank you. We have what you added.")


def decides(clerk: Browser) -> None:
    clerk.click("Decide")
    clerk.choose("What was told proved right; steps are taken")
    clerk.fill("Your words", "ตั้งกรรมการสอบแล้ว")
    clerk.press("Decide")


def test_wrong_codes_and_other_numbers_open_nothing(browser: Browser, clock: Clock) -> None:
    writes(browser)
    browser.choose("Unit", "หน่วยตรวจสอบภายใน")
    number, code = sends(browser)
    browser.client.delete_cookie("session", domain="localhost")
    follows(browser, number, "333333", status=422)
    browser.must_see("The number and the code do not belong together. Check both.")
    plain = number.replace("ขกจ", "ขก")
    follows(browser, plain, code, status=422)
    browser.open("/track")
    browser.fill("Number", number)
    browser.fill("Code", code)
    browser.press("Open", status=422)


def test_what_is_missing_is_said_and_kept(either_browser: Browser, clock: Clock) -> None:
    browser = either_browser
    writes(browser, "เรียกเงินก่อนออกใบอนุญาต")
    browser.press("Check who will read it", status=422)
    browser.must_see("Say who it is about: a name, a position, how they looked, or the unit")
    assert browser.value("What happened?") == "เรียกเงินก่อนออกใบอนุญาต"
    browser.fill("What happened?", "")
    browser.fill("E-mail", "nonsense")
    browser.press("Check who will read it", status=422)
    browser.must_see("Enter an e-mail address like name@example.com")


@pytest.mark.parametrize("guessed", [True, False])
def test_the_filing_page_leads_here_without_contact(
    either_browser: Browser, clock: Clock, guessed: bool
) -> None:
    browser = either_browser
    browser.open("/report")
    text = "เจ้าหน้าที่พูดจาหยาบคาย" if guessed else "เรื่องที่เคาน์เตอร์"
    browser.fill("What is wrong?", text)
    browser.fill("Telephone number", "0812345678")
    if not guessed:
        browser.choose("Misconduct of staff, or corruption")
    browser.press("Check before sending")
    assert browser.heading == browser.words("Tell of misconduct or corruption")
    assert browser.value("What happened?") == text
    assert browser.value("Telephone number") == ""
    browser.press("No, it is an ordinary problem")
    assert browser.value("What is wrong?") == text


def test_the_mayor_names_recipients_and_old_ones_stay_shut(
    browser: Browser, another_browser: Callable[..., Browser], town: Town, clock: Clock
) -> None:
    with town.work():
        prepare()
        receipt = services.file(telling("zqx", Meant.STAFF), MONDAY)
    mayor = somebody(another_browser("en"), Role.MAYOR).browser
    mayor.open("/settings/conduct")
    for box in mayor.page.soup.select("input[name=people]"):
        del box["checked"]
    mayor.press("Name them", status=422)
    mayor.choose("นายสุรชัย มั่นคง (Head of unit)")
    mayor.fill("The reason for it", "คำสั่งที่ 7")
    mayor.press("Name them")
    assert "คำสั่งที่ 7" in mayor.text
    head = somebody(another_browser("en"), Role.HEAD).browser
    head.open("/desk/conduct")
    head.must_see("Nothing here")
    head.open(f"/desk/conduct/{receipt.year}/{receipt.running}", status=404)
    head.open("/settings/conduct", status=403)
