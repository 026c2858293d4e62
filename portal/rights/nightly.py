"""Let go of what was kept long enough, everywhere, in batches."""

from __future__ import annotations

from datetime import datetime

from portal.foundation import database, tenancy
from portal.municipalities import queries as municipalities
from portal.rights.services import retention

MOST_ROUNDS = 10_000


def expire(at: datetime) -> int:
    """Let go, in every municipality, of what was kept long enough; returns how many rows went."""
    return sum(expire_here(profile.id, at) for profile in municipalities.all_profiles())


def expire_here(municipality_id: int, at: datetime) -> int:
    """The same in one municipality, in batches of one transaction each."""
    count = 0
    with tenancy.acting_for(municipality_id):
        for _round in range(MOST_ROUNDS):
            with database.writing():
                gone = retention.run_once(at)
            count += gone
            if not gone:
                break
    return count
