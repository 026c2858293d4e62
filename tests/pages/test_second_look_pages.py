"""The weekly second look in Chromium: the list, one of them with an error, the setting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from portal.complaints import verdicts
from portal.complaints.services import second_looks
from portal.foundation import clock
from portal.foundation.policy import Role
from tests.fixtures.portal import Town
from tests.pages.window import Window
from tests.rooms.test_second_looks import finished


def test_a_clerk_looks_again(
    page_at: Callable[..., Window], town: Town, width: int, language: str
) -> None:
    now = clock.now()
    with town.work():
        for number in range(3):
            finished(town, at=now - timedelta(days=9, minutes=number))
        first_day = verdicts.week_before(now - timedelta(days=2))
        for weeks in (0, 1):
            week = first_day + weeks * verdicts.WEEK
            second_looks.draw(week, 20, f"seed {weeks}", now - timedelta(days=8))
    window = page_at(width, language).expects(422).signs_in(Role.CLERK)
    window.open("/desk/doubts").check("doubts")
    window.open("/desk/second-looks").check("second-looks")
    window.follow(window.page.locator(".look a").first).check("second-look")
    window.press("Save what you found").check("second-look-refused")
    window.open("/desk/second-looks?show=found").check("second-looks-nothing-found")
    window.open("/settings/second-looks").check("second-look-setting")
