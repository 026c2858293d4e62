"""What somebody proposes, and whether it can be taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from portal.complaints.queries import choices
from portal.complaints.services import Place
from portal.complaints.services.filing import cell_of, knows_area
from portal.foundation import masking, thai
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.participation.ideas.terms import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    SHORTEST_TEXT,
    SHORTEST_TITLE,
    Channel,
)
from portal.places import queries as places


@dataclass(frozen=True, slots=True)
class NewIdea:
    """What somebody proposes."""

    form_id: UUID
    title: str
    text: str
    language: str
    """In which its author wants to be told."""
    category_id: int | None = None
    place: Place = field(default_factory=Place)
    email: str = ""
    channel: Channel = Channel.WEB


def check(new: NewIdea) -> None:
    """Raise `Invalid`, naming every wrong field."""
    title, text = thai.cleaned(new.title), thai.cleaned(new.text)
    wrong: dict[str, object] = words_wrong(title, text)
    category = choices.category(new.category_id)
    if new.category_id is not None and (category is None or not category.is_active):
        wrong["category"] = lazy("Choose a category from the list")
    if not knows_area(new.place.area_id):
        wrong["area"] = lazy("Choose an area from the list")
    lat, lon = new.place.lat, new.place.lon
    is_outside = lat is not None and lon is not None and not places.where_is(lat, lon).inside
    if is_outside and not new.place.outside_is_meant:
        wrong["outside_is_meant"] = lazy(
            "The place is outside this municipality. Move it, or say that you mean it all the same."
        )
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)


def words_wrong(title: str, text: str) -> dict[str, object]:
    """What is wrong with the words of an idea, by their fields."""
    wrong: dict[str, object] = {}
    if len(title) < SHORTEST_TITLE:
        wrong["title"] = lazy("Say in one line what you propose")
    if len(title) > LONGEST_TITLE:
        wrong["title"] = lazy("Shorten the line to %(most)s characters", most=LONGEST_TITLE)
    if len(text) < SHORTEST_TEXT:
        wrong["text"] = lazy("Tell why, and what would be better by it")
    if len(text) > LONGEST_TEXT:
        wrong["text"] = lazy(
            "The text is %(length)s characters long. Shorten it to %(most)s or fewer.",
            length=f"{len(text):,}",
            most=f"{LONGEST_TEXT:,}",
        )
    return wrong


def placed(place: Place) -> dict[str, Any]:
    """Where it is, as it is kept."""
    where = None
    if place.lat is not None and place.lon is not None:
        where = places.where_is(place.lat, place.lon)
    return {
        "lat": place.lat if where else None,
        "lon": place.lon if where else None,
        "cell": cell_of(place.lat, place.lon),
        "area_id": place.area_id or (where.area_id if where else None),
        "landmark": masking.masked(thai.cleaned(place.landmark)),
    }
