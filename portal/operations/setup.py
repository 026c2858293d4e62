"""A new municipality, founded with what every room gives it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from portal.channels import setup as channels
from portal.complaints import setup as complaints
from portal.complaints import setup_categories
from portal.foundation import database, tenancy
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.municipalities import queries, services
from portal.municipalities import setup as units
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


PARTS = ("units", "categories", "response_times", "complaints", "places", "words", "texts")
"""What a set-up file is made of, in the order in which it is taken over."""


def dump(municipality_id: int) -> dict[str, Any]:
    """What a municipality has set, as plain values; its name, letters and logo stay its own."""
    with tenancy.acting_for(municipality_id):
        return {
            "units": units.dump(),
            "categories": setup_categories.dump(),
            "response_times": response_times.dump(municipality_id),
            "complaints": complaints.dump(),
            "places": places.dump(),
            "words": queries.own_words(municipality_id),
            "texts": channels.dump(),
        }


def load(municipality_id: int, kept: dict[str, Any], *, at: datetime) -> int:
    """Take over what `dump` gave, of this or of another municipality, whole or not at all.

    Returns how many versions of standards are new. Raises `Invalid` in words for what does not fit.
    """
    with tenancy.acting_for(municipality_id), database.writing():
        return take_over(municipality_id, kept, frozenset(PARTS), at=at)


def take_over(
    municipality_id: int, kept: dict[str, Any], parts: Collection[str], *, at: datetime
) -> int:
    """The same for these parts, in the caller's transaction; what the file lacks stays as it is."""
    if not kept.keys() & set(PARTS):
        raise Invalid(lazy("The file is not a set-up file of this portal."))
    wanted = {part: kept[part] for part in PARTS if part in parts and part in kept}
    if "units" in wanted:
        units.load(wanted["units"])
    if "categories" in wanted:
        setup_categories.load(wanted["categories"])
    if "response_times" in wanted:
        response_times.load(municipality_id, wanted["response_times"])
    added = complaints.load(wanted["complaints"], at=at) if "complaints" in wanted else 0
    if "places" in wanted:
        places.load(wanted["places"], at=at)
    if "words" in wanted:
        services.keep_own_words(wanted["words"])
    if "texts" in wanted:
        channels.load(wanted["texts"], at=at)
    return added
