"""The one way from a municipality to another on the same install.

Nothing else reads or writes across. What crosses is named here: a parcel goes out, an answer comes
back, and each side may ask the other for number and state of the very pair that both hold a half
of. Whoever writes on the other side leaves a line in that side's log.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.attachments import handing as photographs
from portal.complaints.handing_over import acts
from portal.complaints.handing_over.models import HandOver
from portal.complaints.handing_over.terms import Consent, Direction, Mode
from portal.complaints.lifecycle import Channel, Kind, State, Visibility
from portal.complaints.models import MATTER, Category, Complaint
from portal.complaints.services import filing, indexing, moving
from portal.complaints.services.told import Contact, Filing, Place
from portal.foundation import audit, tenancy
from portal.foundation.database import session
from portal.foundation.policy import machine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portal.attachments.handing import Packed


@dataclass(frozen=True, slots=True)
class Parcel:
    """Everything that goes along. Name and contact are empty without the reporter's consent."""

    from_id: int
    path: tuple[int, ...]
    """The municipalities it has been through, with the one it goes to."""
    mode: Mode
    consent: Consent
    text: str
    kind: Kind
    category_code: str
    place: Place
    visibility: Visibility
    is_public: bool
    contact: Contact = field(default_factory=Contact)
    occurred_at: datetime | None = None
    photos: Sequence[Packed] = ()
    pair: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class Arrived:
    """The number it got there."""

    year: int
    running: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What a side learns of the other: number and state, and nothing else."""

    year: int
    running: int
    state: State


def deliver(parcel: Parcel, to_id: int, at: datetime) -> Arrived:
    """File the parcel in another municipality, as any complaint: its rules, its promises."""
    session.flush()
    with tenancy.acting_for(to_id):
        there = machine(to_id)
        receipt = filing.file(there, _filing(parcel), at)
        row = moving.load(receipt.complaint_id)
        _keep_back(row, parcel, at)
        session.add(
            HandOver(
                complaint_id=row.id,
                pair=parcel.pair,
                direction=Direction.IN.value,
                other_id=parcel.from_id,
                mode=parcel.mode.value,
                consent=parcel.consent.value,
                path=list(parcel.path),
                heard=[],
                at=at,
            )
        )
        audit.note(acts.TAKEN_OVER, MATTER, row.id, by=there, at=at, mode=parcel.mode.value)
        session.flush()
    return Arrived(receipt.year, receipt.running)


def standing(half: HandOver) -> Standing | None:
    """Number and state of the complaint on the other side of this half."""
    with _other_half(half) as found:
        if found is None:
            return None
        row = session.execute(
            select(Complaint.year, Complaint.running, Complaint.state).where(
                Complaint.id == found.complaint_id
            )
        ).one()
        return Standing(row.year, row.running, State(row.state))


def code_there(half: HandOver) -> str:
    """The code that opens it on the other side: for its reporter alone, who showed theirs here."""
    with _other_half(half) as found:
        if found is None:
            return ""
        code = select(Complaint.tracking_code).where(Complaint.id == found.complaint_id)
        return session.scalars(code).one()


@contextmanager
def _other_half(half: HandOver) -> Iterator[HandOver | None]:
    """Work on the other side, with its half of the same pair; none where it names somebody else."""
    here = tenancy.municipality_id()
    pair, other_id, is_in = half.pair, half.other_id, half.direction == Direction.IN
    wanted = Direction.OUT if is_in else Direction.IN
    session.flush()
    with tenancy.acting_for(other_id):
        yield session.scalar(
            select(HandOver).where(
                HandOver.pair == pair,
                HandOver.other_id == here,
                HandOver.direction == wanted.value,
            )
        )
        session.flush()


@contextmanager
def at_origin(half: HandOver) -> Iterator[HandOver | None]:
    """Write on the side where it came from: see `relaying`, the only caller."""
    with _other_half(half) as found:
        yield found


def _filing(parcel: Parcel) -> Filing:
    code = select(Category.id).where(
        Category.code == parcel.category_code, Category.is_active.is_(True)
    )
    return Filing(
        form_id=parcel.pair,
        text=parcel.text,
        kind=parcel.kind,
        category_id=session.scalars(code).first() if parcel.category_code else None,
        place=parcel.place,
        contact=parcel.contact,
        occurred_at=parcel.occurred_at,
        channel=Channel.NEIGHBOUR,
    )


def _keep_back(row: Complaint, parcel: Parcel, at: datetime) -> None:
    """It is no more public here than it was there; its photos wait for a look of their own."""
    before = moving.on_map(row)
    photos = photographs.unpack(parcel.photos, MATTER, row.id, at)
    row.cover_id = photos[0] if photos else None
    row.photos_wait = bool(photos)
    if parcel.visibility is Visibility.PRIVATE:
        row.visibility = Visibility.PRIVATE.value
    elif not parcel.is_public and row.visibility == Visibility.PUBLIC:
        row.visibility = Visibility.REVIEW.value
    row.is_public = moving.is_shown(row)
    moving.settle_books(row, before)
    indexing.index(row, moving.category_of(row))
