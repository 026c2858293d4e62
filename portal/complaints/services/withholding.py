"""What the public does not see although its category would let it: held, set aside, hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.attachments import services as attachments
from portal.complaints.lifecycle import Verb
from portal.complaints.models import MATTER, Complaint, ComplaintContact, ComplaintHold
from portal.complaints.services import closing, indexing, moving
from portal.complaints.services.moving import Move
from portal.complaints.services.working import words
from portal.complaints.terms import Closing, Refusal, Withheld
from portal.foundation.database import session
from portal.foundation.errors import OutOfOrder
from portal.foundation.i18n import _, lazy, speaking

if TYPE_CHECKING:
    from datetime import datetime

    from portal.foundation.policy import Actor


def hide(officer: Actor, complaint_id: int, why: str, *, seen: int, at: datetime) -> None:
    """Take a complaint off the public pages, with a reason that stays in its history."""
    complaint = moving.staff_loads(officer, complaint_id, Verb.HIDE, seen)
    if complaint.withheld is not None:
        raise OutOfOrder(lazy("The public does not see this complaint now."))
    why = words("why", why)
    before = moving.on_map(complaint)
    complaint.withheld = Withheld.HIDDEN.value
    attachments.hide(officer, MATTER, complaint_id)
    moving.make(complaint, Move(officer, Verb.HIDE, at, why))
    _settle(complaint, before)


def release(officer: Actor, complaint_id: int, *, seen: int, at: datetime) -> None:
    """Let it go its way again: the public sees it as its category and the officer's look say."""
    complaint = moving.staff_loads(officer, complaint_id, Verb.RELEASE, seen)
    if complaint.withheld is None:
        raise OutOfOrder(lazy("Nothing keeps this complaint from the public."))
    before = moving.on_map(complaint)
    details = {"withheld": complaint.withheld}
    complaint.withheld = None
    if complaint.reviewed_at is not None:
        attachments.review(officer, MATTER, complaint_id, at=at)
    moving.make(complaint, Move(officer, Verb.RELEASE, at, details=details))
    _looked(complaint_id, officer, at)
    _settle(complaint, before)


def set_aside(officer: Actor, complaint_id: int, *, seen: int, at: datetime) -> None:
    """Close it as misuse; nobody outside sees it. The reporter is told, and may object."""
    complaint = moving.staff_loads(officer, complaint_id, Verb.CLOSE, seen)
    before = moving.on_map(complaint)
    complaint.withheld = Withheld.MISUSE.value
    attachments.hide(officer, MATTER, complaint_id)
    complaint.is_public = False
    details: dict[str, object] = {
        "reason": Closing.NOT_ACCEPTED.value,
        "refusal": Refusal.MISUSE.value,
    }
    contact = session.get(ComplaintContact, complaint_id)
    with speaking(contact.language if contact is not None else "th"):
        text = _(
            "This report was set aside because it looks like misuse of the service. If it was"
            " meant, ask for it to be opened again."
        )
    closing.end(officer, complaint, Verb.CLOSE, text, details, at)
    _looked(complaint_id, officer, at)
    _settle(complaint, before)


def _looked(complaint_id: int, officer: Actor, at: datetime) -> None:
    """The look that a held complaint waited for has been taken."""
    hold = session.get(ComplaintHold, complaint_id)
    if hold is not None and hold.looked_at is None:
        hold.looked_at, hold.looked_by = at, officer.person_id


def _settle(complaint: Complaint, before: moving.OnMap | None) -> None:
    complaint.is_public = moving.is_shown(complaint)
    moving.settle_books(complaint, before)
    indexing.index(complaint, moving.category_of(complaint))
