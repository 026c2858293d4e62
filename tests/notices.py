"""Complaints whose reporters are told something, and the notices that come of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from portal.accounts.events import SEAL, CodeAsked
from portal.accounts.keys import sealed
from portal.channels import jobs
from portal.channels.models import Notice
from portal.complaints import services
from portal.complaints.services import Contact
from portal.foundation import outbox
from portal.foundation.policy import Role
from tests import makers
from tests.fixtures.portal import Clock, Town
from tests.life import Making
from tests.makers import MONDAY

MAIL = Contact("สมศรี", "", "somsri@example.com", language="th")
BOTH = Contact("สมศรี", "081 234 5678", "somsri@example.com", language="th")
EARLIER = MONDAY - timedelta(hours=2)
PHONE = Contact("สมศรี", "081 234 5678", "", language="th")


def filed(town: Town, contact: Contact, text: str = "ไฟถนนดับ ดู http://bad.example/x") -> int:
    with town.work():
        return makers.complaint(text, at=EARLIER, contact=contact).complaint_id


def moved(town: Town, complaint_id: int, at: datetime, *moves: tuple[Any, ...]) -> None:
    with town.work():
        receipt = services.Receipt(complaint_id, 0, 0, "", is_new=False)
        making = Making(town.actor(Role.CLERK), receipt, at)
        for verb, words, more in moves:
            making.does(verb, *words, **more)


def deliver(town: Town, clock: Clock) -> int:
    with town.app.app_context():
        outbox.deliver(clock.now)
        return jobs.send_due(clock.now)


def notices(town: Town) -> list[Notice]:
    with town.look() as looking:
        rows = list(looking.scalars(select(Notice).order_by(Notice.id)))
        looking.expunge_all()
        return rows


def code_asked(
    address: str, code: str, language: str = "en", *, is_phone: bool = False
) -> CodeAsked:
    """The fact that somebody asked for a code to sign in, as the verb records it."""
    return CodeAsked(address, sealed(makers.SECRET, code.encode(), SEAL), language, is_phone)
