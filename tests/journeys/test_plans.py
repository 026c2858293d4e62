"""A plan from its first year to its budget, by hand and by file, in both languages."""

from __future__ import annotations

from typing import Any

from portal.foundation.policy import Role
from tests import plans as make
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.people import a_clerk

DESK = "/desk/projects/1/plan"


def a_project_in(town: Town) -> None:
    with town.work():
        make.a_project(town.actor(Role.CLERK))


def begins(clerk: Browser) -> None:
    """A first year that is none is refused; in Thai digits it is taken."""
    clerk.open(DESK)
    clerk.fill("First year of the plan", "57")
    clerk.press("Begin the plan", status=422)
    clerk.must_see("Enter the plan’s first year, like 2571 or 2028")
    clerk.fill("First year of the plan", "๒๕๗๑")
    clerk.press("Begin the plan")


def writes_an_item(clerk: Browser) -> None:
    """Negative money and a heading without strategy are refused; what was typed stays."""
    money = clerk.words("Budget of %(year)s (baht)", year=year(clerk, 2028))
    clerk.click("Add an item")
    clerk.fill("Plan heading", make.HEADING)
    clerk.fill(money, "-500")
    clerk.press("Save", status=422)
    assert clerk.page.soup.select("#money_1-error")
    clerk.fill(money, "1,250,000.50")
    clerk.press("Save", status=422)
    clerk.must_see("Say what the project is called", "Name the responsible unit")
    assert clerk.page.soup.select("#strategy-error")
    clerk.fill("Strategy", make.STRATEGY)
    clerk.fill("Project, in Thai", "ซ่อมสะพานไม้")
    clerk.fill("Responsible unit", "กองช่าง")
    clerk.press("Save")
    clerk.must_see("The item is saved.")


def checks_it(clerk: Browser) -> None:
    """What was found is published with its reason."""
    clerk.open("/projects/1/plan/1")
    clerk.click("Publish a feasibility check")
    clerk.press("Publish the check", status=422)
    clerk.choose("Feasible")
    clerk.choose("Within the municipality’s own power and duty")
    clerk.fill("What it is likely to cost (baht)", "1200000")
    clerk.fill("Reason in Thai", "ทำได้ภายใน 120 วัน")
    clerk.press("Publish the check")


def test_a_plan_is_written_checked_announced_and_budgeted(
    either_browser: Browser, another_browser: Any, town: Town, clock: Clock
) -> None:
    a_project_in(town)
    clerk, anyone = a_clerk(either_browser).browser, another_browser(either_browser.language)
    anyone.open("/projects/1/plan")
    anyone.must_see("The plan has no items yet")
    begins(clerk)
    writes_an_item(clerk)
    checks_it(clerk)
    clerk.open(DESK)
    clerk.press("The plan was announced")
    clerk.open("/projects/1/plan/1")
    clerk.click("Put it into a year’s budget")
    clerk.fill("How much does it give (baht)?", "1,000,000")
    clerk.fill("Which budget ordinance, and which page?", "เทศบัญญัติ 2571 หน้า 4")
    clerk.press("It is in the budget")
    anyone.open("/projects/1/plan/1")
    anyone.must_see("In the budget", "Feasible")
    assert "1,250,000.50" in anyone.text
    assert "เทศบัญญัติ 2571 หน้า 4" in anyone.text
    anyone.open("/projects/1")
    anyone.click("Read the items of the plan")
    assert "1,250,000.50" in anyone.text


def year(browser: Browser, common: int) -> int:
    return common + 543 if browser.language == "th" else common


def test_a_file_is_looked_at_then_taken_over_and_comes_out_the_same(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    a_project_in(town)
    clerk = a_clerk(either_browser).browser
    clerk.open(DESK)
    clerk.click("Take items over from a file")
    clerk.attach("File of the plan", ("plan.csv", make.FILE.replace(b"500000", "๕แสน".encode(), 1)))
    clerk.press("See what would change")
    clerk.must_see("What cannot be taken", "Mend these in the file and send it once more.")
    assert "y2568" in clerk.text
    assert not clerk.page.soup.select("[name=content]"), "nothing can be saved"
    clerk.open(f"{DESK}/import")
    clerk.attach("File of the plan", ("plan.csv", make.FILE))
    clerk.fill("Strategy of rows in a file without that column", make.STRATEGY)
    clerk.press("See what would change")
    clerk.press("Take these into the plan")
    clerk.must_see("The file is taken over.")
    comes_out_the_same(clerk)


def comes_out_the_same(clerk: Browser) -> None:
    """In each of the three files; those in the form's columns change nothing coming back."""
    assert clerk.fetch("/projects/1/plan/items.csv").data == make.FILE
    form = clerk.fetch("/projects/1/plan/form.csv").data
    book = clerk.fetch("/projects/1/plan/form.xlsx").data
    for name, content in (("plan.csv", form), ("plan.xlsx", book)):
        clerk.open(f"{DESK}/import")
        clerk.attach("File of the plan", (name, content))
        clerk.press("See what would change")
        clerk.must_see("It would change nothing: all of this is in the plan already.")
    assert clerk.fetch("/projects/1/plan/form.xlsx").data == book
    clerk.open(f"{DESK}/import")
    clerk.press("See what would change", status=422)
    clerk.must_see("There is nothing in the file.")
    clerk.open("/projects/1/plan?strategy=x&year=2024&state=nonsense")
    assert "3,056,000.50" not in clerk.text
