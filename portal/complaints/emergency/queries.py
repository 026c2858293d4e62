"""What came in since the emergency began, and what of it nobody has accepted yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal.announcements import queries as announcements
from portal.announcements.queries import EmergencyLine
from portal.complaints import policy
from portal.complaints.lifecycle import State
from portal.complaints.models import Complaint
from portal.complaints.queries import choices
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor


@dataclass(frozen=True, slots=True)
class Row:
    """One category: how many came in, how many wait to be accepted, and whether it may wait."""

    category_id: int | None
    title: Bilingual | None
    filed: int
    waiting: int
    is_held: bool


def rows(actor: Actor, emergency: EmergencyLine) -> list[Row]:
    """By category, what this person may read; most waiting first."""
    waits = Complaint.state == State.RECEIVED.value
    found = session.execute(
        select(
            Complaint.category_id,
            func.count(),
            func.count(Complaint.id).filter(waits),
        )
        .where(Complaint.filed_at >= emergency.began_at, policy.readable_by(actor))
        .group_by(Complaint.category_id)
    ).all()
    lines = []
    for category_id, filed, waiting in found:
        known = choices.category(category_id)
        is_held = category_id in emergency.held
        lines.append(Row(category_id, known.title if known else None, filed, waiting, is_held))
    return sorted(lines, key=lambda row: (-row.waiting, row.category_id or 0))


def waiting(
    actor: Actor, since: datetime, category_id: int | None, most: int
) -> list[tuple[int, int]]:
    """The first that wait to be accepted, oldest first, as (id, version)."""
    asked = (
        select(Complaint.id, Complaint.version)
        .where(
            Complaint.filed_at >= since,
            Complaint.state == State.RECEIVED.value,
            policy.readable_by(actor),
        )
        .order_by(Complaint.id)
        .limit(most)
    )
    if category_id is not None:
        asked = asked.where(Complaint.category_id == category_id)
    return [(row.id, row.version) for row in session.execute(asked)]


def told_to_wait(complaint_id: int, filed_at: datetime, at: datetime) -> EmergencyLine | None:
    """The emergency in which a complaint waits: one that is on, with its category held."""
    present = announcements.emergency(at)
    if present is None or not present.held or filed_at < present.began_at:
        return None
    category = session.scalar(select(Complaint.category_id).where(Complaint.id == complaint_id))
    return present if category in present.held else None
