"""Notices on their way, and those that do not arrive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_

from portal.channels.lifecycle import (
    CALL_AFTER,
    CALLED_ABOUT,
    FOR_STAFF,
    UNSEEN,
    Medium,
    Occasion,
    State,
)
from portal.channels.models import CallTask, Notice, NoticeDue
from portal.complaints.models import Complaint, ComplaintContact
from portal.complaints.numbering import formatted
from portal.foundation import paging, tenancy
from portal.foundation.database import session
from portal.foundation.i18n import language
from portal.foundation.paging import Page
from portal.municipalities import queries as municipalities

ROWS = 40
SLOW_AFTER = timedelta(minutes=15)
"""A notice that waits longer than this without a try shows that no worker runs."""
SHOWN_END = 3


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A notice as it leaves the house."""

    id: int
    occasion: Occasion
    medium: Medium
    address: str
    language: str
    subject: str
    body: str
    written_at: datetime


def outgoing(notice_id: int) -> Outgoing | None:
    """The notice, if it is still waiting."""
    row = session.scalar(
        select(Notice).where(Notice.id == notice_id, Notice.state == State.WAITING.value)
    )
    if row is None:
        return None
    return Outgoing(
        row.id,
        Occasion(row.occasion),
        Medium(row.medium),
        row.address,
        row.language,
        row.subject,
        row.body,
        row.written_at,
    )


def is_due(at: datetime) -> bool:
    """Whether any municipality has a notice that should go now."""
    return (
        session.scalar(select(NoticeDue.notice_id).where(NoticeDue.due_at <= at).limit(1))
        is not None
    )


@dataclass(frozen=True, slots=True)
class Unreached:
    """A notice that should become a call."""

    id: int
    complaint_id: int
    step_id: int
    occasion: Occasion


def unreached_for_a_day(at: datetime, limit: int = 200) -> list[Unreached]:
    """What somebody with a telephone should have been told a day ago, oldest first."""
    rows = session.execute(
        select(Notice.id, Notice.complaint_id, Notice.step_id, Notice.occasion)
        .join(ComplaintContact, ComplaintContact.complaint_id == Notice.complaint_id)
        .where(
            Notice.state.in_([State.WAITING.value, State.FAILED.value]),
            Notice.written_at <= at - CALL_AFTER,
            Notice.occasion.in_([occasion.value for occasion in CALLED_ABOUT]),
            Notice.step_id.is_not(None),
            ComplaintContact.phone != "",
        )
        .order_by(Notice.written_at, Notice.id)
        .limit(limit)
    )
    return [
        Unreached(id_, complaint_id, step_id, Occasion(occasion))
        for id_, complaint_id, step_id, occasion in rows
        if complaint_id is not None and step_id is not None
    ]


@dataclass(frozen=True, slots=True)
class UndeliveredLine:
    """A notice that did not arrive yet: no words of it, and the address masked."""

    id: int
    occasion: Occasion
    medium: Medium
    number: str
    address: str
    state: State
    attempts: int
    written_at: datetime
    next_at: datetime | None
    last_error: str


def undelivered(cursor: str | None, at: datetime) -> Page[UndeliveredLine]:
    """The notices that failed or wait for another try, newest first, a page of forty."""
    position = paging.decoded(cursor, (datetime, int))
    backwards = position is not None and position.backwards
    wanted = (
        select(Notice, Complaint.year, Complaint.running)
        .outerjoin(Complaint, Complaint.id == Notice.complaint_id)
        .where(_undelivered(at))
    )
    key = tuple_(Notice.written_at, Notice.id)
    if position is not None:
        wanted = wanted.where(key > position.key if backwards else key < position.key)
    way = (
        (Notice.written_at.asc(), Notice.id.asc())
        if backwards
        else (Notice.written_at.desc(), Notice.id.desc())
    )
    rows = session.execute(wanted.order_by(*way).limit(ROWS + 1)).all()
    lines = [_undelivered_line(*row) for row in rows]
    return paging.page(lines, ROWS, lambda line: (line.written_at, line.id), position)


def _undelivered(at: datetime) -> ColumnElement[bool]:
    waits = and_(
        Notice.state == State.WAITING.value,
        or_(Notice.attempts > 0, Notice.written_at < at - SLOW_AFTER),
    )
    return and_(_seen(), or_(Notice.state == State.FAILED.value, waits))


def _seen() -> ColumnElement[bool]:
    """Only notices of which the staff may know: the others stand in no list and no count."""
    return Notice.occasion.not_in([occasion.value for occasion in UNSEEN])


def count_undelivered(at: datetime) -> int:
    """How many notices the list has."""
    return session.scalar(select(func.count()).select_from(Notice).where(_undelivered(at))) or 0


def _undelivered_line(row: Notice, year: int | None, running: int | None) -> UndeliveredLine:
    return UndeliveredLine(
        id=row.id,
        occasion=Occasion(row.occasion),
        medium=Medium(row.medium),
        number=number(year, running),
        address=masked(row.address),
        state=State(row.state),
        attempts=row.attempts,
        written_at=row.written_at,
        next_at=row.next_at,
        last_error=row.last_error,
    )


def number(year: int | None, running: int | None) -> str:
    """The register number in the language of the moment; nothing where there is none."""
    profile = municipalities.profile_of(tenancy.municipality_id())
    if year is None or running is None or profile is None:
        return ""
    return formatted(profile.letters.here, year, running, language())


def masked(address: str) -> str:
    """Enough of an address to recognise it: `s•••@example.com`, `•••678`."""
    name, at, domain = address.partition("@")
    return f"{name[:1]}•••@{domain}" if at else f"•••{address[-SHOWN_END:]}"


def kept_about(complaint_ids: Sequence[int], addresses: Sequence[str]) -> list[dict[str, object]]:
    """Everything kept of notices and calls about these complaints, or to these addresses.

    What the municipality wrote to its own people about a complaint is theirs, not the reporter's.
    """
    own = Notice.occasion.not_in([occasion.value for occasion in FOR_STAFF])
    about = or_(and_(Notice.complaint_id.in_(complaint_ids), own), Notice.address.in_(addresses))
    about = and_(about, _seen())
    notices: list[dict[str, object]] = [
        {
            "notice": row.occasion,
            "to": row.address,
            "subject": row.subject,
            "text": row.body,
            "state": row.state,
            "written_at": row.written_at,
            "sent_at": row.sent_at,
        }
        for row in session.scalars(select(Notice).where(about).order_by(Notice.id))
    ]
    calls: list[dict[str, object]] = [
        {"call": row.occasion, "text": row.text, "state": row.state, "asked_at": row.asked_at}
        for row in session.scalars(
            select(CallTask).where(CallTask.complaint_id.in_(complaint_ids)).order_by(CallTask.id)
        )
    ]
    return notices + calls
