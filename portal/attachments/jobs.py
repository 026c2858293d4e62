"""Nightly work on photos."""

from __future__ import annotations

from datetime import datetime, timedelta

from portal.attachments import services
from portal.foundation import database, tenancy
from portal.municipalities import queries as municipalities

UNCLAIMED_AFTER = timedelta(hours=48)


def remove_unclaimed(at: datetime) -> int:
    """Remove, in every municipality, photos whose form was not sent for two days, and stray files.

    One transaction each, so that no municipality waits for another's. Returns how many photos.
    """
    removed = 0
    for profile in municipalities.all_profiles():
        with tenancy.acting_for(profile.id):
            with database.writing():
                removed += services.remove_unclaimed(at - UNCLAIMED_AFTER, at=at)
            removed += services.remove_strays(at - UNCLAIMED_AFTER)
    return removed
