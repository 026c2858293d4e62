"""Alerts: asked for, confirmed, told, ended; and the same news as a feed."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes, policy
from xml.etree import ElementTree as ET

import pytest
from sqlalchemy import func, select

from portal.alerts import jobs, personal, services
from portal.alerts.models import Alert, AlertFind
from portal.channels import jobs as sending
from portal.channels.models import Notice
from portal.complaints.queries import choices
from portal.complaints.services import Contact, Place
from portal.foundation.personal import NOTICE, Ground, Subject
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town

READER = "reader@example.com"
CODE = "271828"
ATOM = "{http://www.w3.org/2005/Atom}"
HERE = Place(16.43, 102.83, outside_is_meant=True)
FAR = Place(16.47, 102.83, outside_is_meant=True)


@pytest.fixture(autouse=True)
def _drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chance is told which code to draw."""
    monkeypatch.setattr(secrets, "randbelow", lambda _most: int(CODE))


@pytest.fixture
def filed(town: Town, clock: Clock) -> Callable[..., None]:
    """File a public complaint, now."""

    def file(text: str, place: Place = HERE, category: int = 0, **more: object) -> None:
        with town.work("th"):
            public = [line.id for line in choices.categories() if line.visibility == "public"]
            chosen = more.pop("category_id", public[category])
            makers.complaint(text, at=clock.now(), place=place, category_id=chosen, **more)

    return file


@pytest.fixture
def told(town: Town, clock: Clock) -> Callable[[], list[Notice]]:
    """Let some minutes pass, have the worker look, tell and send; the alerts' messages so far."""

    def work() -> list[Notice]:
        clock.pass_(minutes=5)
        with town.app.app_context():
            jobs.look_and_tell(clock.now())
        with town.look() as looking:
            wanted = select(Notice).where(Notice.occasion == "alert").order_by(Notice.id)
            found = list(looking.scalars(wanted))
            looking.expunge_all()
            return found

    return work


def ask(browser: Browser, where: str = "The whole municipality", often: str = "Each time") -> None:
    often = {"Each time": "Each time, within a few minutes"}.get(often, often)
    browser.open("/alerts")
    browser.choose(where)
    if where.startswith("Around a place"):
        browser.fill("Coordinates", "16.4300, 102.8300")
    browser.choose(often)
    browser.fill("E-mail", READER)
    browser.press("Ask for this alert")


def begun(browser: Browser, *asked: str) -> None:
    ask(browser, *asked)
    browser.fill("Code", f" {CODE[:3]} {CODE[3:]}")
    browser.press("Begin the alert")
    browser.must_see("The alert has begun. The first message comes with the first new complaint.")


def test_an_alert_begins_with_the_code_that_was_sent(
    either_browser: Browser, town: Town, clock: Clock, filed: Callable[..., None], told
) -> None:
    ask(either_browser)
    either_browser.must_see("Confirm the alert")
    with town.app.app_context():
        assert sending.send_due(clock.now) == 1
    (mail,) = town.app.config["PORTAL"].instance_dir.rglob("*.eml")
    sent = message_from_bytes(mail.read_bytes(), policy=policy.default)
    assert sent["To"] == READER
    assert CODE in sent["Subject"]
    filed("ไฟดับก่อนยืนยัน")
    assert told() == []
    either_browser.fill("Code", "000000")
    either_browser.press("Begin the alert", status=422)
    either_browser.must_see("The code is not right or too old. Check it, or ask for another.")
    either_browser.fill("Code", CODE)
    either_browser.press("Begin the alert")
    assert told() == [], "what came before it began is no news"


def test_its_reader_is_told_which_notice_was_read(browser: Browser, town: Town) -> None:
    ask(browser)
    with town.work("th"):
        mine = personal.export(Subject(addresses=(READER,)))
    (kept,) = mine.records["alerts"]
    assert (kept["email"], kept["notice_read"]) == (READER, NOTICE)
    with town.look() as looking:
        assert looking.scalars(select(Alert.ground)).one() == Ground.CONSENT


def test_an_alert_is_told_once_and_ended_by_the_code_in_it(
    either_browser: Browser, town: Town, clock: Clock, filed: Callable[..., None], told
) -> None:
    begun(either_browser)
    clock.pass_(minutes=1)
    filed("ท่อแตกหน้าตลาด โทร 081-234-5678", contact=Contact("สมศรี", "", "somsri@example.com"))
    (message,) = told()
    assert (message.address, message.language) == (READER, either_browser.language)
    assert "ท่อแตกหน้าตลาด" in message.body
    for secret in ("081-234-5678", "สมศรี", "somsri", "http", "www."):
        assert secret not in message.body
    assert len(told()) == 1, "told twice"
    code = re.search(r"\b([A-Z0-9]{5}-[A-Z0-9]{5})\b", message.body)
    assert code
    either_browser.open("/alerts/stop")
    either_browser.fill("Code", "AAAAA-AAAAA")
    either_browser.press("End the alert", status=422)
    either_browser.must_see("No alert has this code, or it has been ended already.")
    either_browser.fill("Code", code[1].lower())
    either_browser.press("End the alert")
    either_browser.must_see("The alert has ended. Nothing more is sent for it.")
    with town.look() as looking:
        assert looking.scalar(select(func.count()).select_from(Alert)) == 0
        assert looking.scalar(select(func.count()).select_from(AlertFind)) == 0


def test_only_what_lies_near_enough_is_told(browser: Browser, clock: Clock, filed, told) -> None:
    begun(browser, "Around a place, by coordinates")
    clock.pass_(minutes=1)
    filed("ไกลเกินไป", FAR)
    filed("ใกล้พอดี", HERE)
    filed("ไม่รู้ที่ไหน", Place(landmark="หน้าวัด"))
    (message,) = told()
    assert "ใกล้พอดี" in message.body
    assert "ไกลเกินไป" not in message.body
    assert "ไม่รู้ที่ไหน" not in message.body
    assert "16.43000, 102.83000" in message.body


def test_the_days_list_goes_out_once_in_the_morning(
    browser: Browser, clock: Clock, filed, told
) -> None:
    begun(browser, "The whole municipality", "Once a day, in the morning")
    clock.pass_(minutes=1)
    filed("เรื่องแรก")
    assert len(told()) == 1, "the day's list of today: nobody was told yet"
    filed("เรื่องที่สอง")
    filed("เรื่องที่สาม")
    assert len(told()) == 1
    clock.pass_(days=1)
    both = told()
    assert len(both) == 2
    assert "เรื่องที่สอง" in both[1].body
    assert "เรื่องที่สาม" in both[1].body
    assert "เรื่องแรก" not in both[1].body


def test_what_is_not_public_is_told_to_nobody(
    browser: Browser, town: Town, clock: Clock, filed, told
) -> None:
    begun(browser)
    clock.pass_(minutes=1)
    with town.look("th"):
        private = next(line.id for line in choices.categories() if line.visibility == "private")
        review = next(line.id for line in choices.categories() if line.visibility == "review")
    filed("ความลับ", category_id=private)
    filed("รอตรวจ", category_id=review)
    assert told() == []


def test_a_category_and_an_area_narrow_it(browser: Browser, clock: Clock, filed, told) -> None:
    browser.open("/alerts?category=0&area=x")
    title = browser.page.soup.select("#category option")[1].get_text(strip=True)
    browser.choose("Category", title)
    browser.choose("Each time, within a few minutes")
    browser.fill("E-mail", READER)
    browser.press("Ask for this alert")
    browser.fill("Code", CODE)
    browser.press("Begin the alert")
    clock.pass_(minutes=1)
    filed("ประเภทนี้", category=0)
    filed("ประเภทอื่น", category=1)
    (message,) = told()
    assert "ประเภทนี้" in message.body
    assert "ประเภทอื่น" not in message.body


def test_wrong_codes_shut_the_alert_and_late_ones_are_refused(
    browser: Browser, town: Town, clock: Clock
) -> None:
    ask(browser)
    for _try in range(5):
        browser.fill("Code", "111111")
        browser.press("Begin the alert", status=422)
    browser.fill("Code", CODE)
    browser.press("Begin the alert", status=429)
    ask(browser)
    clock.pass_(minutes=31)
    browser.fill("Code", CODE)
    browser.press("Begin the alert", status=422)
    clock.pass_(days=2)
    with town.work():
        services.tidy(clock.now())
    with town.look() as looking:
        assert looking.scalar(select(func.count()).select_from(Alert)) == 0


def test_nobody_can_have_an_address_flooded_with_codes(browser: Browser, town: Town) -> None:
    for _ask in range(5):
        ask(browser)
    browser.open("/alerts")
    browser.fill("E-mail", READER)
    browser.press("Ask for this alert", status=429)
    with town.look() as looking:
        assert looking.scalar(select(func.count()).select_from(Notice)) == 5


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(either_browser: Browser) -> None:
    either_browser.open("/alerts")
    either_browser.choose("Around a place, by coordinates")
    either_browser.fill("Coordinates", "here")
    either_browser.fill("E-mail", "no address")
    either_browser.press("Ask for this alert", status=422)
    assert either_browser.value("E-mail") == "no address"
    assert either_browser.value("Coordinates") == "here"
    either_browser.fill("Coordinates", "16.43, 102.83")
    either_browser.press("Ask for this alert", status=422)
    either_browser.must_see("Enter an e-mail address like name@example.com")


def test_the_feed_holds_what_anyone_may_read(
    either_browser: Browser, clock: Clock, filed: Callable[..., None]
) -> None:
    empty = either_browser.fetch("/complaints.atom")
    assert empty.mimetype == "application/atom+xml"
    assert ET.fromstring(empty.data).findall(f"{ATOM}entry") == []
    filed("ไฟดับ <b>มืด</b> & เปลี่ยว โทร 081-234-5678", category=0)
    clock.pass_(seconds=2)
    filed("ท่อแตก", category=1)
    answer = either_browser.fetch("/complaints.atom")
    root = ET.fromstring(answer.data)
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in root.findall(f"{ATOM}entry")]
    assert len(titles) == 2
    assert "ท่อแตก" in titles[0]
    assert "<b>มืด</b> &" in titles[1]
    assert b"081-234-5678" not in answer.data
    again = either_browser.fetch("/complaints.atom", If_None_Match=answer.headers["ETag"])
    assert again.status_code == 304
    page = either_browser.open("/complaints")
    assert page.soup.select('a[href$="complaints.atom"]')
    assert (
        either_browser.fetch("/complaints.atom?category=999999999999999999999").status_code == 200
    )


def test_a_finished_alert_is_not_told_of_what_came_before(
    browser: Browser, town: Town, clock: Clock, filed, told
) -> None:
    filed("เก่าแล้ว")
    clock.pass_(hours=1)
    begun(browser)
    assert told() == []
    with town.look() as looking:
        alert = looking.scalar(select(Alert))
        assert alert.confirmed_at > alert.asked_at - timedelta(seconds=1)
