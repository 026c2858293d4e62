"""The desk decides: accept, who does it, what it is, where it is, what the public sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from portal.accounts import queries as accounts
from portal.attachments import queries as photographs
from portal.attachments import services as attachments
from portal.complaints import acts, policy
from portal.complaints.lifecycle import Verb, Visibility
from portal.complaints.models import (
    MATTER,
    Category,
    Complaint,
    ComplaintContact,
    ComplaintCoUnit,
    ComplaintStep,
    ContactView,
)
from portal.complaints.routing import services as routing
from portal.complaints.services import indexing, moving, wording
from portal.complaints.services.filing import cell_of, knows_area
from portal.complaints.services.moving import Move
from portal.complaints.services.told import Place
from portal.foundation import audit, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid
from portal.foundation.i18n import lazy
from portal.municipalities import queries as municipalities
from portal.places import queries as places
from portal.response_times import services as promises
from portal.response_times.standards import PromiseKind

if TYPE_CHECKING:
    from datetime import datetime

    from portal.foundation.policy import Actor


def acknowledge(officer: Actor, complaint_id: int, *, seen: int, at: datetime) -> None:
    """Accept it: somebody has read it and it will be worked on."""
    complaint = moving.staff_loads(officer, complaint_id, Verb.ACKNOWLEDGE, seen)
    before = moving.on_map(complaint)
    moving.make(complaint, Move(officer, Verb.ACKNOWLEDGE, at, is_public=True))
    promises.meet(moving.matter(complaint), PromiseKind.ACKNOWLEDGE, at)
    moving.settle_books(complaint, before)


def assign(
    officer: Actor,
    complaint_id: int,
    unit_id: int,
    officer_id: int | None,
    *,
    seen: int,
    at: datetime,
) -> None:
    """Name the unit that does it, and the person in it if one is known. Accepts it, too."""
    complaint = moving.staff_loads(officer, complaint_id, Verb.ASSIGN, seen)
    before = moving.on_map(complaint)
    if unit_id not in {unit.id for unit in municipalities.units()}:
        raise Invalid(fields={"unit": lazy("Choose a unit from the list")})
    if officer_id is not None and officer_id not in {one.id for one in accounts.staff(unit_id)}:
        raise Invalid(fields={"unit": lazy("Choose somebody who works in this unit")})
    complaint.unit_id = unit_id
    complaint.officer_id = officer_id
    details = {"unit_id": unit_id, "officer_id": officer_id}
    moving.make(complaint, Move(officer, Verb.ASSIGN, at, is_public=True, details=details))
    promises.meet(moving.matter(complaint), PromiseKind.ACKNOWLEDGE, at)
    moving.settle_books(complaint, before)


def recategorise(
    officer: Actor, complaint_id: int, category_id: int, *, seen: int, at: datetime
) -> None:
    """Change what it is. Due moments move from the original start; who may read it follows."""
    complaint = moving.staff_loads(officer, complaint_id, Verb.RECATEGORISE, seen)
    before = moving.on_map(complaint)
    category = session.scalar(select(Category).where(Category.id == category_id))
    if category is None:
        raise Invalid(fields={"category": lazy("Choose a category from the list")})
    details = {"from": complaint.category_id, "to": category_id}
    complaint.category_id = category_id
    session.execute(delete(ComplaintCoUnit).where(ComplaintCoUnit.complaint_id == complaint_id))
    for unit_id in category.co_unit_ids:
        session.add(ComplaintCoUnit(complaint_id=complaint_id, unit_id=unit_id))
    was, was_public = complaint.visibility, complaint.is_public
    moving.publish(complaint, category)
    if was_public and not complaint.is_public:
        attachments.hide(officer, MATTER, complaint_id)
    if was == Visibility.PRIVATE:
        _keep_back(complaint)
    moving.make(complaint, Move(officer, Verb.RECATEGORISE, at, is_public=True, details=details))
    routing.reroute(complaint, at, is_of_another_category=True)
    promises.change_standards(moving.matter(complaint), moving.standards_of(complaint), at)
    moving.settle_books(complaint, before)
    indexing.index(complaint, category)


def _keep_back(complaint: Complaint) -> None:
    """What was not public does not become so by another category: first somebody must look.

    What was taken back stays so until it is looked at again.
    """
    last = session.scalars(
        select(ComplaintStep.details)
        .where(
            ComplaintStep.complaint_id == complaint.id,
            ComplaintStep.verb == Verb.REVIEW.value,
        )
        .order_by(ComplaintStep.id.desc())
    ).first()
    if last is not None and not last.get("show"):
        complaint.visibility, complaint.is_public = Visibility.PRIVATE.value, False
    elif complaint.visibility == Visibility.PUBLIC and complaint.reviewed_at is None:
        complaint.visibility, complaint.is_public = Visibility.REVIEW.value, False


def move_pin(officer: Actor, complaint_id: int, place: Place, *, seen: int, at: datetime) -> None:
    """Correct the place. Where it was stays in the history."""
    complaint = moving.staff_loads(officer, complaint_id, Verb.MOVE_PIN, seen)
    before = moving.on_map(complaint)
    if not knows_area(place.area_id):
        raise Invalid(fields={"area": lazy("Choose an area from the list")})
    details = {"lat": complaint.lat, "lon": complaint.lon, "landmark": complaint.landmark}
    complaint.lat, complaint.lon = place.lat, place.lon
    complaint.cell = cell_of(place.lat, place.lon)
    complaint.landmark = thai.cleaned(place.landmark)
    if place.lat is not None and place.lon is not None:
        where = places.where_is(place.lat, place.lon)
        complaint.is_outside = not where.inside
        complaint.area_id = where.area_id or place.area_id
    else:
        complaint.is_outside = False
        complaint.area_id = place.area_id
    moving.make(complaint, Move(officer, Verb.MOVE_PIN, at, details=details))
    routing.reroute(complaint, at)
    moving.settle_books(complaint, before)
    indexing.index(complaint, moving.category_of(complaint))


def review(  # noqa: PLR0913 - each is a word of the sentence
    officer: Actor,
    complaint_id: int,
    *,
    show: bool,
    public_text: str | None = None,
    as_written: bool = False,
    seen: int,
    at: datetime,
) -> None:
    """The one look that lets the public see text and photos together, or takes them back."""
    complaint = moving.staff_loads(officer, complaint_id, Verb.REVIEW, seen)
    before = moving.on_map(complaint)
    if public_text is not None and public_text.strip():
        wording.reword(officer, complaint, public_text, as_written=as_written, at=at)
        complaint.title = thai.first_line(complaint.public_text, 120)
    complaint.reviewed_at = at if show else None
    complaint.photos_wait = False
    moving.publish(complaint, moving.category_of(complaint))
    if show:
        attachments.review(officer, MATTER, complaint_id, at=at)
        photos = photographs.of(MATTER, complaint_id)
        complaint.cover_id = complaint.cover_id or (photos[0].id if photos else None)
    else:
        attachments.hide(officer, MATTER, complaint_id)
        complaint.visibility = Visibility.PRIVATE.value
        complaint.is_public = False
    moving.make(complaint, Move(officer, Verb.REVIEW, at, details={"show": show}))
    routing.reroute(complaint, at)
    moving.settle_books(complaint, before)
    indexing.index(complaint, moving.category_of(complaint))


def open_contact(officer: Actor, complaint_id: int, *, at: datetime) -> ComplaintContact:
    """The reporter's name, phone and e-mail; that this person looked is written down."""
    complaint = session.scalar(select(Complaint).where(Complaint.id == complaint_id))
    if complaint is None or not policy.may_see_contact(
        officer, complaint, moving.co_units(complaint_id)
    ):
        raise Forbidden(lazy("You do not have permission to see the reporter’s contact."))
    session.add(ContactView(complaint_id=complaint_id, person_id=officer.person_id or 0, at=at))
    audit.note(
        acts.CONTACT_OPENED,
        MATTER,
        complaint_id,
        by=officer,
        at=at,
    )
    contact = session.get(ComplaintContact, complaint_id)
    return contact or ComplaintContact(complaint_id=complaint_id, language="th")
