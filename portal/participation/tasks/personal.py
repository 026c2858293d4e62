"""Personal duties of work together: who signed up, what they gave, what they wrote."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.foundation.database import session
from portal.foundation.personal import Copy, Gone, Kept, Limit, Subject
from portal.participation.tasks.models import WorkEntry, WorkGift, WorkSignup
from portal.participation.tasks.services import forgetting

KEEPS: tuple[Kept, ...] = (Kept.CONTACT, Kept.WORDS)
COLUMNS: dict[str, tuple[str, ...]] = {
    "work_signup": ("person_id", "name", "words"),
    "work_gift": ("person_id", "giver", "why"),
    "work_diary": ("person_id", "text"),
}
NOT_PERSONAL: dict[str, str] = {}


def export(subject: Subject) -> Copy:
    """Give places on tasks with their hours, gifts, and entries of diaries."""
    if subject.person_id is None:
        return Copy({})
    mine = subject.person_id
    places = session.scalars(select(WorkSignup).where(WorkSignup.person_id == mine))
    gifts = session.scalars(select(WorkGift).where(WorkGift.person_id == mine))
    entries = session.scalars(select(WorkEntry).where(WorkEntry.person_id == mine))
    records: dict[str, list[dict[str, Any]]] = {
        "places_on_tasks": [
            {
                "task_id": row.task_id,
                "standing": row.standing,
                "words": row.words,
                "signed_at": row.signed_at.isoformat(),
                "minutes": row.minutes,
            }
            for row in places
        ],
        "gifts": [
            {
                "project_id": row.project_id,
                "what": row.what,
                "quantity": row.quantity,
                "satang": row.value,
                "named_as": row.giver,
                "state": row.state,
                "why": row.why,
                "offered_at": row.offered_at.isoformat(),
            }
            for row in gifts
        ],
        "diary_of_work": [
            {
                "project_id": row.project_id,
                "text": row.text,
                "filed_at": row.filed_at.isoformat(),
            }
            for row in entries
        ],
    }
    return Copy(records)


def erase(subject: Subject, _ground: str, at: datetime) -> list[Gone]:
    """Take the name off; hours and values still count, public words stay, masked."""
    return forgetting.forget(subject.person_id, at) if subject.person_id is not None else []


def expire(limit: Limit, _at: datetime) -> list[Gone]:
    """Take away what is older than its limit, or tell what would go."""
    return forgetting.expire(limit)
