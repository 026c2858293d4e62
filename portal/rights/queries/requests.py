"""What people asked for, and what erasing would mean for one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal.accounts.queries import personal as accounts
from portal.complaints.models import Complaint, ComplaintStep
from portal.complaints.queries import personal as complaints
from portal.complaints.queries.neighbours import number
from portal.complaints.queries.said import Said, said
from portal.foundation.database import session
from portal.foundation.errors import NotFound
from portal.foundation.i18n import lazy
from portal.foundation.personal import Subject
from portal.foundation.policy import Role
from portal.rights.models import DeletionEntry, RightsRequest
from portal.rights.queries import holds
from portal.rights.terms import Asked, Standing


@dataclass(frozen=True, slots=True)
class CaseName:
    """A complaint by its number."""

    id: int
    number: str
    path: str
    title: Said
    is_open: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What erasing would mean: what goes at once, what stays, what somebody looks at."""

    subject: Subject
    has_account: bool
    free: tuple[CaseName, ...]
    """Complaints from which the contact goes at once."""
    held: tuple[CaseName, ...]
    """Complaints that must be kept whole for now."""

    @property
    def still_open(self) -> list[CaseName]:
        """Complaints that are being worked on: nobody can be reached about them any more."""
        return [one for one in self.free if one.is_open]


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request in the list."""

    id: int
    reference: str
    kind: Asked
    standing: Standing
    language: str
    asked_at: datetime
    due_at: datetime
    done_at: datetime | None
    waiting: tuple[CaseName, ...]
    looked_at: tuple[CaseName, ...]


@dataclass(frozen=True, slots=True)
class WordsLine:
    """Words of the reporter in a step, to be looked at."""

    number: int
    at: datetime
    note: Said


@dataclass(frozen=True, slots=True)
class Look:
    """Everything a reporter said in one complaint, as an officer looks at it."""

    request: RequestLine
    case: CaseName
    text: Said
    landmark: Said
    rating_reason: Said
    steps: tuple[WordsLine, ...]


def subject_of(person_id: int) -> Subject:
    """Somebody with an account: it, their complaints, the addresses they sign in with."""
    ids = tuple(complaints.of_person(person_id))
    return Subject(person_id, ids, tuple(accounts.addresses_of(person_id)))


def plan_of(subject: Subject) -> Plan:
    """What erasing would mean for this person now."""
    held = set(holds.held_now(list(subject.complaint_ids)))
    names = names_of(subject.complaint_ids)
    return Plan(
        subject=subject,
        has_account=subject.person_id is not None,
        free=tuple(one for one in names if one.id not in held),
        held=tuple(one for one in names if one.id in held),
    )


def names_of(complaint_ids: Sequence[int]) -> list[CaseName]:
    """These complaints by number, the newest first."""
    rows = session.execute(
        select(
            Complaint.id,
            Complaint.year,
            Complaint.running,
            Complaint.title,
            Complaint.language,
            Complaint.is_open,
        )
        .where(Complaint.id.in_(complaint_ids))
        .order_by(Complaint.id.desc())
    )
    return [
        CaseName(
            id=row.id,
            number=number(row.year, row.running),
            path=f"{row.year}/{row.running}",
            title=Said(row.title, row.language),
            is_open=row.is_open,
        )
        for row in rows
    ]


def all_requests(limit: int = 100) -> list[RequestLine]:
    """What waits first, by the day it is due; then what is done, newest first."""
    waiting = session.scalars(
        select(RightsRequest)
        .where(RightsRequest.state == Standing.LOOKING.value)
        .order_by(RightsRequest.due_at, RightsRequest.id)
        .limit(limit)
    ).all()
    done = session.scalars(
        select(RightsRequest)
        .where(RightsRequest.state != Standing.LOOKING.value)
        .order_by(RightsRequest.id.desc())
        .limit(limit)
    ).all()
    return [_line(row) for row in (*waiting, *done)]


def waiting() -> int:
    """How many requests wait for an officer."""
    wanted = select(func.count()).where(RightsRequest.state == Standing.LOOKING.value)
    return session.scalar(wanted) or 0


def request(request_id: int) -> RequestLine:
    """One request; `NotFound` where there is none."""
    row = session.scalar(select(RightsRequest).where(RightsRequest.id == request_id))
    if row is None:
        raise NotFound(lazy("There is no such request."))
    return _line(row)


def look(request_id: int, complaint_id: int) -> Look:
    """The reporter's words in a complaint of a request; `NotFound` where it is not of it."""
    line = request(request_id)
    wanted = {one.id: one for one in (*line.waiting, *line.looked_at)}
    row = session.scalar(select(Complaint).where(Complaint.id == complaint_id))
    if complaint_id not in wanted or row is None:
        raise NotFound(lazy("There is no such request."))
    steps = session.scalars(
        select(ComplaintStep)
        .where(
            ComplaintStep.complaint_id == complaint_id,
            ComplaintStep.actor_role.in_([Role.VISITOR.value, Role.RESIDENT.value]),
            ComplaintStep.note != "",
        )
        .order_by(ComplaintStep.id)
    )
    return Look(
        request=line,
        case=wanted[complaint_id],
        text=Said(row.text, row.language),
        landmark=said(row.landmark),
        rating_reason=said(row.rating_reason),
        steps=tuple(WordsLine(step.number, step.at, said(step.note)) for step in steps),
    )


@dataclass(frozen=True, slots=True)
class DeletionLine:
    """A line of the book of what went."""

    at: datetime
    cause: str
    ground: str
    table: str
    fields: tuple[str, ...]
    count: int
    cases: tuple[str, ...]
    reference: str


def deletions(limit: int = 100) -> list[DeletionLine]:
    """What went lately, the newest first."""
    order = (DeletionEntry.at.desc(), DeletionEntry.id.desc())
    rows = session.scalars(select(DeletionEntry).order_by(*order).limit(limit)).all()
    ids = {int(one) for row in rows for one in row.subjects[:5]}
    names = {one.id: one.number for one in names_of(list(ids))}
    return [
        DeletionLine(
            at=row.at,
            cause=row.cause,
            ground=row.ground,
            table=row.of_table,
            fields=tuple(row.fields),
            count=row.count,
            cases=tuple(names.get(int(one), one) for one in row.subjects[:5]),
            reference=row.reference,
        )
        for row in rows
    ]


def _line(row: RightsRequest) -> RequestLine:
    names = {one.id: one for one in names_of([int(one) for one in row.complaint_ids])}
    looked = {int(one) for one in row.looked_at}
    return RequestLine(
        id=row.id,
        reference=row.reference,
        kind=Asked(row.kind),
        standing=Standing(row.state),
        language=row.language,
        asked_at=row.asked_at,
        due_at=row.due_at,
        done_at=row.done_at,
        waiting=tuple(name for one, name in names.items() if one not in looked),
        looked_at=tuple(name for one, name in names.items() if one in looked),
    )
