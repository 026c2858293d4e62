"""Hold back who misuses the portal: by device, account or contact, with a reason, until a day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from portal.complaints import acts, policy
from portal.complaints.models import Complaint, ComplaintContact, ComplaintHold, FilingBlock
from portal.complaints.services import moving
from portal.complaints.terms import Blocked, Cause, Channel
from portal.foundation import audit, database, limits, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import lazy

if TYPE_CHECKING:
    from portal.complaints.services.told import Filing
    from portal.foundation.policy import Actor

LONGEST = timedelta(days=366)
LONGEST_REASON = 500
TAIL = 9
"""The last digits of a telephone number: the same with and without its country."""

_ACTIVE = (
    select(FilingBlock.id)
    .where(
        FilingBlock.mark.in_(bindparam("marks", expanding=True)),
        FilingBlock.until > bindparam("at"),
        FilingBlock.lifted_at.is_(None),
    )
    .limit(1)
)


def mark(kind: Blocked, value: str) -> str:
    """By what somebody is known again: a keyed hash, nothing where there is no value."""
    if kind is Blocked.PHONE:
        value = re.sub(r"\D", "", thai.arabic_digits(value))[-TAIL:]
    value = value.strip().lower()
    if not value:
        return ""
    return value if kind is Blocked.DEVICE else limits.keyed("block", kind.value, value)


def is_blocked(filing: Filing, at: datetime) -> bool:
    """Whether the sender of this filing is blocked at this moment."""
    contact = filing.contact
    marks = _marks(filing.device, contact.person_id, contact.phone, contact.email).values()
    asked = {"marks": list(marks), "at": at}
    return bool(marks) and database.run(_ACTIVE, asked).first() is not None


def held_where_blocked(filing: Filing, at: datetime) -> Filing:
    """The same filing; held for a look where its sender is blocked."""
    if filing.held is None and filing.channel is Channel.WEB and is_blocked(filing, at):
        return replace(filing, held=Cause.BLOCKED)
    return filing


def hold_of(complaint: Complaint, filing: Filing) -> list[ComplaintHold]:
    """What is written down beside a complaint that is held."""
    if filing.held is None:
        return []
    row = ComplaintHold(
        complaint_id=complaint.id, cause=filing.held.value, held_at=complaint.recorded_at
    )
    return [row]


def known_by(complaint_id: int) -> dict[Blocked, str]:
    """By what the sender of a complaint can be blocked: each way with its mark."""
    contact = session.get(ComplaintContact, complaint_id)
    if contact is None:
        return {}
    return _marks(contact.device, contact.person_id, contact.phone, contact.email)


def block(
    officer: Actor,
    complaint_id: int,
    kind: Blocked,
    reason: str,
    *,
    until: datetime,
    at: datetime,
) -> None:
    """Hold what this complaint's sender files, from now until a day; nothing of it is lost."""
    _must_read(officer, complaint_id)
    found = known_by(complaint_id).get(kind)
    wrong: dict[str, object] = {}
    if found is None:
        wrong["kind"] = lazy("Choose by what the sender is known")
    if not reason.strip():
        wrong["reason"] = lazy("Say why")
    elif len(reason) > LONGEST_REASON:
        wrong["reason"] = lazy("Use %(most)s characters or fewer", most=LONGEST_REASON)
    if not at < until <= at + LONGEST:
        wrong["until"] = lazy("Choose a day within a year")
    if wrong or found is None:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    session.add(
        FilingBlock(
            kind=kind.value,
            mark=found,
            complaint_id=complaint_id,
            reason=reason.strip(),
            put_by=officer.person_id or 0,
            put_at=at,
            until=until,
        )
    )
    audit.note(acts.BLOCKED, "complaint", complaint_id, by=officer, at=at, way=kind.value)


def lift(officer: Actor, block_id: int, at: datetime) -> None:
    """End a block before its day."""
    if not policy.may_hold_back(officer):
        raise Forbidden(lazy("You do not have permission to lift a block."))
    row = session.get(FilingBlock, block_id, with_for_update=True)
    if row is None:
        raise NotFound(lazy("There is no such block."))
    if row.lifted_at is not None or row.until <= at:
        raise OutOfOrder(lazy("This block has ended already."))
    row.lifted_at, row.lifted_by = at, officer.person_id
    audit.note(acts.BLOCK_LIFTED, "filing_block", block_id, by=officer, at=at)


def _must_read(officer: Actor, complaint_id: int) -> None:
    complaint = session.get(Complaint, complaint_id)
    units = moving.co_units(complaint_id)
    if complaint is None or not policy.may_read(officer, complaint, units):
        raise NotFound(lazy("There is no such complaint."))
    if not policy.may_hold_back(officer):
        raise Forbidden(lazy("You do not have permission to block a sender."))


def _marks(device: str, person_id: int | None, phone: str, email: str) -> dict[Blocked, str]:
    known = {
        Blocked.DEVICE: device,
        Blocked.ACCOUNT: str(person_id or ""),
        Blocked.PHONE: phone,
        Blocked.EMAIL: email,
    }
    marks = {kind: mark(kind, value) for kind, value in known.items()}
    return {kind: found for kind, found in marks.items() if found}
