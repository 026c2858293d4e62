"""Hand a complaint over to another municipality of this install.

Moved, it is closed here and goes on there; shared, it stays open here. Name and contact go along
only where the reporter agreed, and how they agreed is written down.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.attachments import handing as photographs
from portal.complaints import numbering
from portal.complaints.handing_over import acts, crossing
from portal.complaints.handing_over.crossing import Arrived, Parcel
from portal.complaints.handing_over.models import HandOver
from portal.complaints.handing_over.terms import Consent, Direction, Mode
from portal.complaints.lifecycle import Closing, Kind, State, Verb, Visibility, after
from portal.complaints.models import MATTER, Complaint, ComplaintContact
from portal.complaints.services import closing, moving, working
from portal.complaints.services.told import Contact, Place
from portal.foundation import audit, database, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid
from portal.foundation.i18n import lazy, speaking
from portal.municipalities import queries as municipalities
from portal.places import queries as places

if TYPE_CHECKING:
    from portal.foundation.policy import Actor
    from portal.municipalities.profiles import Profile


@dataclass(frozen=True, slots=True)
class Wish:
    """To whom, how, with what, and until when news are asked for."""

    other_id: int
    mode: Mode = Mode.SHARED
    consent: Consent = Consent.NONE
    with_photos: bool = False
    words: str = ""
    """To the reporter, where it is moved; empty for the usual ones."""
    asked_by: datetime | None = None


def hand_over(officer: Actor, complaint_id: int, wish: Wish, *, seen: int, at: datetime) -> Arrived:
    """Give it to another municipality; returns the number it got there.

    Raises:
        Invalid: it cannot go there, said at the field `other`.
        OutOfOrder: it is over.

    """
    database.lock("hand-over")
    complaint = moving.staff_loads(officer, complaint_id, Verb.REFER, seen)
    if officer.role not in acts.HANDS_OVER:
        raise Forbidden(lazy("You do not have permission to hand complaints over."))
    after(Verb.REFER, State(complaint.state))
    other = _receiver(complaint, wish)
    parcel = _parcel(complaint, wish)
    arrived = crossing.deliver(parcel, wish.other_id, at)
    session.add(
        HandOver(
            complaint_id=complaint.id,
            pair=parcel.pair,
            direction=Direction.OUT.value,
            other_id=wish.other_id,
            mode=wish.mode.value,
            consent=wish.consent.value,
            path=list(parcel.path),
            heard=[],
            at=at,
            person_id=officer.person_id,
        )
    )
    how, agreed = wish.mode.value, wish.consent.value
    audit.note(acts.HANDED_OVER, MATTER, complaint.id, by=officer, at=at, mode=how, consent=agreed)
    if wish.mode is Mode.MOVED:
        _close(officer, complaint, (other, arrived, wish.words), at)
    else:
        working.refer(
            officer,
            complaint.id,
            other.title.th,
            their_number=number_of(other, arrived, "th"),
            asked_by=wish.asked_by,
            seen=seen,
            at=at,
        )
    return arrived


def number_of(profile: Profile, arrived: Arrived, language: str) -> str:
    """The number in the letters of the municipality that gave it."""
    letters = profile.letters.in_(language)
    return numbering.formatted(letters, arrived.year, arrived.running, language)


def half_in(complaint_id: int) -> HandOver | None:
    """How this complaint came from another municipality, if it did."""
    return session.scalar(
        select(HandOver).where(
            HandOver.complaint_id == complaint_id, HandOver.direction == Direction.IN.value
        )
    )


def path_to(complaint_id: int) -> list[int]:
    """The municipalities a complaint has been through, this one last."""
    came = half_in(complaint_id)
    return list(came.path) if came is not None else [tenancy.municipality_id()]


def _receiver(complaint: Complaint, wish: Wish) -> Profile:
    other = municipalities.profile_of(wish.other_id)
    if other is None or wish.other_id == tenancy.municipality_id():
        raise Invalid(fields={"other": lazy("Choose a municipality from the list")})
    if wish.other_id in path_to(complaint.id):
        raise Invalid(
            fields={
                "other": lazy(
                    "This complaint came from %(title)s and cannot go round in a circle. Close it "
                    "as “Not within our authority”: they are told and decide anew.",
                    title=other.title.here,
                )
            }
        )
    gone = select(HandOver.id).where(
        HandOver.complaint_id == complaint.id,
        HandOver.direction == Direction.OUT.value,
        HandOver.other_id == wish.other_id,
    )
    if session.scalars(gone).first() is not None:
        raise Invalid(
            fields={
                "other": lazy(
                    "It was handed over to %(title)s before. Its number there stands below.",
                    title=other.title.here,
                )
            }
        )
    return other


def _parcel(complaint: Complaint, wish: Wish) -> Parcel:
    """Without consent the words go as the public reads them: phones and e-mails are masked."""
    agreed = wish.consent is not Consent.NONE
    category = moving.category_of(complaint)
    contact = session.get(ComplaintContact, complaint.id)
    here = tenancy.municipality_id()
    return Parcel(
        from_id=here,
        path=(*path_to(complaint.id), wish.other_id),
        mode=wish.mode,
        consent=wish.consent,
        text=complaint.text if agreed else complaint.public_text,
        kind=Kind(complaint.kind),
        category_code=category.code if category else "",
        place=_place(complaint),
        visibility=Visibility(complaint.visibility),
        is_public=complaint.is_public,
        contact=_contact(contact) if agreed and contact else Contact(language=_language(contact)),
        occurred_at=complaint.occurred_at,
        photos=photographs.pack(MATTER, complaint.id) if wish.with_photos else (),
    )


def _contact(row: ComplaintContact) -> Contact:
    return Contact(row.name, row.phone, row.email, row.language)


def _language(contact: ComplaintContact | None) -> str:
    return contact.language if contact is not None else "th"


def _place(complaint: Complaint) -> Place:
    """Areas have other numbers there: the name of this one goes into the landmark."""
    area = next((one for one in places.areas() if one.id == complaint.area_id), None)
    named = [complaint.landmark, area.title.th if area and complaint.lat is None else ""]
    here = municipalities.profile_of(tenancy.municipality_id())
    landmark = " ".join(word for word in named if word) or (here.title.th if here else "-")
    return Place(complaint.lat, complaint.lon, None, landmark, outside_is_meant=True)


def _close(
    officer: Actor, complaint: Complaint, there: tuple[Profile, Arrived, str], at: datetime
) -> None:
    other, arrived, words = there
    contact = session.get(ComplaintContact, complaint.id)
    language = _language(contact)
    number = number_of(other, arrived, language)
    with speaking(language):
        usual = lazy(
            "This matter belongs to %(title)s. We have passed it on; its number there is "
            "%(number)s.",
            title=other.title.here,
            number=number,
        )
        text = f"{words.strip()}\n\n{usual}" if words.strip() else str(usual)
    details: dict[str, object] = {
        "reason": Closing.NOT_OURS.value,
        "refusal": None,
        "moved_to": other.title.th,
    }
    closing.end(officer, complaint, Verb.CLOSE, text, details, at)
