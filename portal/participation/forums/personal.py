"""Personal duties of forums: who registered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.foundation.database import session
from portal.foundation.personal import Copy, Gone, Kept, Limit, Subject
from portal.participation.forums.models import ForumGuest
from portal.participation.forums.services import forgetting

KEEPS: tuple[Kept, ...] = (Kept.CONTACT,)
COLUMNS: dict[str, tuple[str, ...]] = {"forum_guest": ("person_id", "name", "age", "sex")}
NOT_PERSONAL: dict[str, str] = {}


def export(subject: Subject) -> Copy:
    """Give registrations for forums, and whether they came."""
    if subject.person_id is None:
        return Copy({})
    rows = session.scalars(select(ForumGuest).where(ForumGuest.person_id == subject.person_id))
    lines: list[dict[str, Any]] = [
        {
            "forum_id": row.forum_id,
            "name": row.name,
            "age": row.age,
            "sex": row.sex,
            "registered_at": row.registered_at.isoformat(),
            "came_at": row.came_at.isoformat() if row.came_at else None,
        }
        for row in rows
    ]
    return Copy({"forums": lines})


def erase(subject: Subject, _ground: str, _at: datetime) -> list[Gone]:
    """Take the name off; the head still counts."""
    return forgetting.forget(subject.person_id) if subject.person_id is not None else []


def expire(limit: Limit, _at: datetime) -> list[Gone]:
    """Take away what is older than its limit, or tell what would go."""
    return forgetting.expire(limit)
