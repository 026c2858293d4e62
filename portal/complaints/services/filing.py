"""A complaint comes in: over the web, at the counter, by telephone or letter.

The form carries its own id: a double press or a retry finds the complaint that was filed already.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from portal.attachments import services as attachments
from portal.complaints import numbering, policy
from portal.complaints.asking import answering
from portal.complaints.events import ComplaintFiled
from portal.complaints.lifecycle import Channel, Kind, State, Verb, Visibility
from portal.complaints.models import (
    MATTER,
    Category,
    Complaint,
    ComplaintContact,
    ComplaintCoUnit,
)
from portal.complaints.routing import services as routing
from portal.complaints.services import blocking, indexing, moving, register
from portal.complaints.services.told import Contact, Filing, Place, Receipt
from portal.complaints.terms import Withheld
from portal.foundation import clock, database, masking, outbox, tenancy, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid
from portal.foundation.i18n import lazy
from portal.places import hexagons
from portal.places import queries as places
from portal.response_times import services as promises
from portal.response_times.promises import next_due
from portal.response_times.versions import Priority

if TYPE_CHECKING:
    from uuid import UUID

    from portal.foundation.database import Base
    from portal.foundation.policy import Actor

LONGEST_TEXT = 5000
SHORTEST_TEXT = 3
TITLE_LENGTH = 120
CELL_RESOLUTION = 10
ID_BITS = 28
SLACK = timedelta(minutes=5)

_FILED = select(Complaint.id, Complaint.year, Complaint.running, Complaint.tracking_code).where(
    Complaint.form_id == bindparam("form_id")
)
_REGISTER = (
    update(Complaint)
    .where(Complaint.id == bindparam("of"))
    .values(running=bindparam("number"), cover_id=bindparam("cover"))
)


def file(actor: Actor, filing: Filing, at: datetime) -> Receipt:
    """Receive a complaint, promise the times of its category, give it a number.

    Filing the same form twice gives the first receipt again. Raises `Invalid`, naming the fields.
    """
    database.lock(f"file:{actor.municipality_id}:{filing.form_id}")
    known = database.run(_FILED, {"form_id": filing.form_id}).one_or_none()
    if known is not None:
        return Receipt(known.id, known.year, known.running, known.tracking_code, is_new=False)
    if filing.priority is not Priority.NORMAL and not policy.may_take_in(actor):
        raise Forbidden(lazy("Only staff may say that a complaint is urgent."))
    category = checked(filing, at)
    answers = answering.checked(category, filing.answers, filing.channel)
    filing = blocking.held_where_blocked(filing, at)
    complaint = draft(filing, category, at)
    routed = routing.begin(complaint, category, at)
    standards = moving.standards_of(complaint)
    duties = promises.promise(moving.matter(complaint), standards, complaint.filed_at, at)
    complaint.next_due_at = next_due(duties)
    kept = (*beside(complaint, filing, category), *answering.rows(complaint.id, answers))
    database.write_now(complaint, *kept)
    photos = attachments.claim(filing.form_id, MATTER, complaint.id, at)
    step = moving.first_step(complaint, moving.Move(actor, Verb.FILE, at, is_public=True))
    outbox.record(ComplaintFiled(complaint.id, step.id), at)
    routing.tell(complaint, routed, at)
    moving.open_books(complaint)  # the register number is taken last
    complaint.running = register.next_numbers(complaint.year, 1)[0]
    cover = photos[0].id if photos else None
    database.run(_REGISTER, {"of": complaint.id, "number": complaint.running, "cover": cover})
    indexing.index(complaint, category)
    return Receipt(
        complaint.id, complaint.year, complaint.running, complaint.tracking_code, is_new=True
    )


def take_in(officer: Actor, filing: Filing, at: datetime) -> Receipt:
    """The same for somebody else, at the counter or on the telephone. The channel is kept."""
    if not policy.may_take_in(officer):
        raise Forbidden(lazy("You may not file for somebody else."))
    if filing.channel in {Channel.WEB, Channel.IMPORTED}:
        raise Invalid(fields={"channel": lazy("Choose how the complaint reached you")})
    return file(officer, filing, at)


def checked(filing: Filing, at: datetime) -> Category | None:
    """The category of a filing that can be taken; raises `Invalid`, naming every wrong field."""
    text = thai.cleaned(filing.text)
    wrong: dict[str, object] = {}
    if len(text) < SHORTEST_TEXT:
        wrong["text"] = lazy("Tell us what is wrong")
    if len(text) > LONGEST_TEXT:
        wrong["text"] = lazy(
            "The text is %(length)s characters long. Shorten it to %(most)s or fewer.",
            length=f"{len(text):,}",
            most=f"{LONGEST_TEXT:,}",
        )
    if filing.occurred_at is not None and filing.occurred_at > at + SLACK:
        wrong["occurred_at"] = lazy("This time has not come yet. Enter when it happened.")
    if filing.dated is not None and filing.dated > at:
        wrong["dated"] = lazy("The date of the letter has not come yet.")
    wrong |= _place_wrong(filing)
    category = None
    if filing.category_id is not None:
        category = session.scalar(
            select(Category).where(Category.id == filing.category_id, Category.is_active.is_(True))
        )
        if category is None:
            wrong["category"] = lazy("Choose a category from the list, or “I don’t know”")
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    return category


def knows_area(area_id: int | None) -> bool:
    """Whether this is an area of the present municipality, or none at all."""
    return area_id is None or area_id in {area.id for area in places.areas()}


def _place_wrong(filing: Filing) -> dict[str, object]:
    place = filing.place
    if not knows_area(place.area_id):
        return {"area": lazy("Choose an area from the list")}
    if place.lat is None or place.lon is None:
        named = place.area_id is not None or place.landmark.strip()
        needed = filing.kind is Kind.RELIEF and filing.channel is not Channel.IMPORTED
        if needed and not named:
            return {"place": lazy("Tell us where it is: a pin, an area or a landmark")}
        return {}
    where = places.where_is(place.lat, place.lon)
    if where.inside or place.outside_is_meant:
        return {}
    return {
        "outside_is_meant": lazy(
            "The place is outside this municipality. Move it, or say that you mean it all the same."
        )
    }


def draft(filing: Filing, category: Category | None, at: datetime) -> Complaint:
    """The complaint as it is filed, not yet in the register."""
    filed_at = filing.dated or at
    text = thai.cleaned(filing.text)
    public_text = masking.masked(text)
    complaint = Complaint(
        municipality_id=tenancy.municipality_id(),
        id=identifier(filed_at, filing.form_id),
        form_id=filing.form_id,
        year=clock.local(at).year,
        running=0,
        tracking_code=numbering.new_code(),
        kind=filing.kind.value,
        channel=filing.channel.value,
        state=State.RECEIVED.value,
        priority=filing.priority.value,
        is_referred=False,
        category_id=category.id if category else None,
        title=thai.first_line(public_text, TITLE_LENGTH),
        text=text,
        public_text=public_text,
        language=thai.language_of(text),
        **_placed(filing.place),
        occurred_at=filing.occurred_at,
        filed_at=filed_at,
        recorded_at=at,
        changed_at=at,
        visibility=Visibility.REVIEW.value,
        is_public=False,
        withheld=Withheld.HELD.value if filing.held else None,
        is_open=True,
        reopened=0,
        version=1,
    )
    moving.publish(complaint, category)
    return complaint


def _placed(place: Place) -> dict[str, Any]:
    """Where it is, as it is kept."""
    where = None
    if place.lat is not None and place.lon is not None:
        where = places.where_is(place.lat, place.lon)
    return {
        "lat": place.lat if where else None,
        "lon": place.lon if where else None,
        "cell": cell_of(place.lat, place.lon),
        "area_id": place.area_id or (where.area_id if where else None),
        "landmark": thai.cleaned(place.landmark),
        "is_outside": bool(where and not where.inside),
    }


def identifier(filed_at: datetime, form_id: UUID) -> int:
    """A 60-bit number that grows with the moment of filing: seconds, then 28 bits of the form."""
    return int(filed_at.timestamp()) << ID_BITS | (form_id.int & ((1 << ID_BITS) - 1))


def cell_of(lat: float | None, lon: float | None) -> int | None:
    """The H3 cell of resolution 10 (about 65 m across) as a 64-bit number."""
    if lat is None or lon is None:
        return None
    return hexagons.cell(lat, lon, CELL_RESOLUTION)


def beside(complaint: Complaint, filing: Filing, category: Category | None) -> list[Base]:
    """What is kept beside a new complaint: its reporter, and the further units of its category."""
    co_unit_ids = category.co_unit_ids if category else ()
    contact = contact_of(complaint, filing.contact)
    contact.device = filing.device
    return [
        contact,
        *blocking.hold_of(complaint, filing),
        *(ComplaintCoUnit(complaint_id=complaint.id, unit_id=unit_id) for unit_id in co_unit_ids),
    ]


def contact_of(complaint: Complaint, contact: Contact) -> ComplaintContact:
    """How to reach the reporter, as it is kept beside the complaint."""
    return ComplaintContact(
        complaint_id=complaint.id,
        name=contact.name.strip(),
        phone=contact.phone.strip(),
        email=contact.email.strip().lower(),
        language=contact.language,
        shows_name=contact.shows_name,
        person_id=contact.person_id,
    )
