"""Standards and the working calendar, as the clerk sees them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from portal.complaints import services
from portal.foundation.policy import Role
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.life import Making
from tests.makers import MONDAY
from tests.pages.window import Window


def test_standards(
    page_at: Callable[..., Window], town: Town, clock: Clock, width: int, language: str
) -> None:
    with town.work():
        for days in (0, 2):
            made = Making(town.actor(Role.CLERK), makers.complaint(at=MONDAY), MONDAY)
            made.at += timedelta(days=days)
            made.does(services.acknowledge)
        makers.complaint(at=MONDAY + timedelta(days=29))
    clock.pass_(days=30)
    window = page_at(width, language).expects(422).signs_in(Role.CLERK)
    window.open("/settings").check("settings")
    window.open("/settings/standards").check("standards")
    window.open("/settings/standards/change?category=3").check("standard-new")
    window.open("/settings/standards/change")
    window.fill("Acknowledge within", "many").press("See what it would mean")
    window.check("standard-refused")
    window.fill("Acknowledge within", "10000").press("See what it would mean")
    window.check("standard-check")
    window.press("Enter this standard").check("standard-entered")


def test_the_working_calendar(
    page_at: Callable[..., Window], clock: Clock, width: int, language: str
) -> None:
    window = page_at(width, language).expects(422).signs_in(Role.CLERK)
    window.open("/settings/calendar").check("calendar")
    window.press("Add the day").check("calendar-refused")
    window.open("/settings/calendar/hours")
    window.fill("Monday", "morning").press("Change the office hours").check("hours-refused")
    window.open("/settings/calendar/years/2029").check("calendar-new-year")
