"""The case page: everything about one complaint that its reader at the desk may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, String, cast, func, select

from portal.accounts.models import Person
from portal.attachments import queries as attachments
from portal.attachments.queries import AttachmentLine, Purpose
from portal.complaints import lifecycle, policy
from portal.complaints.lifecycle import OPEN, STATE_WORDS, Channel, Kind, State, Verb, Visibility
from portal.complaints.models import (
    MATTER,
    Complaint,
    ComplaintContact,
    ComplaintCoUnit,
    ContactView,
)
from portal.complaints.queries import choices, relations
from portal.complaints.queries.bars import bar_of
from portal.complaints.queries.choices import CategoryLine
from portal.complaints.queries.history import HistoryLine, history
from portal.complaints.queries.neighbours import NearLine, near, number
from portal.complaints.queries.said import Said, said
from portal.foundation.database import session
from portal.foundation.errors import NotFound
from portal.foundation.i18n import Bilingual, Lazy, lazy
from portal.foundation.policy import Actor
from portal.foundation.promise_bar import Bar
from portal.response_times import queries as promised
from portal.response_times.promises import Matter, PromiseLine


@dataclass(frozen=True, slots=True)
class Reporter:
    """What the page says of the reporter before the contact is opened."""

    has_name: bool
    has_phone: bool
    has_email: bool
    shows_name: bool
    looks: int
    """How often the contact was opened."""

    @property
    def can_be_reached(self) -> bool:
        """Whether there is anything to open."""
        return self.has_name or self.has_phone or self.has_email


@dataclass(frozen=True, slots=True)
class Found:
    """A complaint that this member of staff may open, and what hangs on it."""

    row: Complaint
    co_units: tuple[int, ...]
    """Further units that work on it."""
    reporter: Reporter
    officer: str


@dataclass(frozen=True, slots=True)
class Case:
    """One complaint, finished for the page."""

    id: int
    version: int
    number: str
    path: str
    state: State
    state_words: Lazy
    kind: Kind
    channel: Channel
    reason: str | None
    priority: str
    counted_from: datetime | None
    category: CategoryLine | None
    unit: Bilingual | None
    unit_id: int | None
    officer: Said | None
    officer_id: int | None
    co_units: tuple[Bilingual, ...]
    title: Said
    text: Said
    public_text: Said
    area: Bilingual | None
    area_id: int | None
    landmark: Said
    point: tuple[float, float] | None
    is_outside: bool
    occurred_at: datetime | None
    filed_at: datetime
    recorded_at: datetime
    next_due_at: datetime | None
    reopen_until: datetime | None
    visibility: Visibility
    reviewed_at: datetime | None
    is_public: bool
    withheld: str | None
    """Why the public does not see it, whatever its category says."""
    rating: int | None
    rating_reason: Said
    reopened: int
    source: str | None
    source_number: str | None
    reporter: Reporter
    bar: Bar
    limits: tuple[PromiseLine, ...]
    """Until when the reporter may answer or object."""
    history: tuple[HistoryLine, ...]
    before: tuple[AttachmentLine, ...]
    after: tuple[AttachmentLine, ...]
    near: tuple[NearLine, ...]
    relations: relations.Relations
    moves: tuple[Verb, ...]
    """What may be done now, by this person."""
    may_see_contact: bool

    @property
    def is_urgent(self) -> bool:
        """Whether it was said to be urgent."""
        return relations.is_urgent(self)

    @property
    def needs_look(self) -> bool:
        """Whether the public page waits for somebody's look, or its photos do."""
        text_waits = self.reviewed_at is None and self.visibility is Visibility.REVIEW
        photos_wait = any(photo.reviewed_at is None for photo in self.before)
        return self.visibility is not Visibility.PRIVATE and (text_waits or photos_wait)

    def since(self, seen: int) -> tuple[HistoryLine, ...]:
        """What happened after the version that somebody's page showed."""
        return tuple(line for line in self.history if line.version > seen)


def find(actor: Actor, year: int, running: int) -> Found:
    """The complaint of this number; `NotFound` for whoever may not open it."""
    found = session.execute(
        select(
            Complaint,
            _co_units(),
            ComplaintContact.name != "",
            ComplaintContact.phone != "",
            ComplaintContact.email != "",
            ComplaintContact.shows_name,
            _looks(),
            Person.name,
        )
        .outerjoin(ComplaintContact, ComplaintContact.complaint_id == Complaint.id)
        .outerjoin(Person, Person.id == Complaint.officer_id)
        .where(Complaint.year == year, Complaint.running == running)
    ).one_or_none()
    if found is not None:
        row, units, name, phone, email, shows, looked, officer = found
        co_units = tuple(map(int, units.split(","))) if units else ()
        if policy.may_read(actor, row, co_units):
            reporter = Reporter(bool(name), bool(phone), bool(email), bool(shows), looked)
            return Found(row, co_units, reporter, officer or "")
    raise NotFound(lazy("There is no such complaint."))


def _co_units() -> ScalarSelect[Any]:
    """The further units as one text: a second query less."""
    units = func.aggregate_strings(cast(ComplaintCoUnit.unit_id, String), ",")
    return (
        select(units)
        .where(ComplaintCoUnit.complaint_id == Complaint.id)
        .correlate(Complaint)
        .scalar_subquery()
    )


def _looks() -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(ContactView)
        .where(ContactView.complaint_id == Complaint.id)
        .correlate(Complaint)
        .scalar_subquery()
    )


def case(actor: Actor, found: Found, at: datetime) -> Case:
    """Everything about it."""
    row, state = found.row, State(found.row.state)
    matter = Matter(MATTER, row.id)
    lines = promised.promises_of(matter)
    photos = attachments.of(MATTER, row.id) or attachments.sent_with(MATTER, row.id)
    co_units = (choices.unit(unit_id) for unit_id in found.co_units)
    ended_at = None if state in OPEN else row.closed_at
    return Case(
        **_as_it_is(row),
        number=number(row.year, row.running),
        path=f"{row.year}/{row.running}",
        state=state,
        state_words=STATE_WORDS[state],
        kind=Kind(row.kind),
        channel=Channel(row.channel),
        category=choices.category(row.category_id),
        unit=unit.title if (unit := choices.unit(row.unit_id)) else None,
        officer=said(found.officer) if found.officer else None,
        co_units=tuple(line.title for line in co_units if line is not None),
        title=Said(row.title, row.language),
        text=Said(row.text, row.language),
        public_text=Said(row.public_text, row.language),
        area=choices.area_title(row.area_id),
        landmark=said(row.landmark),
        point=_point(row),
        visibility=Visibility(row.visibility),
        rating_reason=said(row.rating_reason),
        reporter=found.reporter,
        bar=bar_of(row.filed_at, ended_at, lines, promised.pauses_of(matter), at),
        limits=tuple(line for line in lines if line.is_open and not line.is_duty),
        history=history(row.id, photos),
        before=tuple(photo for photo in photos if photo.purpose is not Purpose.AFTER),
        after=tuple(photo for photo in photos if photo.purpose is Purpose.AFTER),
        near=near(actor, row, at),
        relations=relations.of(row, actor),
        moves=moves(actor, found),
        may_see_contact=policy.may_see_contact(actor, row, found.co_units),
    )


PLAIN = (
    "id",
    "version",
    "reason",
    "priority",
    "counted_from",
    "unit_id",
    "officer_id",
    "area_id",
    "is_outside",
    "occurred_at",
    "filed_at",
    "recorded_at",
    "next_due_at",
    "reopen_until",
    "reviewed_at",
    "is_public",
    "withheld",
    "rating",
    "reopened",
    "source",
    "source_number",
)


def _as_it_is(row: Complaint) -> dict[str, Any]:
    return {name: getattr(row, name) for name in PLAIN}


def _point(row: Complaint) -> tuple[float, float] | None:
    return None if row.lat is None or row.lon is None else (row.lat, row.lon)


def moves(actor: Actor, found: Found) -> tuple[Verb, ...]:
    """The arrows from here that this person may take."""
    allowed = lifecycle.allowed(State(found.row.state))
    idle = Verb.MAKE_URGENT if relations.is_urgent(found.row) else Verb.MAKE_NORMAL
    senseless = _senseless(found.row) | {idle}
    return tuple(
        verb
        for verb in allowed
        if verb not in senseless and policy.may_work(actor, found.row, verb, found.co_units)
    )


def _senseless(row: Complaint) -> set[Verb]:
    """Moves that would change nothing, or are made beside what they are about."""
    hiding = Verb.RELEASE if row.withheld is None else Verb.HIDE
    seen_by_nobody = {Verb.HIDE} if row.visibility == Visibility.PRIVATE else set()
    return {Verb.COVER_PHOTO, hiding} | seen_by_nobody
