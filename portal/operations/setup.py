"""A new municipality, founded with what every room gives it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from portal.channels import setup as channels
from portal.complaints import setup as complaints
from portal.complaints import setup_categories
from portal.complaints.handing_over import setup as outside_bodies
from portal.complaints.queries import choices
from portal.complaints.routing import setup as routing
from portal.foundation import database, tenancy
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.municipalities import queries, services
from portal.municipalities import setup as units
from portal.municipalities.profiles import Details
from portal.places import queries as grounds
from portal.places import setup as places
from portal.response_times import queries as times
from portal.response_times import setup as response_times
from portal.response_times.queries.standards import forget_standards

Kept = Any
"""What one part of a set-up file holds."""
Loader = Callable[[int, Kept, datetime], int]
"""Takes a part over into a municipality; returns how many versions of standards are new."""


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
    """What a municipality has set, as plain values; its name, letters and logo stay its own."""
    with tenancy.acting_for(municipality_id):
        return {
            "units": units.dump(),
            "categories": setup_categories.dump(),
            "response_times": response_times.dump(municipality_id),
            "complaints": complaints.dump(),
            "places": places.dump(),
            "outside_bodies": outside_bodies.dump(),
            "routing": routing.dump(),
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
    try:
        return sum(_LOADERS[part](municipality_id, value, at) for part, value in wanted.items())
    except Exception:
        forget()
        raise


def forget() -> None:
    """Forget what this process keeps of set-ups: after a change, and after one that was undone."""
    queries.forget_profiles()
    choices.forget_choices()
    grounds.forget()
    times.forget_calendars()
    forget_standards()


def _quietly(take: Callable[[Any], None]) -> Loader:
    """A loader of what has no standards to count."""

    def load(_municipality_id: int, kept: Kept, _at: datetime) -> int:
        take(kept)
        return 0

    return load


def _at_once(take: Callable[..., None]) -> Loader:
    """The same, of what keeps the moment."""

    def load(_municipality_id: int, kept: Kept, at: datetime) -> int:
        take(kept, at=at)
        return 0

    return load


def _times(municipality_id: int, kept: Kept, _at: datetime) -> int:
    response_times.load(municipality_id, kept)
    return 0


def _complaints(_municipality_id: int, kept: Kept, at: datetime) -> int:
    return complaints.load(kept, at=at)


_LOADERS: dict[str, Loader] = {
    "units": _quietly(units.load),
    "categories": _quietly(setup_categories.load),
    "response_times": _times,
    "complaints": _complaints,
    "places": _at_once(places.load),
    "outside_bodies": _quietly(outside_bodies.load),
    "routing": _at_once(routing.load),
    "words": _quietly(services.keep_own_words),
    "texts": _at_once(channels.load),
}
PARTS = tuple(_LOADERS)
"""What a set-up file is made of, in the order in which it is taken over."""
