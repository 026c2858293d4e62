"""Personal duties of works that are followed: who inspected, who follows, who closed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.foundation.database import session
from portal.foundation.personal import Copy, Gone, Kept, Limit, Subject
from portal.participation.monitoring.models import Inspection, WorkFollower
from portal.participation.monitoring.services import forgetting

KEEPS: tuple[Kept, ...] = (Kept.CONTACT, Kept.WORDS)
COLUMNS: dict[str, tuple[str, ...]] = {
    "inspection": ("person_id", "text", "public_text", "landmark", "lat", "lon"),
    "finding": ("person_id", "text"),
    "work_follower": ("person_id",),
}
NOT_PERSONAL: dict[str, str] = {}


def export(subject: Subject) -> Copy:
    """Give reports, and the projects whose work they follow."""
    if subject.person_id is None:
        return Copy({})
    reports = session.scalars(
        select(Inspection).where(Inspection.person_id == subject.person_id).order_by(Inspection.id)
    )
    followed = session.scalars(
        select(WorkFollower).where(WorkFollower.person_id == subject.person_id)
    )
    records: dict[str, list[dict[str, Any]]] = {
        "inspections": [
            {
                "project_id": row.project_id,
                "number": row.running,
                "verdict": row.verdict,
                "text": row.text,
                "landmark": row.landmark,
                "lat": row.lat,
                "lon": row.lon,
                "filed_at": row.filed_at.isoformat(),
            }
            for row in reports
        ],
        "works_followed": [
            {"project_id": row.project_id, "since": row.since.isoformat()} for row in followed
        ],
    }
    return Copy(records)


def erase(subject: Subject, _ground: str, at: datetime) -> list[Gone]:
    """Take the name off; what was said of a public work stays, masked."""
    return forgetting.forget(subject.person_id, at) if subject.person_id is not None else []


def expire(limit: Limit, _at: datetime) -> list[Gone]:
    """Take away what is older than its limit, or tell what would go."""
    return forgetting.expire(limit)
