"""Projects through the web: set up by staff, seen and entered by everyone, closed with words."""

from __future__ import annotations

from datetime import timedelta

from portal.foundation.policy import Role
from portal.participation.projects import services
from portal.participation.projects.terms import Tool, Who
from tests import projects
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.people import somebody

DAY = timedelta(days=1)
YEARS = {"th": "2569", "en": "2026"}


def publishes(browser: Browser) -> None:
    """Make a consultation without an officer, be refused, name one, publish it."""
    browser.open("/desk/projects")
    browser.must_see("There is no project yet")
    browser.click("New project")
    browser.press("Make the project", status=422)
    browser.must_see("Choose one of these")
    browser.choose("Quick consultation")
    browser.fill("First day of the first stage", f"24/11/{YEARS[browser.language]}")
    browser.press("Make the project", status=422)
    browser.must_see("Write it in Thai and in English")
    browser.fill("Title in Thai", "เวลาเปิดห้องสมุด")
    browser.fill("Title in English", "Library hours")
    browser.fill("What it is about, in Thai", "ขอทราบเวลาที่ท่านสะดวก")
    browser.fill("What it is about, in English", "When would you come?")
    browser.press("Make the project")
    browser.must_see("Not published: only staff see this project.")
    browser.press("Publish the project", status=422)
    browser.must_see("Name who owes the closing statement")
    browser.click("Change title, text, promise, area, unit or officer")
    browser.choose("Who owes the closing statement", "สมหมาย Officer")
    browser.press("Save")
    browser.press("Publish the project")
    browser.must_see("The project is published. The clock opens and closes its stages.")


def test_a_consultation_from_its_making_to_its_statement(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    browser = either_browser
    browser.open("/projects")
    browser.must_see("There is no project yet")
    publishes(somebody(browser, Role.CLERK).browser)
    browser.open("/projects/1")
    browser.must_see("No stage is open at the moment.", "What comes next")
    clock.set(MONDAY + DAY)
    browser.open("/projects/1")
    browser.must_see("Open now", "Anyone, without signing in")
    clock.set(MONDAY + 20 * DAY)
    browser.open("/desk/projects")
    browser.must_see("Closing statements that are owed")
    browser.open("/desk/projects/1")
    browser.click("Write the closing statement")
    browser.fill("Statement in Thai", "ขยายเวลาถึง 20.00 น.")
    browser.press("Close the project with this statement", status=422)
    browser.must_see("Write it in Thai and in English")
    browser.fill("Statement in English", "Open until 20:00")
    browser.press("Close the project with this statement")
    browser.open("/projects/1")
    browser.must_see("What we did with your input", "This project is closed.")
    words = {"th": "ขยายเวลาถึง 20.00 น.", "en": "Open until 20:00"}
    assert browser.sees(words[browser.language])


def adds_a_vote(browser: Browser) -> None:
    """Open the form of one more stage and fill in a vote, with a day that there is not."""
    browser.click("Add a stage")
    browser.choose("What people do in it", "Vote")
    browser.fill("Title in Thai", "ลงคะแนน")
    browser.fill("Title in English", "Vote")
    browser.fill("First day", "31/2/2569")
    browser.press("Save", status=422)
    browser.must_see("Enter the day like 24/11/2026 or 24 Nov 2026")


def test_a_stage_that_makes_no_sense_is_refused_with_what_was_typed(
    browser: Browser, town: Town, clock: Clock
) -> None:
    with town.work():
        clerk = town.actor(Role.CLERK)
        ideas = projects.stage(Tool.IDEAS, MONDAY + DAY, days=10)
        made = projects.a_project(clerk, ideas, at=MONDAY)
    somebody(browser, Role.CLERK)
    browser.open(f"/desk/projects/{made.number}")
    adds_a_vote(browser)
    browser.fill("First day", "30/11/2569")
    browser.fill("Last day", "10/12/2026")
    browser.fill("Time of the end", "16.30")
    browser.choose("Verified residents")
    browser.press("Save", status=422)
    browser.must_see("The vote would begin before the ideas are all in")
    assert browser.value("Time of the end") == "16.30"
    browser.fill("First day", "5/12/2569")
    browser.press("Save")
    browser.must_see("The stages are changed.")
    browser.open(f"/projects/{made.number}")
    browser.must_see("Verified residents")
    with town.look():
        vote = services.plans_of(made.id)[1]
    assert (vote.tool, vote.who) == (Tool.BALLOT, Who.VERIFIED)
    assert vote.ends_at.isoformat() == "2026-12-10T09:30:00+00:00"
