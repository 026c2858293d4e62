"""A new municipality, founded with what every room gives it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

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


def dump(municipality_id: int) -> dict[str, Any]:
    """What a municipality has set, as plain values: calendar, standards, second look."""
    with tenancy.acting_for(municipality_id):
        return {
            "response_times": response_times.dump(municipality_id),
            "complaints": complaints.dump(),
        }


def load(municipality_id: int, kept: dict[str, Any], *, at: datetime) -> int:
    """Take over what `dump` gave, of this or of another municipality, whole or not at all.

    Returns how many versions of standards are new. Raises `Invalid` in words for what does not fit.
    """
    with tenancy.acting_for(municipality_id), database.writing():
        response_times.load(municipality_id, kept["response_times"])
        return complaints.load(kept["complaints"], at=at)
