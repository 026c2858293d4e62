"""The clerk keeps the working calendar: hours, single days, a new year."""

from __future__ import annotations

from datetime import date, time

import pytest

from portal.foundation.policy import Role
from portal.response_times import queries
from portal.response_times.calendar import OfficeCalendar
from tests.browser import Browser
from tests.fixtures.portal import Clock, Town
from tests.people import somebody


def office(town: Town) -> OfficeCalendar:
    with town.look():
        queries.forget_calendars()
        return queries.calendar_of(town.id)


def test_the_hours_are_changed(either_browser: Browser, town: Town, clock: Clock) -> None:
    somebody(either_browser, Role.CLERK)
    either_browser.open("/settings/calendar")
    either_browser.click("Change the office hours")
    either_browser.fill("Saturday", "9-12, 13:00–15.30 น.")
    either_browser.fill("Friday", "")
    either_browser.press("Change the office hours")
    either_browser.must_see("The office hours have been changed.")
    week = office(town).week
    assert week[5] == ((time(9), time(12)), (time(13), time(15, 30)))
    assert week[4] == ()


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("morning", "Write the hours like 08.30–12.00, 13.00–16.30, or leave it empty"),
        ("25.00-26.00", "Write the hours like 08.30–12.00, 13.00–16.30, or leave it empty"),
        ("16.30-08.30", "The office must close later than it opens."),
        ("08.30-12.00, 11.00-16.00", "Two opening times of one day overlap."),
        ("08.30-24.00, 12.00-13.00", "Two opening times of one day overlap."),
    ],
)
def test_hours_that_cannot_be_are_refused(
    either_browser: Browser, clock: Clock, typed: str, refusal: str
) -> None:
    somebody(either_browser, Role.CLERK)
    either_browser.open("/settings/calendar/hours")
    either_browser.fill("Monday", typed)
    either_browser.press("Change the office hours", status=422)
    either_browser.must_see(refusal)


def test_an_office_that_never_opens_is_refused(either_browser: Browser, clock: Clock) -> None:
    somebody(either_browser, Role.CLERK)
    either_browser.open("/settings/calendar/hours")
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        either_browser.fill(day, "")
    either_browser.press("Change the office hours", status=422)
    either_browser.must_see("The office never opens. Enter its office hours first.")


def test_a_local_day_is_added_and_taken_out(
    either_browser: Browser, town: Town, clock: Clock
) -> None:
    somebody(either_browser, Role.CLERK)
    either_browser.open("/settings/calendar?year=2027")
    either_browser.fill("Day", "1/2/2570")
    either_browser.fill("Name in Thai", "งานประจำปี")
    either_browser.fill("Name in English", "Town fair")
    either_browser.press("Add the day")
    either_browser.must_see("The office stays shut on this day.")
    assert date(2027, 2, 1) in office(town).holidays
    either_browser.press("Take out")
    either_browser.must_see("The office works on this day.")
    assert date(2027, 2, 1) not in office(town).holidays


@pytest.mark.parametrize(
    ("day", "refusal"),
    [
        ("13/4/2027", "The office is shut on this day already."),
        ("1/2/2035", "B.E. 2578"),
        ("31/2/2027", "Enter the day like 24/11/2026 or 24 Nov 2026"),
        ("", "Enter a day"),
    ],
)
def test_a_day_that_cannot_be_added(browser: Browser, clock: Clock, day: str, refusal: str) -> None:
    browser.language = "en"
    somebody(browser, Role.CLERK)
    browser.open("/settings/calendar")
    browser.fill("Day", day)
    browser.fill("Name in Thai", "งานประจำปี")
    browser.press("Add the day", status=422)
    assert refusal in browser.text


def test_a_new_year_is_confirmed(either_browser: Browser, town: Town, clock: Clock) -> None:
    somebody(either_browser, Role.CLERK)
    assert 2029 not in office(town).years
    either_browser.open("/settings/calendar/years/2029")
    either_browser.press("Confirm this year")
    either_browser.must_see("The year has been confirmed.")
    calendar = office(town)
    assert 2029 in calendar.years
    assert date(2029, 4, 13) in calendar.holidays
    either_browser.open("/settings/calendar/years/2029", status=404)
    either_browser.open("/settings/calendar/years/2035", status=404)
