"""Personal duties of results: who answered, who takes part, who looked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.foundation.database import session
from portal.foundation.personal import Copy, Gone, Kept, Limit, Subject
from portal.participation.results.models import Caretaker, PactCheck, Satisfaction
from portal.participation.results.services import forgetting

KEEPS: tuple[Kept, ...] = (Kept.CONTACT, Kept.WORDS)
COLUMNS: dict[str, tuple[str, ...]] = {
    "satisfaction": ("person_id", "text"),
    "caretaker": ("person_id",),
    "caretaker_check": ("person_id", "text"),
}
NOT_PERSONAL: dict[str, str] = {}


def export(subject: Subject) -> Copy:
    """Give answers, pacts and reports of looks."""
    if subject.person_id is None:
        return Copy({})
    mine = subject.person_id
    answers = session.scalars(select(Satisfaction).where(Satisfaction.person_id == mine))
    parts = session.scalars(select(Caretaker).where(Caretaker.person_id == mine))
    looks = session.scalars(
        select(PactCheck).where(PactCheck.person_id == mine).order_by(PactCheck.id)
    )
    records: dict[str, list[dict[str, Any]]] = {
        "satisfaction": [
            {
                "project_id": row.project_id,
                "stars": row.stars,
                "text": row.text,
                "filed_at": row.filed_at.isoformat(),
            }
            for row in answers
        ],
        "pacts_taken_part_in": [
            {"pact_id": row.pact_id, "since": row.since.isoformat()} for row in parts
        ],
        "looks_of_caretakers": [
            {
                "pact_id": row.pact_id,
                "day": row.checked_on.isoformat(),
                "condition": row.condition,
                "text": row.text,
            }
            for row in looks
        ],
    }
    return Copy(records)


def erase(subject: Subject, _ground: str, _at: datetime) -> list[Gone]:
    """Take the name off; the stars still count, and what was said of a public work stays."""
    return forgetting.forget(subject.person_id) if subject.person_id is not None else []


def expire(limit: Limit, _at: datetime) -> list[Gone]:
    """Take away what is older than its limit, or tell what would go."""
    return forgetting.expire(limit)
