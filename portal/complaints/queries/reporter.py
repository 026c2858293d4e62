"""What reporters see of their own complaint: the receipt, the whole story, the list of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, or_, select

from portal.accounts import queries as accounts
from portal.attachments import queries as attachments
from portal.complaints.lifecycle import DONE, OPEN, Kind, State
from portal.complaints.models import Complaint, ComplaintContact, ComplaintFollower
from portal.complaints.queries import choices, relations, story
from portal.complaints.queries.bars import bar_of
from portal.complaints.queries.forecasts import forecast_words
from portal.complaints.queries.pictures import Picture, numbered
from portal.complaints.queries.said import Said, said
from portal.foundation import database, paging
from portal.foundation.i18n import Bilingual
from portal.foundation.paging import Page
from portal.foundation.policy import Actor, Role
from portal.foundation.promise_bar import Bar
from portal.response_times import queries as promised
from portal.response_times.forecasting.wording import Words
from portal.response_times.promises import Matter, PromiseLine
from portal.response_times.standards import PromiseKind

MATTER = "complaint"
PAGE = 20
FILED_WITH = select(Complaint.id).where(Complaint.form_id == bindparam("form_id"))


@dataclass(frozen=True, slots=True)
class Followed:
    """A complaint as its reporter sees it."""

    id: int
    year: int
    running: int
    tracking_code: str
    state: State
    kind: Kind
    visibility: str
    is_public: bool
    is_reviewed: bool
    text: Said
    category: Bilingual | None
    unit: Bilingual | None
    area: Bilingual | None
    landmark: Said
    lat: float | None
    lon: float | None
    occurred_at: datetime | None
    filed_at: datetime
    is_urgent: bool
    is_merged: bool
    reopen_until: datetime | None
    rating: int | None
    rating_reason: Said
    has_email: bool
    has_phone: bool
    bar: Bar
    forecast: Words | None
    answer_by: datetime | None
    steps: tuple[story.StepLine, ...]
    before: list[Picture]
    after: list[Picture]
    shared: relations.Shared | None
    """How the complaint goes on that this one was merged with."""
    relations: relations.Relations

    @property
    def question(self) -> story.StepLine | None:
        """What the reporter is asked now, if anything."""
        asked = (step for step in self.steps if step.is_question)
        return next(asked, None) if self.state is State.WAITING else None

    def may_object(self, at: datetime) -> bool:
        """Whether the time to ask for more still runs."""
        return self.reopen_until is not None and at <= self.reopen_until


@dataclass(frozen=True, slots=True)
class MineLine:
    """A complaint in the list of one's own."""

    id: int
    year: int
    running: int
    title: Said
    category: Bilingual | None
    state: State
    filed_at: datetime
    next_due_at: datetime | None
    is_urgent: bool


def by_number(year: int, running: int) -> int | None:
    """The complaint with this number; whether it may be seen is another question."""
    return database.session.scalar(
        select(Complaint.id).where(Complaint.year == year, Complaint.running == running)
    )


def number_of(complaint_id: int) -> tuple[int, int] | None:
    """Year and running number of a complaint."""
    row = database.session.execute(
        select(Complaint.year, Complaint.running).where(Complaint.id == complaint_id)
    ).one_or_none()
    return (row.year, row.running) if row else None


def filed_with(form_id: UUID) -> int | None:
    """The complaint that came of this form, if it was sent already."""
    return database.run(FILED_WITH, {"form_id": form_id}).scalar_one_or_none()


def followed(complaint_id: int, at: datetime) -> Followed | None:
    """Everything the reporter may see of this complaint; the caller knows that it is theirs."""
    row = database.session.scalar(select(Complaint).where(Complaint.id == complaint_id))
    if row is None:
        return None
    has_email, has_phone = _reachable_by(complaint_id)
    lines = promised.promises_of(Matter(MATTER, complaint_id))
    pauses = promised.pauses_of(Matter(MATTER, complaint_id))
    photos = _photos(complaint_id)
    state = State(row.state)
    return Followed(
        id=row.id,
        year=row.year,
        running=row.running,
        tracking_code=row.tracking_code,
        state=state,
        kind=Kind(row.kind),
        visibility=row.visibility,
        is_public=row.is_public,
        is_reviewed=row.reviewed_at is not None,
        text=Said(row.text, row.language),
        landmark=said(row.landmark),
        lat=row.lat,
        lon=row.lon,
        occurred_at=row.occurred_at,
        filed_at=row.filed_at,
        reopen_until=row.reopen_until,
        rating=row.rating,
        rating_reason=said(row.rating_reason),
        has_email=has_email,
        has_phone=has_phone,
        bar=bar_of(row.filed_at, row.closed_at if state in DONE else None, lines, pauses, at),
        forecast=forecast_words(row, at),
        answer_by=_answer_by(lines),
        steps=story.for_reporter(complaint_id, photos),
        before=numbered([photo for photo in photos if photo.purpose is attachments.Purpose.BEFORE]),
        after=numbered([photo for photo in photos if photo.purpose is attachments.Purpose.AFTER]),
        **_belonging(row),
    )


def _belonging(row: Complaint) -> dict[str, Any]:
    """Whose it is, how pressing it is, and what belongs to it."""
    category, unit = choices.category(row.category_id), choices.unit(row.unit_id)
    return {
        "category": category.title if category else None,
        "unit": unit.title if unit else None,
        "area": choices.area_title(row.area_id),
        "is_urgent": relations.is_urgent(row),
        "is_merged": row.state == State.MERGED,
        "relations": relations.of(row),
        "shared": relations.shared(row.first_id) if row.first_id else None,
    }


def _photos(complaint_id: int) -> list[attachments.AttachmentLine]:
    """Their own, wherever those lie now; others’ only once an officer has looked at them."""
    others = attachments.from_elsewhere(MATTER, complaint_id)
    return [
        photo
        for photo in attachments.of(MATTER, complaint_id)
        if photo.id not in others or photo.reviewed_at is not None
    ] + attachments.sent_with(MATTER, complaint_id)


def _reachable_by(complaint_id: int) -> tuple[bool, bool]:
    """Whether the reporter left an e-mail, and a telephone number."""
    contact = database.session.execute(
        select(ComplaintContact.email, ComplaintContact.phone).where(
            ComplaintContact.complaint_id == complaint_id
        )
    ).one_or_none()
    return (bool(contact.email), bool(contact.phone)) if contact else (False, False)


def _answer_by(lines: list[PromiseLine]) -> datetime | None:
    """Until when the reporter should answer."""
    limits = (line for line in lines if line.promise_kind is PromiseKind.REPORTER_ANSWER)
    return next((line.due_at for line in limits if line.is_open), None)


def mine(actor: Actor, cursor: str | None) -> Page[MineLine]:
    """The complaints this person reported or keeps, newest first, a page of twenty."""
    position = paging.decoded(cursor, (int,))
    backwards = position is not None and position.backwards
    query = select(
        Complaint.id,
        Complaint.year,
        Complaint.running,
        Complaint.title,
        Complaint.category_id,
        Complaint.state,
        Complaint.filed_at,
        Complaint.next_due_at,
        Complaint.priority,
    ).where(_theirs(actor))
    if position is not None:
        start = position.key[0]
        query = query.where(Complaint.id > start if backwards else Complaint.id < start)
    query = query.order_by(Complaint.id.asc() if backwards else Complaint.id.desc())
    rows = [
        MineLine(
            row.id,
            row.year,
            row.running,
            said(row.title),
            line.title if (line := choices.category(row.category_id)) else None,
            State(row.state),
            row.filed_at,
            row.next_due_at if State(row.state) in OPEN else None,
            relations.is_urgent(row),
        )
        for row in database.session.execute(query.limit(PAGE + 1))
    ]
    return paging.page(rows, PAGE, lambda line: (line.id,), position)


def _theirs(actor: Actor) -> ColumnElement[bool]:
    """The rule of `reporting.is_mine`, for a list."""
    here = actor.municipality_id
    contact = ComplaintContact.person_id == actor.person_id
    email = accounts.email_of(actor.person_id) if actor.person_id is not None else ""
    if email and actor.role is Role.RESIDENT:
        contact = or_(contact, ComplaintContact.email == email)
    mobile = accounts.phone_of(actor.person_id) if actor.person_id is not None else ""
    if mobile and actor.role is Role.RESIDENT:
        contact = or_(contact, ComplaintContact.mobile == mobile)
    reported = select(ComplaintContact.complaint_id).where(
        contact, ComplaintContact.municipality_id == here
    )
    kept = select(ComplaintFollower.complaint_id).where(
        ComplaintFollower.person_id == actor.person_id, ComplaintFollower.municipality_id == here
    )
    return or_(Complaint.id.in_(reported), Complaint.id.in_(kept))
