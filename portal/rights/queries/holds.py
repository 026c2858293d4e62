"""Which complaints must be kept whole, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.accounts.models import Person
from portal.complaints.models import Complaint
from portal.complaints.queries.neighbours import number
from portal.foundation.database import session
from portal.rights.models import LegalHold


@dataclass(frozen=True, slots=True)
class HoldLine:
    """A complaint that must be kept, or had to be."""

    id: int
    number: str
    path: str
    reason: str
    placed_at: datetime
    placed_by: str
    lifted_at: datetime | None
    lifted_because: str


def held_now(complaint_ids: list[int] | None = None) -> list[int]:
    """The complaints that must be kept now, of these or of all."""
    wanted = select(LegalHold.complaint_id).where(LegalHold.lifted_at.is_(None))
    if complaint_ids is not None:
        wanted = wanted.where(LegalHold.complaint_id.in_(complaint_ids))
    return sorted(set(session.scalars(wanted)))


def all_holds() -> list[HoldLine]:
    """Every hold, those that stand first, then the newest."""
    rows = session.execute(
        select(LegalHold, Complaint.year, Complaint.running, Person.name)
        .join(Complaint, Complaint.id == LegalHold.complaint_id)
        .outerjoin(Person, Person.id == LegalHold.placed_by)
        .order_by(LegalHold.lifted_at.is_not(None), LegalHold.id.desc())
        .limit(200)
    )
    return [
        HoldLine(
            id=row.id,
            number=number(year, running),
            path=f"{year}/{running}",
            reason=row.reason,
            placed_at=row.placed_at,
            placed_by=name or "",
            lifted_at=row.lifted_at,
            lifted_because=row.lifted_because,
        )
        for row, year, running, name in rows
    ]
