"""Say that a complaint must be kept whole for a court or an inquiry, and that it need no longer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from portal.complaints.queries import case
from portal.foundation import audit
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.rights import acts, policy
from portal.rights.models import LegalHold
from portal.rights.queries import holds

LONGEST = 1000


def place(clerk: Actor, year: int, running: int, reason: str, *, at: datetime) -> None:
    """Keep a complaint from now on, whatever its age and whoever asks.

    Raises `Invalid`, naming the field; `NotFound` where there is no such complaint.
    """
    _allowed(clerk)
    complaint_id = case.find(clerk, year, running).row.id
    words = _words(reason)
    if holds.held_now([complaint_id]):
        raise OutOfOrder(lazy("This complaint is kept already."))
    session.add(
        LegalHold(complaint_id=complaint_id, reason=words, placed_at=at, placed_by=clerk.person_id)
    )
    audit.note(acts.HOLD_PLACED, "complaint", complaint_id, by=clerk, at=at)
    session.flush()


def lift(clerk: Actor, hold_id: int, because: str, *, at: datetime) -> None:
    """Let retention reach it again."""
    _allowed(clerk)
    hold = session.scalars(
        select(LegalHold).where(LegalHold.id == hold_id).with_for_update()
    ).one_or_none()
    if hold is None:
        raise NotFound(lazy("There is no such hold."))
    if hold.lifted_at is not None:
        raise OutOfOrder(lazy("This hold was lifted already."))
    hold.lifted_because = _words(because)
    hold.lifted_at, hold.lifted_by = at, clerk.person_id
    audit.note(acts.HOLD_LIFTED, "hold", hold.id, by=clerk, at=at)
    session.flush()


def _allowed(actor: Actor) -> None:
    if not policy.may_hold(actor):
        raise Forbidden(lazy("Only the clerk says which cases must be kept."))


def _words(typed: str) -> str:
    words = typed.strip()
    if not words:
        raise Invalid(fields={"reason": lazy("Write the reason, for example the court's number")})
    if len(words) > LONGEST:
        too_long = lazy("Use at most %(longest)s characters.", longest=LONGEST)
        raise Invalid(fields={"reason": too_long})
    return words
