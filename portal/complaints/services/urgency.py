"""How pressing a complaint is, said by staff with a reason; its promised moments follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.complaints.lifecycle import Verb
from portal.complaints.services import moving
from portal.complaints.services.moving import Move
from portal.complaints.services.working import words
from portal.foundation.errors import OutOfOrder
from portal.foundation.i18n import lazy
from portal.response_times import services as promises
from portal.response_times.versions import Priority

if TYPE_CHECKING:
    from datetime import datetime

    from portal.complaints.models import Complaint
    from portal.foundation.policy import Actor

VERB = {Priority.URGENT: Verb.MAKE_URGENT, Priority.NORMAL: Verb.MAKE_NORMAL}


def make_urgent(officer: Actor, complaint_id: int, why: str, *, seen: int, at: datetime) -> None:
    """Say that it cannot wait: from its own arrival on the urgent standards count."""
    _change(officer, complaint_id, (Priority.URGENT, why), seen, at)


def make_normal(officer: Actor, complaint_id: int, why: str, *, seen: int, at: datetime) -> None:
    """Say that it can wait like others. A promise that was broken stays in the history."""
    _change(officer, complaint_id, (Priority.NORMAL, why), seen, at)


def _change(
    officer: Actor, complaint_id: int, wanted: tuple[Priority, str], seen: int, at: datetime
) -> None:
    priority, why = wanted
    complaint = moving.staff_loads(officer, complaint_id, VERB[priority], seen)
    before = moving.on_map(complaint)
    set_priority(officer, complaint, priority, words("why", why), at)
    moving.settle_books(complaint, before)


def set_priority(
    officer: Actor, complaint: Complaint, priority: Priority, why: str, at: datetime
) -> None:
    """Write the move and count the due moments anew from the original start.

    Raises:
        OutOfOrder: it is so already, or the complaint is over.

    """
    if complaint.priority == priority:
        raise OutOfOrder(
            lazy("The complaint is urgent already.")
            if priority is Priority.URGENT
            else lazy("The complaint is not urgent.")
        )
    details = {"from": complaint.priority, "to": priority.value}
    complaint.priority = priority.value
    move = Move(officer, VERB[priority], at, why, is_public=True, details=details)
    moving.make(complaint, move)
    promises.change_standards(moving.matter(complaint), moving.standards_of(complaint), at)
