"""The desk merges, splits and hurries complaints; their reporters read how it goes on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.complaints import services
from portal.complaints.models import Category, Complaint
from portal.complaints.numbering import formatted
from portal.complaints.services import Contact, Receipt
from portal.foundation.database import session
from portal.foundation.policy import Role
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.people import a_clerk, a_dispatcher, an_officer

SECRET = "โทร 081 234 5678 บ้านสีฟ้า"
DARK = "ไฟดับหน้าโรงเรียน"


@pytest.fixture
def pair(town: Town, clock: Clock) -> tuple[Receipt, Receipt]:
    """Two complaints about one lamp; the second was filed later."""
    with town.work():
        first = makers.complaint(
            SECRET, at=MONDAY - timedelta(days=3), contact=Contact("สมศรี", "081 234 5678")
        )
        return first, makers.complaint(DARK, at=MONDAY - timedelta(hours=2))


def address(receipt: Receipt) -> str:
    return f"{receipt.year}/{receipt.running}"


def number(receipt: Receipt) -> str:
    return formatted("KK", receipt.year, receipt.running, "en")


def follows(browser: Browser, receipt: Receipt) -> None:
    """Open the reporter's page with number and code."""
    browser.open("/track")
    browser.fill("Number", number(receipt))
    browser.fill("Code", receipt.tracking_code)
    browser.press("Open")


def test_the_desk_looks_at_both_merges_and_undoes_it(
    either_browser: Browser, pair: tuple[Receipt, Receipt], town: Town
) -> None:
    first, other = pair
    browser = a_dispatcher(either_browser).browser
    browser.open(f"/desk/{address(other)}?move=merge")
    browser.press("Look at both", status=422)
    browser.must_see("Enter the number of the other complaint")
    browser.fill("Number of the other complaint", number(other))
    browser.press("Look at both", status=422)
    browser.must_see("A complaint cannot be merged with itself. Enter the number of another.")
    browser.fill("Number of the other complaint", "KK 2026/999999")
    browser.press("Look at both", status=422)
    browser.must_see("There is no complaint with this number that you may read.")
    browser.fill("Number of the other complaint", number(first))
    browser.press("Look at both")
    browser.must_see("This one ends:", "And goes on in:", "It can be undone in one step.")
    assert browser.sees(SECRET)
    browser.press("Merge")
    browser.must_see("Merged with another complaint", "Belongs together")
    with town.look():
        assert session.get_one(Complaint, other.complaint_id).state == "merged"
    browser.press("Undo the merging")
    browser.must_see("The merging was undone", "Waiting to be accepted")
    with town.look():
        assert session.get_one(Complaint, other.complaint_id).first_id is None


def test_the_reporter_of_a_merged_complaint_reads_the_other_without_its_reporter(
    either_browser: Browser, pair: tuple[Receipt, Receipt], town: Town
) -> None:
    first, other = pair
    with town.work():
        clerk = town.actor(Role.CLERK)
        services.merge(clerk, other.complaint_id, first.complaint_id, seen=1, at=MONDAY)
        services.reply(clerk, first.complaint_id, "จะซ่อมวันพุธ", seen=2, at=MONDAY)
    follows(either_browser, other)
    either_browser.must_see("How it goes on", "Answer", "Another complaint was merged with it")
    assert either_browser.sees("จะซ่อมวันพุธ")
    assert either_browser.sees(DARK)
    assert not either_browser.sees("บ้านสีฟ้า")
    assert not either_browser.sees("081 234 5678")


def test_the_public_page_of_a_merged_complaint_leads_to_the_first(
    either_browser: Browser, pair: tuple[Receipt, Receipt], town: Town
) -> None:
    first, other = pair
    with town.work():
        row = session.get_one(Complaint, first.complaint_id)
        row.visibility, row.is_public = "public", True
        clerk = town.actor(Role.CLERK)
        services.merge(clerk, other.complaint_id, first.complaint_id, seen=1, at=MONDAY)
    either_browser.open(f"/complaints/{address(other)}")
    text = "Complaint %(number)s was merged with this one and goes on here."
    letters = "KK" if either_browser.language == "en" else "ขก"
    merged = formatted(letters, other.year, other.running, either_browser.language)
    assert either_browser.words(text, number=merged) in either_browser.text
    assert either_browser.sees("บ้านสีฟ้า")
    either_browser.open(f"/complaints/{address(first)}?merged=nonsense")
    assert not either_browser.sees("nonsense")
    with town.work():
        row = session.get_one(Complaint, first.complaint_id)
        row.visibility, row.is_public = "private", False
    either_browser.open(f"/complaints/{address(other)}")
    either_browser.must_see("It was merged with another complaint, which is not on a public page.")


def test_the_desk_splits_without_javascript_and_the_reporter_gets_every_number(
    either_browser: Browser, pair: tuple[Receipt, Receipt], town: Town
) -> None:
    whole, _other = pair
    with town.look(either_browser.language):
        title = select(Category.title_th, Category.title_en).where(Category.code == "waste")
        waste = session.execute(title).one()[either_browser.language == "en"]
    browser = a_dispatcher(either_browser).browser
    browser.open(f"/desk/{address(whole)}?move=split")
    browser.press("Split into parts", status=422)
    browser.must_see("Write what the second part is about")
    browser.press("One more part")
    browser.fill(browser.words("Part %(n)s: what is it about?", n=4), "ขยะไม่เก็บ")
    browser.press("Split into parts", status=422)
    browser.must_see("Choose a category from the list")
    browser.choose(browser.words("Part %(n)s: category", n=2), waste)
    browser.press("Split into parts")
    browser.must_see("Parts of it became complaints of their own", "Its further parts:")
    with town.look():
        part = session.scalars(select(Complaint).where(Complaint.split_from_id.is_not(None))).one()
        assert (part.text, part.state) == ("ขยะไม่เก็บ", "assigned")
        code = part.tracking_code
    follows(either_browser, whole)
    either_browser.must_see("Its further parts")
    assert either_browser.sees(code)


def test_what_is_urgent_says_so_on_the_desk_and_to_its_reporter(
    either_browser: Browser, pair: tuple[Receipt, Receipt]
) -> None:
    first, _other = pair
    browser = a_dispatcher(either_browser).browser
    browser.open(f"/desk/{address(first)}?move=make-urgent")
    browser.press("Make urgent", status=422)
    browser.must_see("Write a few words")
    browser.fill("Why?", "สายไฟขาด")
    browser.press("Make urgent")
    browser.must_see("Made urgent", "Urgent", "No longer urgent")
    browser.open("/desk?priority=urgent")
    assert browser.sees("บ้านสีฟ้า")
    browser.open("/desk?priority=normal")
    assert not browser.sees("บ้านสีฟ้า")
    follows(browser, first)
    browser.must_see(
        "It is dealt with as urgent: these are the shorter times for urgent complaints."
    )


def test_an_officer_is_offered_no_merging(
    either_browser: Browser, pair: tuple[Receipt, Receipt], town: Town
) -> None:
    _first, other = pair
    with town.work():
        row = session.get_one(Complaint, other.complaint_id)
        row.unit_id = town.actor(Role.OFFICER).unit_id
    browser = an_officer(either_browser).browser
    browser.open(f"/desk/{address(other)}")
    browser.must_see("Make urgent")
    assert not browser.sees("Merge with another complaint")
    assert not browser.sees("Split into parts")


def test_the_clerk_decides_what_stops_the_clock_and_anyone_reads_it(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    browser = a_clerk(either_browser).browser
    browser.open("/figures/definitions")
    browser.must_see("While an outside body has the case the clock goes on.")
    browser.open("/settings/clock")
    browser.must_see("Nothing was ever decided here: the clock goes on.")
    browser.press("Save", status=422)
    browser.must_see("This is how it is already. Nothing was changed.")
    browser.choose("the clock stands still")
    browser.press("Save")
    browser.must_see("The new rule holds from now on.", "Decisions so far")
    browser.open("/figures/definitions")
    assert not browser.sees("While an outside body has the case the clock goes on.")
    browser.open("/settings/standards")
    assert browser.words("%(name)s: urgent", name=browser.words("All complaints")) in browser.text
