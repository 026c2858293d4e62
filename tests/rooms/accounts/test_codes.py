"""Codes to e-mails and telephones: sealed on their way, taken once, never telling who is known."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from portal.accounts.events import SEAL
from portal.accounts.keys import opened
from portal.accounts.models import Person, SignInCode
from portal.accounts.services import tidy_address, tidy_email
from portal.channels.models import Notice
from portal.foundation import outbox, phones
from portal.foundation.errors import Invalid
from portal.foundation.outbox import OutboxRow
from portal.foundation.personal import NOTICE
from portal.foundation.policy import Role
from tests import gateway, makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.gateway import Gateway
from tests.notices import deliver, notices
from tests.people import a_resident

WRONG = "The code is not right or too old. Check it, or ask for another."


def last_code(town: Town) -> str:
    """The code that is on its way, opened as only the portal can."""
    with town.look() as session:
        payload = session.scalars(select(OutboxRow.payload).order_by(OutboxRow.id)).all()[-1]
    code = opened(makers.SECRET, payload["sealed_code"], SEAL)
    assert code is not None
    return code.decode()


def asks(browser: Browser, address: str, label: str = "E-mail") -> Browser:
    browser.open("/sign-in")
    browser.fill(label, address)
    browser.press("Send the code")
    return browser


def test_a_code_on_its_way_cannot_be_read(
    browser: Browser, town: Town, clock: Clock, app: Flask
) -> None:
    asks(browser, "somsri@example.com")
    code = last_code(town)
    stored = everything(town)
    assert "somsri@example.com" in stored
    assert code not in re_digits(stored)
    with app.app_context():
        outbox.deliver(clock.now)
    (notice,) = notices(town)
    assert code not in re_digits(everything(town))
    assert opened(makers.SECRET, notice.body, SEAL) == code.encode()
    assert opened(makers.SECRET, notice.body) is None, "a seal for one purpose opens no other"
    assert opened("another secret", notice.body, SEAL) is None


def everything(town: Town) -> str:
    """What somebody reads who copies the tables in which codes travel."""
    with town.look() as session:
        rows = [
            {column.key: getattr(row, column.key) for column in table.__table__.columns}
            for table in (OutboxRow, Notice, SignInCode)
            for row in session.scalars(select(table))
        ]
    return json.dumps(rows, default=str)


def re_digits(stored: str) -> list[str]:
    """Every run of six digits that stands alone."""
    return re.findall(r"(?<![\w.-])\d{6}(?![\w.-])", stored)


def test_a_code_is_taken_once_in_time_and_by_its_own_address(
    browser: Browser, another_browser: Callable[..., Browser], town: Town, clock: Clock
) -> None:
    asks(browser, "somsri@example.com")
    hers = last_code(town)
    other = asks(another_browser(), "other@example.com")
    other.fill("Code", hers)
    other.press("Sign in", status=422)
    other.must_see(WRONG)
    clock.pass_(minutes=10, seconds=1)
    browser.fill("Code", hers)
    browser.press("Sign in", status=422)
    browser.must_see(WRONG)
    with town.look() as session:
        assert not session.scalars(select(Person.id).where(Person.role == "resident")).all()


def test_of_two_codes_the_former_is_dead_and_the_latter_opens_once(
    browser: Browser, another_browser: Callable[..., Browser], town: Town, clock: Clock
) -> None:
    asks(browser, "somsri@example.com")
    former = last_code(town)
    clock.pass_(seconds=30)
    second = asks(another_browser(), "SomSri@Example.com")
    latter = last_code(town)
    assert former != latter, "one in a million"
    browser.fill("Code", former)
    browser.press("Sign in", status=422)
    browser.must_see(WRONG)
    browser.fill("Code", latter)
    browser.press("Sign in")
    second.fill("Code", latter)
    second.press("Sign in", status=422)
    second.must_see(WRONG)
    with town.look() as session:
        people = session.execute(
            select(Person.email, Person.notice).where(Person.role == "resident")
        ).all()
    assert people == [("somsri@example.com", NOTICE)], "one account, and the notice it was shown"


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("081 234 5678", "0812345678"),
        ("๐๘๑-๒๓๔-๕๖๗๘", "0812345678"),
        ("+66 81 234 5678", "0812345678"),
        ("+66 (0)81 234 5678", "0812345678"),
        ("0066812345678", "0812345678"),
        ("66812345678", "0812345678"),
        ("0612345678", "0612345678"),
        ("021234567", None),
        ("0412345678", None),
        ("08123456789", None),
        ("081234567", None),
        ("+44 7911 123456", None),
        ("٠٨١٢٣٤٥٦٧٨", None),
        ("0" * 1_000_000, None),
        ("", None),
    ],
)
def test_a_mobile_number_is_read_however_it_is_written(typed: str, kept: str | None) -> None:
    assert phones.mobile(typed) == kept


@pytest.mark.no_database
@pytest.mark.parametrize(
    "typed",
    [
        "sоmsri@example.com",  # о is Cyrillic
        "somsri@exаmple.com",  # а is Cyrillic
        "ѕomsri@example.com",
        "somsri@example.cοm",  # ο is Greek
        "ｓomsri@example.com",
        "som\u200bsri@example.com",
        "som\u00adsri@example.com",
        "somsri@example.com\u202e",
        "somsrí@example.com",
        "a" * 1_000_000,
        f"{'a' * 1_000_000}@example.com",
        "a@" + "b" * 1_000_000 + ".com",
    ],
)
def test_emails_that_look_like_others_are_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refusal:
        tidy_email(typed)
    assert "email" in refusal.value.fields


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Somsri@Example.COM ", "somsri@example.com"),
        ("สมศรี@ไทย.ไทย", "สมศรี@ไทย.ไทย"),
        ("somsri@xn--o3cw4h.xn--o3cw4h", "somsri@ไทย.ไทย"),
        ("somsri@xn--80ak6aa92e.com", "somsri@xn--80ak6aa92e.com"),
        ("somsri@xn--x.com", "somsri@xn--x.com"),
    ],
)
def test_one_address_is_written_in_one_way(typed: str, kept: str) -> None:
    assert tidy_email(typed) == kept


@pytest.mark.no_database
def test_numbers_are_taken_only_where_they_can_be_reached() -> None:
    assert tidy_address("081 234 5678", phones_too=True).is_phone
    with pytest.raises(Invalid):
        tidy_address("081 234 5678", phones_too=False)


@pytest.fixture
def texting(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Gateway:
    """A portal that sends short messages."""
    with gateway.serving(Gateway()) as running:
        settings = replace(app.config["PORTAL"], sms_address=running.address, sms_token="t")
        monkeypatch.setitem(app.config, "PORTAL", settings)
        yield running


def test_somebody_signs_in_by_telephone_and_sees_what_they_filed(
    browser: Browser,
    another_browser: Callable[..., Browser],
    texting: Gateway,
    town: Town,
    clock: Clock,
) -> None:
    somsri = a_resident(browser).writes("ไฟถนนดับทั้งซอย มืดมาก")
    somsri.browser.fill("Telephone number", "๐๘๑-๒๓๔ ๕๖๗๘")
    somsri.checks().sends()
    deliver(town, clock)
    phone = another_browser()
    asks(phone, "+66 81 234 5678", "E-mail or mobile number")
    phone.must_see(phone.words(SENT, number="081 234 5678"))
    code = last_code(town)
    deliver(town, clock)
    message = texting.asked[-1]
    assert message["to"] == "0812345678"
    assert message["text"].startswith(code)
    phone.fill("Code", code)
    phone.press("Sign in")
    phone.must_see(somsri.number)
    with town.look() as session:
        row = session.execute(select(Person.email, Person.phone).where(Person.phone.is_not(None)))
        assert row.all() == [(None, "0812345678")]


SENT = (
    "If %(number)s can receive messages, a code of 6 digits is on its way. It works for 10 minutes."
)


def test_nothing_tells_whether_somebody_is_known(
    another_browser: Callable[..., Browser], texting: Gateway, town: Town, clock: Clock
) -> None:
    known = another_browser()
    asks(known, "081 234 5678", "E-mail or mobile number")
    known.fill("Code", last_code(town))
    known.press("Sign in")
    pages = set()
    for number in ("081 234 5678", "089 999 9999", makers.email(Role.CLERK)):
        one = another_browser()
        asks(one, number, "E-mail or mobile number")
        one.fill("Code", "1")
        one.press("Sign in", status=422)
        pages.add(one.text.replace(number, "…"))
    assert len(pages) == 2, "one page for numbers, one for e-mails"


@pytest.mark.parametrize("path", ["/staff", "/sign-in"])
def test_a_megabyte_of_name_is_refused_in_words(browser: Browser, path: str) -> None:
    browser.open(path)
    browser.fill("E-mail", "a" * 1_000_000 + "@example.com")
    if path == "/staff":
        browser.fill("Password", "b" * 500_000)
    browser.press("Sign in" if path == "/staff" else "Send the code", status=422)
    browser.must_see("This is too long for an e-mail address")
