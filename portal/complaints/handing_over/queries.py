"""What pages show of hand-overs: the halves, the codes, and what bodies answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from portal.attachments import queries as attachments
from portal.attachments.queries import AttachmentLine
from portal.complaints.handing_over import crossing
from portal.complaints.handing_over.models import HandOver, OutsideReply, ReplyCode
from portal.complaints.handing_over.terms import Decision, Direction, Kind, Mode
from portal.complaints.lifecycle import STATE_WORDS, State
from portal.complaints.models import MATTER, Complaint, ComplaintContact
from portal.complaints.numbering import formatted
from portal.complaints.queries import choices
from portal.complaints.queries.neighbours import number
from portal.complaints.queries.said import Said, said
from portal.foundation import tenancy
from portal.foundation.database import session
from portal.foundation.errors import NotFound
from portal.foundation.i18n import Bilingual, Lazy, language, lazy
from portal.municipalities import queries as municipalities
from portal.municipalities.profiles import Profile

REPLY = "outside_reply"


@dataclass(frozen=True, slots=True)
class HalfLine:
    """A hand-over as one side sees it: the other side's name, number and state."""

    is_in: bool
    mode: Mode
    consent: str
    other: Bilingual
    phone: str
    number: str
    state: State | None
    state_words: Lazy | None
    at: datetime
    code: str = ""
    """What opens it there: for its reporter alone."""


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A reply code: whose, until when, whether it is in use."""

    body: Said
    expires_at: datetime
    is_in_use: bool


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """What a body answered."""

    id: int
    body: Said
    kind: Kind
    words: Said
    their_number: Said
    their_day: date | None
    at: datetime
    decision: Decision
    photos: tuple[AttachmentLine, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything about one complaint's hand-overs, for the case page."""

    halves: tuple[HalfLine, ...]
    codes: tuple[CodeLine, ...]
    replies: tuple[ReplyLine, ...]
    is_unreachable: bool = False
    """It came from next door without the reporter's contact."""

    @property
    def any(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.halves or self.codes or self.replies)

    @property
    def code_in_use(self) -> bool:
        """Whether somebody outside can still answer."""
        return any(code.is_in_use for code in self.codes)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the reply form shows of a complaint: no reporter, no other words than the public's."""

    code_id: int
    complaint_id: int
    body: Said
    number: str
    text: Said
    landmark: Said
    area: Bilingual | None
    category: Bilingual | None
    point: tuple[float, float] | None
    filed_at: datetime
    photos: tuple[AttachmentLine, ...]
    expires_at: datetime


def neighbours() -> list[Profile]:
    """The other municipalities of this install, by their Thai names."""
    here = tenancy.municipality_id()
    others = [one for one in municipalities.all_profiles() if one.id != here]
    return sorted(others, key=lambda one: one.title.th)


def panel(complaint_id: int, at: datetime) -> Panel:
    """What was handed over, asked and answered; nothing is asked where nothing can be."""
    codes = tuple(_codes(complaint_id, at))
    halves = tuple(_halves(complaint_id))
    unreachable = any(half.is_in for half in halves) and not _can_be_reached(complaint_id)
    return Panel(halves, codes, tuple(_replies(complaint_id)) if codes else (), unreachable)


def for_reporter(complaint_id: int) -> list[HalfLine]:
    """Where it went, for its reporter: with the code there, if their contact did not go along."""
    return [line for line in _halves(complaint_id, with_code=True) if not line.is_in]


def _can_be_reached(complaint_id: int) -> bool:
    contact = session.get(ComplaintContact, complaint_id)
    return contact is not None and bool(contact.email or contact.phone)


def shown(code_id: int, at: datetime) -> Shown | None:
    """What a code opens at this moment; None where it opens nothing any more."""
    found = session.execute(
        select(ReplyCode, Complaint)
        .join(Complaint, Complaint.id == ReplyCode.complaint_id)
        .where(ReplyCode.id == code_id, ReplyCode.ended_at.is_(None), ReplyCode.expires_at > at)
    ).one_or_none()
    if found is None:
        return None
    code, row = found
    category = choices.category(row.category_id)
    photos = attachments.of(MATTER, row.id) if code.shows_photos else []
    return Shown(
        code.id,
        row.id,
        said(code.body),
        number(row.year, row.running),
        Said(row.public_text, row.language),
        said(row.landmark),
        choices.area_title(row.area_id),
        category.title if category else None,
        (row.lat, row.lon) if row.lat is not None and row.lon is not None else None,
        row.filed_at,
        tuple(photos),
        code.expires_at,
    )


def reply(complaint_id: int, reply_id: int) -> ReplyLine:
    """One answer to this complaint; raises `NotFound`."""
    found = next((line for line in _replies(complaint_id) if line.id == reply_id), None)
    if found is None:
        raise NotFound(lazy("There is no such answer."))
    return found


def _halves(complaint_id: int, *, with_code: bool = False) -> list[HalfLine]:
    rows = session.scalars(
        select(HandOver).where(HandOver.complaint_id == complaint_id).order_by(HandOver.id)
    ).all()
    return [line for row in rows if (line := _half(row, with_code=with_code)) is not None]


def _half(row: HandOver, *, with_code: bool) -> HalfLine | None:
    other, standing = municipalities.profile_of(row.other_id), crossing.standing(row)
    if other is None:
        return None
    letters = other.letters.here
    return HalfLine(
        is_in=row.direction == Direction.IN,
        mode=Mode(row.mode),
        consent=row.consent,
        other=other.title,
        phone=other.phone,
        number=formatted(letters, standing.year, standing.running, language()) if standing else "",
        state=standing.state if standing else None,
        state_words=STATE_WORDS[standing.state] if standing else None,
        at=row.at,
        code=crossing.code_there(row) if with_code and not row.consent else "",
    )


def _codes(complaint_id: int, at: datetime) -> list[CodeLine]:
    rows = session.scalars(
        select(ReplyCode).where(ReplyCode.complaint_id == complaint_id).order_by(ReplyCode.id)
    )
    return [
        CodeLine(said(row.body), row.expires_at, row.ended_at is None and at < row.expires_at)
        for row in rows
    ]


def _replies(complaint_id: int) -> list[ReplyLine]:
    rows = session.execute(
        select(OutsideReply, ReplyCode.body)
        .join(ReplyCode, ReplyCode.id == OutsideReply.code_id)
        .where(OutsideReply.complaint_id == complaint_id)
        .order_by(OutsideReply.id)
    ).all()
    photos = attachments.of_many(REPLY, [row.id for row, _body in rows])
    return [
        ReplyLine(
            row.id,
            said(body),
            Kind(row.kind),
            said(row.words),
            said(row.their_number),
            row.their_day,
            row.at,
            Decision(row.decision),
            tuple(photos.get(row.id, ())),
        )
        for row, body in rows
    ]
