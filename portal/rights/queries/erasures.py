"""What has been erased on request, as it is kept apart from the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.foundation.database import session
from portal.rights.models import RightsRequest
from portal.rights.terms import Asked


@dataclass(frozen=True, slots=True)
class Erasure:
    """A request that was done: numbers only, which mean something only where the rows still are."""

    reference: str
    asked_at: datetime
    language: str
    account: int | None
    complaint_ids: tuple[int, ...]


def erasures() -> list[Erasure]:
    """Every one of this municipality, the oldest first."""
    rows = session.scalars(
        select(RightsRequest)
        .where(RightsRequest.kind == Asked.ERASE.value)
        .order_by(RightsRequest.asked_at, RightsRequest.id)
    )
    return [
        Erasure(
            reference=row.reference,
            asked_at=row.asked_at,
            language=row.language,
            account=row.account,
            complaint_ids=tuple(int(one) for one in row.complaint_ids),
        )
        for row in rows
    ]
