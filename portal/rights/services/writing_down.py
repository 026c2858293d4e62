"""The book of what went: what, when, why; nothing of what stood there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from portal.foundation.database import session
from portal.foundation.personal import Gone
from portal.foundation.policy import Actor
from portal.rights.models import DeletionEntry
from portal.rights.terms import Cause

MOST_SUBJECTS = 500


def write(
    gone: Iterable[Gone],
    cause: Cause,
    ground: str,
    at: datetime,
    *,
    by: Actor | None = None,
    reference: str = "",
) -> int:
    """Write down what went; returns how many rows went."""
    count = 0
    for line in gone:
        if not line.count:
            continue
        count += line.count
        session.add(
            DeletionEntry(
                at=at,
                cause=cause.value,
                ground=ground,
                of_table=line.table,
                fields=list(line.fields),
                subjects=[str(one) for one in line.subjects[:MOST_SUBJECTS]],
                count=line.count,
                actor_id=by.person_id if by else None,
                reference=reference,
            )
        )
    session.flush()
    return count
