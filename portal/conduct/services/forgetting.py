"""Let go of what was decided long ago: the whole matter goes, and its number stays used."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from portal.attachments import services as attachments
from portal.conduct.models import (
    MATTER,
    ConductContact,
    ConductKey,
    ConductMatter,
    ConductOpening,
    ConductStep,
)
from portal.foundation.database import session


def expire(before: datetime, most: int, *, dry: bool, at: datetime) -> list[int]:
    """Remove matters that were decided before this moment; which ones."""
    ids = list(
        session.scalars(
            select(ConductMatter.id)
            .where(ConductMatter.closed_at < before)
            .order_by(ConductMatter.closed_at)
            .limit(most)
        )
    )
    if dry or not ids:
        return ids
    attachments.erase(MATTER, ids, at=at)
    for table in (ConductContact, ConductKey, ConductOpening, ConductStep):
        session.execute(delete(table).where(table.matter_id.in_(ids)))
    session.execute(delete(ConductMatter).where(ConductMatter.id.in_(ids)))
    return ids
