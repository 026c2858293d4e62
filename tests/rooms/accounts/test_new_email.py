"""Another e-mail for an account: only with a code sent there, and both addresses are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from portal.accounts.models import Person
from portal.accounts.services import tidy_address
from portal.accounts.services.addresses import CodeFor
from portal.channels.lifecycle import Occasion
from portal.foundation import outbox
from portal.foundation.audit import AuditLine
from portal.foundation.policy import Role
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.notices import notices
from tests.people import a_resident, somebody
from tests.rooms.accounts.test_codes import WRONG, asks, last_code

NEW = "somsri.new@example.org"


def signs_in(browser: Browser, town: Town, email: str) -> None:
    asks(browser, email)
    browser.fill("Code", last_code(town))
    browser.press("Sign in")


def asks_for(browser: Browser, email: str, status: int = 200) -> None:
    browser.open("/account/email")
    browser.fill("New e-mail", email)
    browser.press("Send the code", status=status)


def emails(town: Town) -> list[str | None]:
    with town.look() as session:
        resident = Person.role == Role.RESIDENT.value
        return list(session.scalars(select(Person.email).where(resident).order_by(Person.id)))


def test_it_is_changed_by_the_code_and_both_addresses_are_told(
    either_browser: Browser, another_browser: Callable[..., Browser], town: Town, clock: Clock
) -> None:
    browser, other = either_browser, another_browser(either_browser.language)
    signs_in(other, town, "somsri@example.com")
    signs_in(browser, town, "somsri@example.com")
    asks_for(browser, f" {NEW.upper()} ")
    browser.must_see(NEW)
    browser.fill("Code", "000000")
    browser.press("Change my e-mail", status=422)
    browser.must_see(WRONG)
    browser.fill("Code", last_code(town))
    browser.press("Change my e-mail")
    browser.must_see("Your e-mail is changed. You are signed out everywhere but here.", NEW)
    assert emails(town) == [NEW]
    other.open("/account")
    assert not other.sees("Where you are signed in")
    with town.app.app_context():
        outbox.deliver(clock.now)
    told = [row for row in notices(town) if row.occasion == Occasion.EMAIL_CHANGED]
    assert {row.address for row in told} == {"somsri@example.com", NEW}
    assert not any(NEW in row.body for row in told), "whoever reads the former learns no more"
    again = another_browser(either_browser.language)
    signs_in(again, town, NEW)
    again.open("/account")
    again.must_see(NEW)
    assert emails(town) == [NEW], "the same account, by its new address"


def test_a_code_for_one_thing_is_worth_nothing_for_another(
    browser: Browser, another_browser: Callable[..., Browser], town: Town, clock: Clock
) -> None:
    signs_in(browser, town, "somsri@example.com")
    asks_for(browser, NEW)
    thief = another_browser()
    thief.open("/sign-in/code")
    moving = last_code(town)
    asks(thief, NEW)
    signing_in = last_code(town)
    browser.fill("Code", signing_in)
    browser.press("Change my e-mail", status=422)
    asks_for(browser, NEW)
    thief.fill("Code", last_code(town))
    thief.press("Sign in", status=422)
    assert moving
    assert emails(town) == ["somsri@example.com"]


def test_an_address_of_somebody_else_stays_theirs_and_is_told_only_to_who_reads_it(
    browser: Browser, another_browser: Callable[..., Browser], town: Town, clock: Clock
) -> None:
    signs_in(another_browser(), town, NEW)
    signs_in(browser, town, "somsri@example.com")
    asks_for(browser, NEW)
    assert not browser.sees("There is an account with this e-mail already")
    browser.fill("Code", last_code(town))
    browser.press("Change my e-mail", status=422)
    browser.must_see("There is an account with this e-mail already")
    assert sorted(map(str, emails(town))) == [NEW, "somsri@example.com"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("somsri@example.com", "This is the e-mail that the account has already"),
        ("sоmsri@example.com", "Write the e-mail address in Latin or Thai letters only"),
        ("nonsense", "Enter an e-mail address like name@example.com"),
        ("", "Enter your new e-mail"),
    ],
)
def test_what_is_no_new_address_is_refused(
    browser: Browser, town: Town, clock: Clock, typed: str, words: str
) -> None:
    signs_in(browser, town, "somsri@example.com")
    asks_for(browser, typed, 422)
    browser.must_see(words)


def test_it_takes_a_fresh_proof_and_staff_leave_a_line(
    browser: Browser, town: Town, clock: Clock
) -> None:
    somebody(browser, Role.OFFICER)
    clock.pass_(minutes=20)
    browser.open("/account/email")
    browser.must_see("Show once more that it is you")
    browser.fill("Password", makers.PASSWORD)
    browser.press("Confirm with the password")
    asks_for(browser, NEW)
    browser.fill("Code", last_code(town))
    browser.press("Change my e-mail")
    with town.look() as session:
        assert "accounts.email_changed" in session.scalars(select(AuditLine.act)).all()


@pytest.mark.no_database
def test_a_code_is_to_sign_in_unless_said_otherwise() -> None:
    assert tidy_address("a@example.com", phones_too=False).purpose is CodeFor.SIGN_IN


def test_a_resident_without_an_address_sees_none(browser: Browser, clock: Clock) -> None:
    a_resident(browser)
    browser.open("/account/email/code", status=None)
    assert not browser.sees("Change my e-mail")
