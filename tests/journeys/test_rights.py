"""People see, take along, correct and erase their data; the clerk keeps the books."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable

import pytest
from sqlalchemy import select

from portal.accounts import queries
from portal.accounts import services as accounts
from portal.complaints import services
from portal.complaints.models import Complaint, ComplaintContact, TextReview
from portal.foundation.policy import Role
from portal.rights.models import Incident, LegalHold
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.people import a_clerk, a_dispatcher, a_resident

WORDS = "ไฟดับหน้าบ้านป้าสมศรี โทร 0812345678"


def reported(town: Town) -> tuple[str, int]:
    """A complaint with a contact; its address and id."""
    with town.work():
        contact = services.Contact("สมศรี", "0812345678", "somsri@example.com")
        made = makers.complaint(WORDS, contact=contact)
        services.open_contact(town.actor(Role.CLERK), made.complaint_id, at=MONDAY)
    return f"{made.year}/{made.running}", made.complaint_id


def contact(town: Town, complaint_id: int) -> ComplaintContact:
    with town.look() as session:
        return session.scalars(
            select(ComplaintContact).where(ComplaintContact.complaint_id == complaint_id)
        ).one()


def test_with_number_and_code_one_sees_corrects_and_erases(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    browser = either_browser
    a_resident(browser).files(WORDS, Telephone_number="0812345678").opens_by_code()
    with town.look() as session:
        row = session.scalars(select(Complaint)).one()
        complaint_id, path = row.id, f"{row.year}/{row.running}"
    browser.must_see("Nobody has opened how you can be reached.")
    browser.click("Download, correct or erase your data")
    browser.fill("Telephone", "089 999 8888")
    browser.press("Save")
    browser.must_see("Your data has been corrected.")
    assert contact(town, complaint_id).phone == "089 999 8888"
    browser.fill("E-mail", "nothing")
    browser.press("Save", status=422)
    browser.open(f"/track/{path}/my-data/erase")
    browser.must_see("Erased at once", "What stays, without your name")
    browser.press("Erase my data", status=422)
    browser.must_see("Tick the box to say that you have read it")
    browser.choose("I have read what goes and what stays, and that it cannot be undone")
    browser.press("Erase my data")
    browser.must_see("Your data has been erased")
    assert contact(town, complaint_id).phone == ""
    browser.open(f"/track/{path}")
    browser.must_see("What has happened")


def test_nobody_else_reaches_it(browser: Browser, town: Town, clock: Clock) -> None:
    path, complaint_id = reported(town)
    browser.open(f"/track/{path}/my-data")
    assert browser.address.endswith("/track")
    assert not browser.sees("0812345678")
    browser.open("/account/my-data")
    assert browser.address.endswith("/sign-in")
    assert contact(town, complaint_id).phone == "0812345678"


def test_the_person_reads_who_opened_the_contact(
    browser: Browser, town: Town, clock: Clock
) -> None:
    path, complaint_id = reported(town)
    with town.look() as session:
        row = session.get(Complaint, complaint_id)
        assert row is not None
        code = row.tracking_code
    browser.language = "en"
    who = a_resident(browser)
    who.number = path.replace("/", " ")
    who.opens_by_code(code)
    browser.must_see("How you can be reached was opened by:", "Clerk")
    assert not browser.sees(makers.name(Role.CLERK)), "the role, not the name"


def test_the_notice_is_where_data_is_given(either_browser: Browser, town: Town) -> None:
    for page in ("/report", "/sign-in"):
        either_browser.open(page)
        either_browser.must_see("Your rights, and how long it is kept")
    either_browser.open("/privacy")
    either_browser.must_see("How long we keep it", "Name, telephone and e-mail of who reported")


def test_the_clerk_sets_periods_and_reads_what_would_go(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    browser = either_browser
    reported(town)
    a_clerk(browser)
    browser.open("/settings/privacy")
    browser.fill("Data protection officer, or the office that answers", "สำนักปลัด")
    browser.fill("Name, telephone and e-mail of who reported", "0")
    browser.press("Save", status=422)
    browser.fill("Name, telephone and e-mail of who reported", "๑๒")
    browser.press("Save")
    browser.must_see("What you set holds from now on.")
    browser.open("/privacy")
    browser.must_see("สำนักปลัด", "12")
    browser.open("/settings/personal-data")
    browser.must_see("What would go tonight")
    browser.open("/settings/processing")
    browser.must_see("Record of processing", "Complaints and requests")


def test_a_complaint_is_kept_for_a_court(browser: Browser, town: Town, clock: Clock) -> None:
    path, _complaint_id = reported(town)
    browser.language = "en"
    a_clerk(browser)
    browser.open("/settings/holds")
    browser.fill("Number of the complaint", "KK 2026/999999")
    browser.fill("Reason", "Court 12/2569")
    browser.press("Keep it", status=422)
    browser.fill("Number of the complaint", f"KK {path}")
    browser.press("Keep it")
    browser.must_see("The complaint is kept from now on.", "Court 12/2569")
    with town.look() as session:
        assert len(session.scalars(select(LegalHold.id)).all()) == 1


def test_an_incident_runs_its_72_hours(either_browser: Browser, town: Town, clock: Clock) -> None:
    browser = either_browser
    a_clerk(browser)
    browser.open("/settings/incidents/new")
    browser.press("Write it down", status=422)
    browser.fill("What happened, in one line", "ส่งอีเมลผิดคน")
    browser.fill("What happened, and to which data?", "รายชื่อผู้แจ้ง 3 ราย")
    browser.choose("A risk to people: tell the regulator")
    browser.press("Write it down")
    browser.must_see("The incident is written down. Its clock runs.")
    clock.pass_(hours=73)
    browser = a_clerk(either_browser).browser
    browser.open("/settings/incidents")
    browser.must_see("The 72 hours are over")
    browser.open("/settings/incidents/1")
    browser.press("Save and close", status=409)
    browser.must_see("The regulator has not been told yet. Write down when, or why not.")
    browser.fill("Regulator told: day", "26/11/2569")
    browser.fill("Regulator told: time", "10.30")
    browser.press("Save and close")
    browser.must_see("The incident is closed.", "after the 72 hours")
    with town.look() as session:
        assert session.scalars(select(Incident.version)).one() == 3
    file = browser.client.get("/settings/incidents.csv")
    assert file.status_code == 200
    assert "ส่งอีเมลผิดคน" in file.text


def test_an_officer_finishes_what_somebody_asked_for(
    browser: Browser, town: Town, clock: Clock, another_browser: Callable[..., Browser]
) -> None:
    browser.language = "en"
    who = a_resident(browser).files(WORDS).opens_by_code()
    with town.look() as session:
        row = session.scalars(select(Complaint)).one()
        complaint_id, path = row.id, f"{row.year}/{row.running}"
    who.browser.open(f"/track/{path}/my-data/erase")
    who.browser.choose("I have read what goes and what stays, and that it cannot be undone")
    who.browser.press("Erase my data")
    officer = another_browser("en")
    a_dispatcher(officer)
    officer.open("/desk/requests")
    officer.must_see("Requests to erase", "Waits for an officer's look")
    officer.open(f"/desk/requests/1/{path}")
    officer.fill("What was reported", "ไฟดับหน้าบ้าน[•••] โทร [•••]")
    officer.press("Take it out")
    officer.must_see("Thank you. What you took out is gone.", "Done")
    with town.look() as session:
        row = session.get(Complaint, complaint_id)
        assert row is not None
        assert "สมศรี" not in row.text


@pytest.mark.parametrize("as_written", [False, True])
def test_an_officer_shows_less_or_more_of_a_text(
    browser: Browser, town: Town, clock: Clock, as_written: bool
) -> None:
    path, complaint_id = reported(town)
    browser.language = "en"
    a_dispatcher(browser).opens_case(f"{path}?move=review")
    browser.must_see("The portal covered this in the reporter’s text:", "0812345678")
    browser.fill("Text on the public page", "ไฟดับ โทรสำนักงาน 043221202 รถ 1กข 1234")
    if as_written:
        browser.choose("Show it as written, also what the portal would cover")
    browser.press("Show text and photos")
    with town.look() as session:
        row = session.get(Complaint, complaint_id)
        assert row is not None
        assert ("043221202" in row.public_text) is as_written
        assert ("1กข 1234" in row.public_text) is as_written
        assert row.text == WORDS, "the reporter's own words stay"
        review = session.scalars(select(TextReview)).one()
        assert (review.after, review.found["found"]) == (row.public_text, {"phone": 1})


def test_somebody_with_an_account_takes_everything_along(
    browser: Browser, town: Town, clock: Clock
) -> None:
    with town.work():
        accounts.add(accounts.NewPerson("somsri@example.com", "สมศรี", Role.RESIDENT), MONDAY)
    reported(town)
    browser.language = "en"
    sign_in(browser, town, "somsri@example.com")
    browser.open("/account/my-data")
    browser.must_see("Your data", "Take it along")
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.page.html)
    assert token is not None
    answer = browser.client.post("/en/account/my-data/file", data={"csrf_token": token[1]})
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        given = json.loads(archive.read("data.json"))
    assert given["complaints"][0]["text"] == WORDS
    browser.open("/account/my-data/erase")
    browser.choose("I have read what goes and what stays, and that it cannot be undone")
    browser.press("Erase my data")
    browser.must_see("Your data has been erased")
    browser.open("/account/my-data")
    assert browser.address.endswith("/sign-in")


def sign_in(browser: Browser, town: Town, email: str) -> None:
    """Begin a session for somebody, as the code's door does."""
    with town.look():
        person_id = queries.person_by(email) or 0
    with town.work():
        token = accounts.sessions.begin(person_id, "", MONDAY)
    browser.open("/sign-in")
    with browser.client.session_transaction() as kept:
        kept["_user_id"], kept["_fresh"] = f"{town.id}:{token}", True
