"""The calls and the list of undelivered notices, as people see them."""

from __future__ import annotations

from collections.abc import Callable

from portal.channels import handlers
from portal.channels import services as notices
from portal.complaints import services
from portal.foundation import outbox
from portal.foundation.policy import Role
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.life import Making
from tests.makers import MONDAY
from tests.notices import code_asked
from tests.pages.window import Window

PHONE = services.Contact("สมศรี", "081 234 5678", "", language="th")
ENGLISH = services.Contact("Ann", "081 234 5679", "", language="en")


def test_calls_and_undelivered(
    page_at: Callable[..., Window], town: Town, clock: Clock, width: int, language: str
) -> None:
    with town.work():
        for contact in (PHONE, ENGLISH):
            receipt = makers.complaint(contact=contact, at=MONDAY)
            Making(town.actor(Role.CLERK), receipt, MONDAY).does(services.ask, "เสาไฟต้นใด")
        handlers.send_code(code_asked("a@example.com", "123456", "en"), MONDAY)
        notices.mark_trouble(1, "SMTPServerDisconnected: Connection unexpectedly closed", MONDAY)
    clock.pass_(hours=1)
    with town.app.app_context():
        outbox.deliver(clock.now)
    window = page_at(width, language).signs_in(Role.CLERK)
    window.open("/calls").check("calls-to-make")
    window.open("/undelivered").check("undelivered-notices")
