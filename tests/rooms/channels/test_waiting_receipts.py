"""A receipt says that a category has to wait in an emergency, and whom to call."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.announcements import services as announcements
from portal.announcements.services import Alarm
from portal.channels import services as channels
from portal.channels.lifecycle import Occasion
from portal.complaints.queries import choices
from portal.foundation import outbox
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Role
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.makers import MONDAY
from tests.notices import MAIL, notices

CALL = Bilingual("ศูนย์ช่วยเหลือ 043 000 000", "the help centre, 043 000 000")
OWN = "ได้รับเรื่อง {number} แล้ว รหัส {code}"
WORDS = {
    "th": ("ต้องรอ", "ทางเท้า", "30 พ.ย. 2569", CALL.th),
    "en": ("has to wait", "Damaged footpath", "30 Nov 2026", CALL.en),
}


def told(town: Town, clock: Clock, code: str, language: str) -> str:
    """The receipt of a complaint of this category, filed in an emergency that holds pavements."""
    with town.work():
        known = {line.code: line.id for line in choices.categories()}
        held = frozenset({known["footpath"]})
        flood = Bilingual("น้ำท่วม", "Floods")
        alarm = Alarm(flood, CALL, held, MONDAY + timedelta(days=7))
        announcements.begin(town.actor(Role.DISPATCHER), alarm, list(known.values()), MONDAY)
    with town.work():
        to = replace(MAIL, language=language)
        makers.complaint(at=clock.now(), contact=to, category_id=known[code])
    with town.app.app_context():
        outbox.deliver(clock.now)
    (notice,) = notices(town)
    return notice.body


@pytest.mark.parametrize("language", ["th", "en"])
def test_it_says_until_when_and_whom_to_call(town: Town, clock: Clock, language: str) -> None:
    body = told(town, clock, "footpath", language)
    for words in WORDS[language]:
        assert words in body


def test_what_does_not_wait_is_not_said_to(town: Town, clock: Clock) -> None:
    assert CALL.th not in told(town, clock, "streetlight", "th")


def test_an_own_text_without_a_place_for_it_has_it_after(town: Town, clock: Clock) -> None:
    with town.work():
        channels.texts.keep_text(Occasion.RECEIPT, "th", OWN, at=MONDAY)
    body = told(town, clock, "footpath", "th")
    assert body.index("ได้รับเรื่อง") < body.index(CALL.th)
