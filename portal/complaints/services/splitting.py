"""One complaint that is several: each further part becomes a complaint of its own.

The complaint itself stays as the first part, with its number. A part keeps the moment of the
original filing, so that nobody gains time by it, and the reporter gets a number for each.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid5

from sqlalchemy import select

from portal.complaints.events import ComplaintSplit
from portal.complaints.lifecycle import Channel, Kind, Verb, Visibility
from portal.complaints.models import Category, Complaint, ComplaintContact
from portal.complaints.services import filing, indexing, moving, register
from portal.complaints.services.moving import Move
from portal.complaints.services.told import Contact, Filing, Place, Receipt
from portal.foundation import outbox, thai
from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.municipalities import queries as municipalities
from portal.response_times import services as promises
from portal.response_times.standards import PromiseKind
from portal.response_times.versions import Priority

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.foundation.policy import Actor

MOST_PARTS = 10
"""With the complaint itself, which stays the first."""


@dataclass(frozen=True, slots=True)
class Part:
    """A further part: what it is about, of which category, and who does it."""

    text: str
    category_id: int
    unit_id: int | None = None
    """None: the unit of its category."""


def split(
    officer: Actor, complaint_id: int, parts: Sequence[Part], *, seen: int, at: datetime
) -> list[Receipt]:
    """Make each further part a complaint of its own; returns their numbers and codes.

    Accepts the complaint, too.

    Raises:
        Invalid: no part, too many, or a part lacks something; fields are named `text_1` and so on.

    """
    complaint = moving.staff_loads(officer, complaint_id, Verb.SPLIT, seen)
    before = moving.on_map(complaint)
    categories = _checked(parts)
    promises.meet(moving.matter(complaint), PromiseKind.ACKNOWLEDGE, at)
    made = [
        _part(officer, complaint, part, (category, number), at)
        for number, (part, category) in enumerate(zip(parts, categories, strict=True), 1)
    ]
    details = {"parts": [each.id for each in made]}
    step = moving.make(complaint, Move(officer, Verb.SPLIT, at, is_public=True, details=details))
    outbox.record(ComplaintSplit(complaint.id, step.id), at)
    moving.settle_books(complaint, before)
    return [
        Receipt(each.id, each.year, each.running, each.tracking_code, is_new=True) for each in made
    ]


def _checked(parts: Sequence[Part]) -> list[Category]:
    if not parts:
        raise Invalid(fields={"text_1": lazy("Write what the second part is about")})
    if len(parts) >= MOST_PARTS:
        raise Invalid(lazy("A complaint has at most %(most)s parts.", most=MOST_PARTS))
    asked = select(Category).where(Category.is_active.is_(True))
    known = {category.id: category for category in session.scalars(asked)}
    units = {unit.id for unit in municipalities.units()}
    wrong: dict[str, object] = {}
    for number, part in enumerate(parts, 1):
        length = len(thai.cleaned(part.text))
        if not filing.SHORTEST_TEXT <= length <= filing.LONGEST_TEXT:
            wrong[f"text_{number}"] = lazy(
                "Write what this part is about, in %(most)s characters or fewer",
                most=f"{filing.LONGEST_TEXT:,}",
            )
        if part.category_id not in known:
            wrong[f"category_{number}"] = lazy("Choose a category from the list")
        if part.unit_id is not None and part.unit_id not in units:
            wrong[f"unit_{number}"] = lazy("Choose a unit from the list")
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    return [known[part.category_id] for part in parts]


def _part(
    officer: Actor,
    whole: Complaint,
    part: Part,
    of: tuple[Category, int],
    at: datetime,
) -> Complaint:
    category, number = of
    told = _filing(whole, part, number)
    made = filing.draft(told, category, at)
    made.split_from_id, made.counted_from = whole.id, whole.counted_from
    made.unit_id = part.unit_id or category.unit_id
    _keep_back(made, whole)
    made.running = register.next_numbers(made.year, 1)[0]
    session.add(made)
    session.flush()
    session.add_all(filing.beside(made, told, category))
    session.flush()
    details = {"split_from": whole.id}
    moving.first_step(made, Move(officer, Verb.FILE, at, is_public=True, details=details))
    promises.branch(
        moving.matter(whole),
        moving.matter(made),
        moving.standards_of(made),
        made.counts_from,
        at,
    )
    assigned = {"unit_id": made.unit_id, "officer_id": None}
    moving.make(made, Move(officer, Verb.ASSIGN, at, is_public=True, details=assigned))
    moving.settle_books(made, None)
    indexing.index(made, category)
    return made


def _filing(whole: Complaint, part: Part, number: int) -> Filing:
    """What the part tells: its own words, and of the whole the place, the day and the reporter."""
    contact = session.get(ComplaintContact, whole.id)
    return Filing(
        form_id=uuid5(whole.form_id, f"{whole.version}/{number}"),
        text=part.text,
        kind=Kind(whole.kind),
        category_id=part.category_id,
        place=Place(whole.lat, whole.lon, whole.area_id, whole.landmark, outside_is_meant=True),
        contact=Contact(
            contact.name,
            contact.phone,
            contact.email,
            contact.language,
            contact.shows_name,
            contact.person_id,
        )
        if contact
        else Contact(),
        occurred_at=whole.occurred_at,
        channel=Channel(whole.channel),
        dated=whole.filed_at,
        priority=Priority(whole.priority),
    )


def _keep_back(made: Complaint, whole: Complaint) -> None:
    """A part is no more public than the whole was: first somebody must look."""
    if whole.is_public:
        return
    made.withheld = whole.withheld
    if whole.visibility == Visibility.PRIVATE:
        made.visibility = Visibility.PRIVATE.value
    elif made.visibility == Visibility.PUBLIC:
        made.visibility = Visibility.REVIEW.value
    made.is_public = False
