"""Somebody is about to report what is known; the desk finds what was reported twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.channels.models import Notice
from portal.complaints import services
from portal.complaints.duplicates import services as duplicates
from portal.complaints.following.models import CaseFollower
from portal.complaints.models import Category, Complaint
from portal.complaints.services import Place, Receipt
from portal.foundation import outbox
from portal.foundation.policy import Role
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.people import Resident, a_clerk, an_administrator

LAMP = "ไฟถนนดับทั้งซอยสุขใจ มืดมากเวลากลางคืน"
SPOT = "16.4321, 102.8236"
TITLES = {"th": "ไฟฟ้าสาธารณะดับหรือชำรุด", "en": "Street light"}


def lamp(town: Town, text: str = LAMP, **more: object) -> Receipt:
    with town.work() as session:
        category = session.scalars(select(Category.id).where(Category.code == "streetlight")).one()
        place = Place(16.4321, 102.8236)
        return makers.complaint(text, place=place, category_id=category, **more)


def writes(resident: Resident, text: str = LAMP) -> Browser:
    resident.writes(text)
    browser = resident.browser
    browser.choose("By coordinates")
    browser.fill("Coordinates", SPOT)
    browser.choose("Category", TITLES[browser.language])
    resident.checks()
    return browser


def mine(browser: Browser) -> str:
    """The button on the first complaint, which names it for who cannot see it."""
    number = {"th": "ขก 2569/000001", "en": "KK 2026/000001"}[browser.language]
    return f"{browser.words('This is mine too')} {number}"


@pytest.fixture
def known(town: Town, clock: Clock) -> Receipt:
    """A lamp that somebody reported the day before."""
    return lamp(town, at=MONDAY - timedelta(days=1))


def told(town: Town, known: Receipt, address: str) -> list[Notice]:
    """What an address is sent when the complaint is answered."""
    with town.work() as session:
        clerk = town.actor(Role.CLERK)
        version = session.get_one(Complaint, known.complaint_id).version
        services.reply(clerk, known.complaint_id, "ช่างไปวันศุกร์", seen=version, at=MONDAY)
    with town.app.app_context():
        outbox.deliver(lambda: MONDAY)
    with town.look() as session:
        return list(session.scalars(select(Notice).where(Notice.address == address)))


def test_who_has_the_same_trouble_follows_and_hears_of_it(  # noqa: PLR0915 - one journey, told in one go
    resident: Resident, known: Receipt, town: Town
) -> None:
    browser = writes(resident)
    browser.must_see("Has it been reported already?")
    assert LAMP in browser.text
    browser.press(mine(browser))
    browser.must_see("Follow instead of reporting again")
    browser.fill("E-mail for notices", "no address")
    browser.press("Follow this complaint", status=422)
    browser.must_see("Enter an e-mail address like name@example.com")
    browser.fill("E-mail for notices", "same@example.com")
    browser.choose("Add what I wrote, and my photos, to this complaint")
    browser.press("Follow this complaint")
    browser.must_see("You follow this complaint", "Code to follow it")
    with town.look() as session:
        assert len(session.scalars(select(Complaint)).all()) == 1, "nothing was filed"
        follower = session.scalars(select(CaseFollower)).one()
    assert (follower.words, follower.email) == (LAMP, "same@example.com")
    code = follower.code
    assert code in browser.text
    (notice,) = told(town, known, "same@example.com")
    assert (notice.occasion, notice.language) == ("answer", browser.language)
    assert code in notice.body
    assert known.tracking_code not in notice.body
    browser.press("Follow it no longer")
    browser.must_see("You follow it no longer. No more messages come.")
    browser.fill("Code", code)
    browser.press("Open", status=422)
    browser.must_see("Nobody follows with this code, or it has been ended already.")


def test_none_of_these_goes_on_to_the_check_page_once(someone: Resident, known: Receipt) -> None:
    browser = writes(someone)
    browser.press("None of these: go on")
    browser.must_see("What we promise")
    browser.press("Change something")
    browser.press("Check before sending")
    browser.must_see("What we promise")
    someone.sends()
    assert someone.number


def test_what_was_closed_meanwhile_is_not_followed_and_nothing_is_lost(
    someone: Resident, known: Receipt, town: Town
) -> None:
    browser = writes(someone)
    with town.work() as session:
        session.get_one(Complaint, known.complaint_id).is_open = False
    browser.press(mine(browser), status=409)
    browser.must_see("That complaint can no longer be followed. File yours: nothing was lost.")
    browser.press("Go on")
    browser.must_see("What we promise")
    assert LAMP in browser.text


def test_a_private_or_held_complaint_is_shown_to_nobody(
    someone: Resident, known: Receipt, town: Town
) -> None:
    with town.work() as session:
        session.get_one(Complaint, known.complaint_id).is_public = False
    browser = writes(someone)
    browser.must_see("What we promise")
    shown = browser.fetch("/report/near?lat=16.4321&lon=102.8236&category=3")
    assert shown.get_json() == {"html": ""}


def test_anyone_follows_from_the_public_page(either_browser: Browser, known: Receipt) -> None:
    either_browser.open(f"/complaints/{known.year}/{known.running}")
    either_browser.click("This is mine too: follow it")
    either_browser.press("Follow this complaint")
    either_browser.must_see("You left no address: look here from time to time with the code.")
    either_browser.open("/track")
    either_browser.must_see("Following")


def test_the_desk_confirms_tells_apart_and_undoes(
    either_browser: Browser, known: Receipt, town: Town
) -> None:
    later = lamp(town, LAMP + "ครับ")
    with town.work():
        duplicates.note(later.complaint_id, MONDAY)
    browser = a_clerk(either_browser).browser
    browser.open("/desk/duplicates")
    browser.must_see("Likely duplicates", "same category", "at the same spot")
    browser.press("Same matter: merge")
    browser.must_see("Nothing waits here")
    browser.open(f"/desk/{later.year}/{later.running}")
    browser.press(browser.words("Undo the merging"))
    browser.must_see("Likely the same matter")
    browser.press("Two matters")
    assert not browser.sees("Likely the same matter")
    browser.open("/desk/duplicates")
    browser.must_see("Nothing waits here")


def test_a_merged_complaint_merged_again_is_refused_in_words(
    browser: Browser, known: Receipt, town: Town
) -> None:
    later = lamp(town)
    clerk = a_clerk(browser).browser
    clerk.open(f"/desk/{later.year}/{later.running}")
    first_page = clerk.page
    clerk.press("Same matter: merge")
    clerk._page = first_page
    clerk.press("Same matter: merge", status=409)
    clerk.must_see(
        "Somebody else changed this complaint while you were writing. Nothing was saved."
    )


def test_the_administrator_sets_how_near_is_near(either_browser: Browser, town: Town) -> None:
    browser = an_administrator(either_browser).browser
    browser.open("/settings")
    browser.click("Likely duplicates: how near is near")
    title = TITLES[browser.language]
    browser.fill(title, "5000")
    browser.press("Save", status=422)
    browser.must_see("There is a problem")
    assert browser.value(title) == "5000"
    browser.fill(title, "๘๐")
    browser.press("Save")
    browser.must_see("It is set. It holds for the next look.")
    assert "Macro" not in browser.text
    assert browser.value(title) == "80"
