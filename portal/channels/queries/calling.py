"""Calls to be made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select, tuple_

from portal.accounts.models import Person
from portal.channels import policy
from portal.channels.lifecycle import CallState, Occasion, Outcome
from portal.channels.models import CallAttempt, CallTask
from portal.channels.queries.notices import ROWS, masked, number
from portal.complaints.models import Complaint, ComplaintContact, ComplaintCoUnit
from portal.complaints.queries import choices
from portal.complaints.queries.said import Said, said
from portal.foundation import paging
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.foundation.paging import Page
from portal.foundation.policy import Actor


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One try to call."""

    by: Said
    at: datetime
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call to be made."""

    id: int
    complaint_id: int
    number: str
    path: str
    occasion: Occasion
    text: Said
    unit: Bilingual | None
    asked_at: datetime
    due_at: datetime
    phone: str
    """Masked."""
    attempts: tuple[AttemptLine, ...]


def calls(actor: Actor, cursor: str | None) -> Page[CallLine]:
    """The open calls this person may make, the longest due first, a page of forty."""
    position = paging.decoded(cursor, (datetime, int))
    backwards = position is not None and position.backwards
    key = tuple_(CallTask.due_at, CallTask.id)
    wanted = _call_columns().where(
        CallTask.state == CallState.OPEN.value, policy.callable_by(actor)
    )
    if position is not None:
        wanted = wanted.where(key < position.key if backwards else key > position.key)
    way = (
        (CallTask.due_at.desc(), CallTask.id.desc())
        if backwards
        else (CallTask.due_at.asc(), CallTask.id.asc())
    )
    rows = session.execute(wanted.order_by(*way).limit(ROWS + 1)).all()
    tried = _attempts([row.CallTask.id for row in rows])
    lines = [_call_line(row, tried.get(row.CallTask.id, ())) for row in rows]
    return paging.page(lines, ROWS, lambda line: (line.due_at, line.id), position)


def _call_columns() -> Select[*tuple[Any, ...]]:
    return (
        select(
            CallTask, Complaint.year, Complaint.running, Complaint.unit_id, ComplaintContact.phone
        )
        .join(Complaint, Complaint.id == CallTask.complaint_id)
        .outerjoin(ComplaintContact, ComplaintContact.complaint_id == Complaint.id)
    )


def _call_line(row: Row[*tuple[Any, ...]], attempts: tuple[AttemptLine, ...]) -> CallLine:
    task, year, running, unit_id, phone = row
    unit = choices.unit(unit_id)
    return CallLine(
        id=task.id,
        complaint_id=task.complaint_id,
        number=number(year, running),
        path=f"{year}/{running}",
        occasion=Occasion(task.occasion),
        text=Said(task.text, task.language),
        unit=unit.title if unit else None,
        asked_at=task.asked_at,
        due_at=task.due_at,
        phone=masked(phone) if phone else "",
        attempts=attempts,
    )


def _attempts(task_ids: Sequence[int]) -> dict[int, tuple[AttemptLine, ...]]:
    found: dict[int, tuple[AttemptLine, ...]] = {}
    rows = session.execute(
        select(CallAttempt, Person.name)
        .outerjoin(Person, Person.id == CallAttempt.person_id)
        .where(CallAttempt.call_task_id.in_(task_ids))
        .order_by(CallAttempt.id)
    )
    for attempt, name in rows:
        line = AttemptLine(said(name or ""), attempt.at, Outcome(attempt.outcome))
        found[attempt.call_task_id] = (*found.get(attempt.call_task_id, ()), line)
    return found


def matter_of(complaint_id: int) -> tuple[Complaint, list[int]] | None:
    """The complaint a call is about, and its further units: for the rule of who may call."""
    complaint = session.scalar(select(Complaint).where(Complaint.id == complaint_id))
    if complaint is None:
        return None
    units = session.scalars(
        select(ComplaintCoUnit.unit_id).where(ComplaintCoUnit.complaint_id == complaint_id)
    )
    return complaint, list(units)
