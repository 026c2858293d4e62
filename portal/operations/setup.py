"""A new municipality, founded with what every room gives it."""

from __future__ import annotations

from datetime import datetime

from portal.complaints import setup as complaints
from portal.foundation import database, tenancy
from portal.municipalities import queries, services
from portal.municipalities.profiles import Details
from portal.places import setup as places
from portal.response_times import setup as response_times


def found(details: Details, *, at: datetime) -> int:
    """Write it down with its units, calendar, places and categories; returns its id.

    Raises `Invalid` with a message per field.
    """
    with database.writing():
        municipality_id = services.create(details)
        with tenancy.acting_for(municipality_id):
            profile = queries.profile_of(municipality_id)
            if profile is None:  # pragma: no cover - it was written just now
                message = "The new municipality cannot be read."
                raise RuntimeError(message)
            response_times.preset(municipality_id)
            places.preset(profile, at=at)
            complaints.preset(profile, at=at)
    return municipality_id
