"""What somebody tells the municipality, and what they get for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.complaints.lifecycle import Channel, Kind
from portal.response_times.versions import Priority

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from portal.complaints.asking.reading import Typed
    from portal.complaints.terms import Cause


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is: a point, an area, a landmark, or several of them."""

    lat: float | None = None
    lon: float | None = None
    area_id: int | None = None
    landmark: str = ""
    outside_is_meant: bool = False
    """The reporter was asked and wants it passed on all the same."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the reporter. All of it may be left out."""

    name: str = ""
    phone: str = ""
    email: str = ""
    language: str = "th"
    shows_name: bool = False
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """What somebody tells the municipality."""

    form_id: UUID
    text: str
    kind: Kind = Kind.RELIEF
    category_id: int | None = None
    place: Place = field(default_factory=Place)
    contact: Contact = field(default_factory=Contact)
    occurred_at: datetime | None = None
    channel: Channel = Channel.WEB
    dated: datetime | None = None
    """The day a letter bears, where that is not today."""
    priority: Priority = Priority.NORMAL
    """Said by staff who take it in; residents say nothing of it."""
    answers: Typed = field(default_factory=dict)
    """What was answered to the questions of the category, by their ids."""
    device: str = ""
    held: Cause | None = None
    """Why it is taken and held for a look, if it is."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the reporter gets: the number's parts and the code to follow it with."""

    complaint_id: int
    year: int
    running: int
    tracking_code: str
    is_new: bool
