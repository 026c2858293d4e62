"""What stands on every page: site notices, and the emergency mode with its short form."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.announcements import queries, services
from portal.announcements.models import Emergency
from portal.announcements.services import Alarm
from portal.announcements.terms import Level
from portal.complaints.models import Complaint
from portal.complaints.queries import choices
from portal.foundation.audit import AuditLine
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, OutOfOrder
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from tests import makers
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.people import CODE, NUMBER, somebody

HOUR = timedelta(hours=1)
FLOOD = Bilingual("น้ำท่วมในเขตเทศบาล", "Floods in the city")
CALL = Bilingual("ศูนย์ช่วยเหลือ 043 000 000", "the help centre, 043 000 000")


def flood(town: Town, held: frozenset[int] = frozenset(), hours: int = 5) -> None:
    with town.work():
        alarm = Alarm(FLOOD, CALL, held, MONDAY + hours * HOUR)
        known = [line.id for line in choices.categories()]
        services.begin(town.actor(Role.DISPATCHER), alarm, known, MONDAY)


def acts(town: Town) -> list[tuple[str, str]]:
    with town.look():
        asked = select(AuditLine.act, AuditLine.role).order_by(AuditLine.id)
        return [
            (act, role) for act, role in session.execute(asked) if "notice" in act or "emerg" in act
        ]


def test_a_notice_stands_from_its_beginning_to_its_end(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    somebody(either_browser, Role.CLERK)
    either_browser.open("/settings/site-notices")
    either_browser.must_see("Nothing stands on the pages now.")
    either_browser.fill("Text in Thai", "น้ำประปาหยุดไหล")
    either_browser.press("Put it on every page", status=422)
    either_browser.must_see("Write it in Thai and in English")
    either_browser.fill("Text in English", "No tap water tonight")
    either_browser.choose("Warning")
    either_browser.fill("First day", "23/11/2569")
    either_browser.fill("Time of the beginning", "12.00")
    either_browser.fill("Last day", "23/11/2569")
    either_browser.fill("Time of the end", "11.00")
    either_browser.press("Put it on every page", status=422)
    either_browser.must_see("The end must lie after the beginning and in the future")
    either_browser.fill("Time of the end", "14.00")
    either_browser.press("Put it on every page")
    text = "น้ำประปาหยุดไหล" if either_browser.language == "th" else "No tap water tonight"
    assert text not in stands(either_browser)
    clock.set(MONDAY + 3 * HOUR)
    queries.forget()
    assert text in stands(either_browser)
    clock.set(MONDAY + 4 * HOUR)
    assert text not in stands(either_browser)
    assert acts(town) == [("site_notice.made", "clerk")]


def stands(browser: Browser) -> str:
    """What stands above the page's own words."""
    found = browser.open("/").soup.select_one(".standing")
    return found.get_text(" ", strip=True) if found else ""


def test_a_kept_page_is_renewed_when_a_notice_begins_and_ends(
    browser: Browser, town: Town, clock: Clock
) -> None:
    before = browser.fetch("/complaints").headers["ETag"]
    with town.work():
        text = Bilingual("ทดสอบ", "A test")
        begin, end = MONDAY + HOUR, MONDAY + 2 * HOUR
        services.announce(town.actor(Role.CLERK), Level.NEWS, text, begin, end, MONDAY)
    clock.set(MONDAY + HOUR)
    during = browser.fetch("/complaints").headers["ETag"]
    clock.set(MONDAY + 2 * HOUR)
    assert len({before, during, browser.fetch("/complaints").headers["ETag"]}) == 3


def test_taken_down_before_its_end(browser: Browser, town: Town, clock: Clock) -> None:
    with town.work():
        text = Bilingual("ทดสอบ", "A test")
        end = MONDAY + 2 * HOUR
        made = services.announce(town.actor(Role.CLERK), Level.DANGER, text, MONDAY, end, MONDAY)
    somebody(browser, Role.DISPATCHER).browser.open("/settings/site-notices")
    clock.set(MONDAY + timedelta(minutes=1))
    browser.press("Take down")
    browser.must_see("The notice is taken down.", "Over")
    assert stands(browser) == ""
    with town.work(), pytest.raises(OutOfOrder):
        services.take_down(town.actor(Role.CLERK), made, MONDAY + HOUR)


def test_in_an_emergency_the_form_is_short_and_what_waits_is_taken_all_the_same(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    with town.look():
        held = next(line for line in choices.categories() if line.code == "footpath")
    flood(town, frozenset({held.id}))
    either_browser.open("/report")
    page = either_browser.page.soup
    assert {a["href"] for a in page.select(".standing a")} >= {"tel:191", "tel:199", "tel:1669"}
    assert not page.select("input[type=file]")
    assert len(page.select("main form input:not([type=hidden]), main form textarea")) < 12
    call = CALL.th if either_browser.language == "th" else CALL.en
    assert call in either_browser.text
    either_browser.press("Send", status=422)
    either_browser.must_see("Tell us what is wrong")
    either_browser.fill("What is wrong?", "ทางเท้าทรุด")
    either_browser.fill("Landmark", "หน้าตลาด")
    title = held.title.th if either_browser.language == "th" else held.title.en
    either_browser.choose("Category", title)
    either_browser.press("Send")
    assert NUMBER.search(either_browser.text)
    assert CODE.search(either_browser.text)
    assert call in either_browser.text
    with town.look():
        filed = session.scalars(select(Complaint)).one()
        assert (filed.category_id, filed.state, filed.is_open) == (held.id, "received", True)
    either_browser.open("/report?full=1")
    assert either_browser.page.soup.select("input[type=file]")


def test_many_are_accepted_at_once(browser: Browser, town: Town, clock: Clock) -> None:
    with town.work():
        makers.complaint(at=MONDAY - HOUR)
    flood(town)
    with town.work():
        for minute in range(3):
            makers.complaint(at=MONDAY + timedelta(minutes=minute))
    clock.set(MONDAY + HOUR)
    somebody(browser, Role.DISPATCHER)
    browser.open("/desk")
    browser.click("Emergency: accept many at once")
    browser.press(browser.words("Accept the oldest %(n)s of all categories", n=200))
    browser.must_see("รับเรื่องแล้ว 3 เรื่อง")
    with town.look():
        states = session.scalars(select(Complaint.state).order_by(Complaint.filed_at)).all()
        assert states == ["received", "acknowledged", "acknowledged", "acknowledged"]
    assert ("emergency.accepted_many", "dispatcher") in acts(town)


def test_it_ends_by_itself_and_the_log_says_so(browser: Browser, town: Town, clock: Clock) -> None:
    flood(town)
    assert FLOOD.th in stands(browser)
    clock.set(MONDAY + 5 * HOUR)
    assert stands(browser) == ""
    browser.open("/report")
    assert browser.page.soup.select("input[type=file]")
    with town.work():
        assert services.close_due(MONDAY + 5 * HOUR) == 1
        assert services.close_due(MONDAY + 5 * HOUR) == 0
    assert acts(town) == [("emergency.begun", "dispatcher"), ("emergency.ended", "machine")]


def test_the_switch(browser: Browser, town: Town, clock: Clock) -> None:
    somebody(browser, Role.CLERK).browser.open("/settings/emergency")
    browser.must_see("It is off.")
    browser.fill("What has happened, in Thai", FLOOD.th)
    browser.fill("What has happened, in English", FLOOD.en)
    browser.choose("ทางเท้าชำรุด")
    browser.press("Begin the emergency mode", status=422)
    browser.must_see("Write it in Thai and in English")
    browser.fill("Whom to call for these, in Thai", CALL.th)
    browser.fill("Whom to call for these, in English", CALL.en)
    browser.fill("Last day", "23/11/2570")
    browser.press("Begin the emergency mode", status=422)
    browser.must_see("Choose an end within 30 days; you can move it later")
    browser.fill("Last day", "24/11/2569")
    browser.press("Begin the emergency mode")
    browser.must_see("The emergency mode is on. It ends by itself.")
    browser.press("Save the changes")
    browser.press("End the emergency mode now")
    browser.must_see("It is off.")
    assert [act for act, _role in acts(town)] == [
        "emergency.begun",
        "emergency.changed",
        "emergency.ended",
    ]
    with town.look():
        assert session.scalars(select(Emergency.is_closed)).all() == [True]


def test_nobody_else_may(town: Town) -> None:
    with town.work():
        alarm = Alarm(FLOOD, CALL, frozenset(), MONDAY + HOUR)
        for role in (Role.OFFICER, Role.MAYOR, Role.VISITOR):
            with pytest.raises(Forbidden):
                services.begin(town.actor(role), alarm, [], MONDAY)
        with pytest.raises(Invalid):
            services.begin(
                town.actor(Role.CLERK),
                Alarm(FLOOD, CALL, frozenset({9999}), MONDAY + HOUR),
                [],
                MONDAY,
            )
