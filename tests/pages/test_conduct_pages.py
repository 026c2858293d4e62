"""Complaints against conduct and the staff's accounts, as people see them."""

from __future__ import annotations

from collections.abc import Callable

from portal.conduct import services
from portal.foundation.policy import Role
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.pages.window import Window
from tests.rooms.conduct.conftest import prepare, telling


def test_telling_of_conduct(
    page_at: Callable[..., Window], clock: Clock, width: int, language: str
) -> None:
    window = page_at(width, language).expects(422)
    window.open("/conduct").check("conduct")
    window.fill("What happened?", "เรียกเงินก่อนออกใบอนุญาต").press("Check who will read it")
    window.check("conduct-refused")
    window.fill("Name, position, or how they looked", "ช่างคนหนึ่ง")
    window.press("Check who will read it").check("conduct-check")
    window.press("Send").check("conduct-receipt")
    window.click("Follow this matter").check("conduct-follow")
    window.open("/conduct/follow").check("conduct-follow-door")


def test_reading_it_and_naming_readers(
    page_at: Callable[..., Window], town: Town, clock: Clock, width: int, language: str
) -> None:
    with town.work():
        prepare()
        receipts = [services.file(telling(), MONDAY) for _number in range(3)]
        clerk, first = town.actor(Role.CLERK), receipts[0]
        services.accept(clerk, first.matter_id, seen=1, at=MONDAY)
        services.ask(clerk, first.matter_id, "วันไหน", seen=2, at=MONDAY)
    window = page_at(width, language).expects(422).signs_in(Role.CLERK)
    window.open("/desk/conduct").check("conduct-matters")
    window.open(f"/desk/conduct/{first.year}/{first.running}").check("conduct-closed")
    window.press("Open").check("conduct-matter")
    window.open(f"/desk/conduct/{first.year}/{first.running}?move=close").press("Decide")
    window.check("conduct-decide-refused")
    window.open("/settings/conduct").press("Name them").check("conduct-recipients-refused")


def test_staff_and_roles(
    page_at: Callable[..., Window], clock: Clock, width: int, language: str
) -> None:
    window = page_at(width, language).expects(422).signs_in(Role.ADMINISTRATOR)
    window.open("/settings/staff").check("staff-list")
    window.open("/settings/staff/new").press("Add").check("staff-refused")
    window.fill("Name", "คนใหม่").fill("E-mail", "new@example.com")
    window.press("Add").check("staff-unit-refused")
