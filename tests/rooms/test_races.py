"""Two at once: one form sent twice at a moment, two officers on one complaint."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from sqlalchemy import func, select

from portal.complaints import services
from portal.complaints.models import Complaint, ComplaintStep
from portal.foundation.errors import Outdated
from portal.foundation.policy import Role
from tests import makers
from tests.fixtures.portal import Town
from tests.makers import MONDAY

AT_ONCE = 4
Answer = TypeVar("Answer")


def at_once(act: Callable[[], Answer]) -> list[Answer]:
    """Let several threads do it at the same moment."""
    ready = Barrier(AT_ONCE)

    def one(_number: int) -> Answer:
        ready.wait(timeout=30)
        return act()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def test_one_form_sent_at_once_is_one_complaint(town: Town) -> None:
    filing = makers.filing()

    def send() -> services.Receipt:
        with town.work():
            return services.file(town.actor(Role.VISITOR), filing, MONDAY)

    receipts = at_once(send)
    assert len({receipt.tracking_code for receipt in receipts}) == 1
    assert sum(receipt.is_new for receipt in receipts) == 1
    with town.look() as current:
        assert current.scalar(select(func.count(Complaint.id))) == 1


def test_of_officers_at_once_one_moves_and_the_others_are_told(town: Town) -> None:
    with town.work():
        receipt = makers.complaint()

    def acknowledge() -> str:
        try:
            with town.work():
                clerk = town.actor(Role.CLERK)
                services.acknowledge(clerk, receipt.complaint_id, seen=1, at=MONDAY)
        except Outdated:
            return "told"
        return "moved"

    assert sorted(at_once(acknowledge)) == ["moved", *["told"] * (AT_ONCE - 1)]
    with town.look() as current:
        assert current.scalar(select(func.count(ComplaintStep.id))) == 2
