"""The set-up pages, site notices and the emergency mode in Chromium, with errors and long lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from portal.announcements import services as announcements
from portal.announcements.services import Alarm
from portal.announcements.terms import Level
from portal.complaints.queries import choices
from portal.foundation import clock
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from portal.municipalities import queries as municipalities
from portal.set_up.services import ground
from tests import makers
from tests.fixtures.portal import Town
from tests.pages.window import Window
from tests.rooms.set_up.test_units_and_areas import collection


def test_set_up(page_at: Callable[..., Window], town: Town, width: int, language: str) -> None:
    with town.work():
        administrator, now = town.actor(Role.ADMINISTRATOR), clock.now()
        makers.complaint(at=now)
        ground.send(administrator, "areas", collection("1", "2", "3"), at=now)
        ground.take(administrator, "areas", at=now)
        ground.send(administrator, "areas", collection("1", "4"), at=now)
        works = municipalities.unit_ids()["works"]
    window = page_at(width, language).expects(422).signs_in(Role.ADMINISTRATOR)
    window.open("/settings").check("settings")
    window.open("/settings/profile")
    window.fill("Colour", "#ffee00").press("Save").check("profile-refused")
    window.open("/settings/units").check("units")
    window.open(f"/settings/units/{works}").check("unit")
    window.open("/settings/areas/areas").check("areas-look")
    window.open("/settings/areas").press("Look at the boundary").check("areas-refused")
    window.open("/settings/words").check("words")
    window.open("/settings/notice-texts").check("texts")
    window.open(f"/settings/notice-texts/receipt/{language}").check("text")
    window.open("/settings/set-up-file").press("See what would change").check("file-refused")


def test_emergency(page_at: Callable[..., Window], town: Town, width: int, language: str) -> None:
    now = clock.now()
    with town.work():
        clerk = town.actor(Role.CLERK)
        both = Bilingual("น้ำประปาหยุดไหลคืนนี้ในเขต 1 ถึงเขต 3", "No tap water tonight in wards 1 to 3")
        for level in Level:
            announcements.announce(clerk, level, both, now, now + timedelta(hours=9), now)
        known = [line.id for line in choices.categories()]
        reason = Bilingual("น้ำท่วมในเขตเทศบาล", "Floods in the municipality")
        alarm = Alarm(
            reason,
            Bilingual("โทร 043 000 000", "the centre, 043 000 000"),
            frozenset(known[:2]),
            now + timedelta(days=1),
        )
        announcements.begin(clerk, alarm, known, now)
        for _each in range(3):
            makers.complaint(at=now)
    window = page_at(width, language).expects(422)
    window.open("/").check("emergency-home")
    window.open("/report").press("Send").check("short-refused")
    window.signs_in(Role.CLERK)
    window.open("/desk/emergency").check("emergency-desk")
    window.open("/settings/emergency").check("emergency-mode")
    window.open("/settings/site-notices").press("Put it on every page").check("notices-refused")
