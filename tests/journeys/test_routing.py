"""A clerk writes routing rules, tries them, orders them, and reads which one took a complaint."""

from __future__ import annotations

from portal.complaints.models import Complaint
from portal.complaints.routing import queries, services
from portal.foundation.database import session
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.people import a_clerk, somebody

ALL = "เรื่องทุกเรื่อง"


def adds(browser: Browser, title: str, unit: str, *, words: str = "", status: int = 200) -> None:
    browser.open("/settings/routing/new")
    browser.fill("Name of the rule", title)
    browser.fill("Words in the text", words)
    browser.choose("Goes to", unit)
    browser.press("Add the rule", status=status)


def unit_title(town: Town, code: str, language: str) -> str:
    with town.look(language):
        wanted = municipalities.unit_ids()[code]
        return next(unit.title.here for unit in municipalities.units() if unit.id == wanted)


def test_rules_are_written_tried_ordered_and_fire(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    browser = a_clerk(either_browser).browser
    works = unit_title(town, "works", browser.language)
    health = unit_title(town, "health", browser.language)
    browser.open("/settings/routing")
    browser.must_see("No rules yet")
    adds(browser, ALL, works)
    adds(browser, "Dogs", health, words="สุนัข\nหมา")
    never = browser.words("It never fires: rule %(number)s takes all of it before.", number=1)
    assert browser.sees(never)
    browser.fill("Text", "มีหมาจรจัดในตลาด")
    browser.press("Try it")
    fires = browser.words("Rule %(number)s fires:", number=1)
    assert browser.sees(fires, works)
    browser.press("Later")
    browser.must_see("The order is changed.")
    assert not browser.sees(never)
    browser.fill("Text", "ไฟดับ")
    browser.fill("Day", "24/11/2026")
    browser.fill("Time", "20.15")
    browser.press("Try it")
    browser.must_see("Passed over before:", "None of its words is in the text.")
    assert browser.value("Text").strip() == "ไฟดับ"


def test_the_history_says_which_rule_and_the_list_how_often(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    browser = a_clerk(either_browser).browser
    adds(browser, "Dogs", unit_title(town, "health", browser.language), words="หมา")
    with town.work():
        receipt = makers.complaint("หมากัดเด็ก")
        wanted = municipalities.unit_ids()["health"]
        assert session.get_one(Complaint, receipt.complaint_id).unit_id == wanted
    browser.open(f"/desk/{receipt.year}/{receipt.running}")
    browser.must_see("Sent on by the rules")
    assert browser.sees("Dogs")
    browser.open("/settings/routing")
    fired = [cell.get_text(" ", strip=True) for cell in browser.page.soup.select("td")]
    assert sum(cell.endswith(" 1") for cell in fired) == 1, "the dogs' rule fired once"


def test_what_could_never_fire_is_refused_and_what_was_typed_stays(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    browser = a_clerk(either_browser).browser
    works = unit_title(town, "works", browser.language)
    adds(browser, "Nothing", works, words="!!!", status=422)
    assert browser.value("Words in the text").strip() == "!!!"
    browser.fill("Words in the text", "ไฟ")
    browser.choose("On weekdays and at hours of its own")
    browser.fill("From", "8")
    browser.fill("Until", "09.00")
    browser.press("Add the rule", status=422)
    browser.must_see("Enter times like 08.30 and 16.30")
    browser.fill("From", "๐๙.๐๐")
    browser.press("Add the rule", status=422)
    browser.must_see("Choose at least one weekday: without any it could never fire.")
    browser.choose("Monday")
    browser.press("Add the rule", status=422)
    browser.must_see("Beginning and end are the same: the rule could never fire.")
    browser.fill("Until", "17.00")
    browser.press("Add the rule")
    browser.must_see(
        "The rule is added. It is asked last; move it up if it should be asked before."
    )


def test_a_rule_is_changed_switched_and_removed_and_somebody_is_away(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    browser = a_clerk(either_browser).browser
    adds(browser, ALL, makers.name(Role.OFFICER))
    browser.choose("Who is away?", makers.name(Role.OFFICER))
    browser.fill("First day", "23/11/2026")
    browser.fill("Last day", "22/11/2026")
    browser.press("Note the absence", status=422)
    browser.must_see("This day has passed. Enter today or later.")
    browser.fill("Last day", "25/11/2569")
    browser.press("Note the absence")
    browser.must_see("The absence is noted.")
    browser.must_see("The person is away today, so it goes to the unit.")
    browser.press("Take back")
    browser.must_see("The absence is taken back.")
    browser.press("Switch off")
    browser.must_see("switched off")
    browser.click(ALL)
    browser.fill("Name of the rule", "All of it")
    browser.press("Save")
    browser.must_see("The rule is changed. It holds from now on.")
    browser.click("All of it")
    browser.press("Remove the rule")
    browser.must_see("The rule is removed.", "No rules yet")


def test_an_old_page_changes_nothing(browser: Browser, town: Town, clock: Clock) -> None:
    a_clerk(browser)
    browser.language = "en"
    adds(browser, ALL, makers.name(Role.OFFICER))
    browser.click(ALL)
    with town.work():
        rule = queries.rules()[0]
        services.switch(town.actor(Role.CLERK), rule.id, on=False, at=clock.now())
    browser.fill("Name of the rule", "Mine")
    browser.press("Save", status=409)
    browser.must_see("Somebody else changed this rule while you were writing. Nothing was saved.")


def test_others_have_no_door_to_it(browser: Browser, town: Town, clock: Clock) -> None:
    somebody(browser, Role.HEAD)
    browser.open("/settings/routing", status=403)
