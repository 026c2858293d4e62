"""The pages of people's rights: the person's own, and those of the clerk who answers for them."""

from __future__ import annotations

from collections.abc import Callable

from portal.foundation.policy import Role
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.pages.window import Window


def test_the_clerks_books(
    page_at: Callable[..., Window], town: Town, clock: Clock, width: int, language: str
) -> None:
    with town.work():
        makers.complaint()
    window = page_at(width, language).expects(422).signs_in(Role.CLERK)
    window.open("/settings/personal-data").check("personal-data")
    window.open("/settings/privacy").check("privacy-settings")
    window.open("/settings/processing").check("processing")
    window.open("/settings/holds").press("Keep it").check("hold-refused")
    window.open("/settings/incidents/new").press("Write it down").check("incident-refused")
    window.open("/desk/requests").check("requests")


def test_the_notice(page_at: Callable[..., Window], town: Town, width: int, language: str) -> None:
    window = page_at(width, language)
    window.open("/privacy").check("privacy")
    window.open("/sign-in").check("sign-in-notice")
