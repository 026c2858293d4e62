"""Who is on the list of a task, for staff; what somebody worked, for their certificate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from portal.complaints.queries.said import Said, said
from portal.foundation import clock
from portal.foundation.database import session
from portal.participation.residents.acting import Channel
from portal.participation.tasks.models import WorkSignup, WorkTask
from portal.participation.tasks.terms import Standing


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody on a list, as staff see them."""

    id: int
    name: str
    """Empty once it was forgotten."""
    has_account: bool
    standing: Standing
    channel: Channel
    words: Said
    signed_at: datetime
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Worked:
    """What one person did in a project."""

    name: str
    tasks: int
    minutes: int
    first: date
    last: date


def people(task_id: int) -> list[PersonLine]:
    """Everyone on the list: who has a place first, then who waits, in their order."""
    rows = session.scalars(
        select(WorkSignup)
        .where(WorkSignup.task_id == task_id)
        .order_by(WorkSignup.signed_at, WorkSignup.id)
    )
    lines = [
        PersonLine(
            row.id,
            row.name,
            row.person_id is not None,
            Standing(row.standing),
            Channel(row.channel),
            said(row.words),
            row.signed_at,
            row.minutes,
        )
        for row in rows
    ]
    return sorted(lines, key=lambda one: one.standing is Standing.WAITING)


def worked(project_id: int, person_id: int | None) -> Worked | None:
    """What somebody with an account did in a project; None where they did not come."""
    if person_id is None:
        return None
    rows = session.execute(
        select(WorkSignup.name, WorkSignup.minutes, WorkTask.starts_at)
        .join(WorkTask, WorkTask.id == WorkSignup.task_id)
        .where(
            WorkTask.project_id == project_id,
            WorkSignup.person_id == person_id,
            WorkSignup.minutes > 0,
            WorkSignup.name != "",
        )
        .order_by(WorkSignup.signed_at, WorkSignup.id)
    ).all()
    if not rows:
        return None
    days = [clock.local(row.starts_at).date() for row in rows]
    return Worked(
        rows[-1].name, len(rows), sum(row.minutes or 0 for row in rows), min(days), max(days)
    )


def worked_by_line(project_id: int, signup_id: int) -> Worked | None:
    """What somebody on a list did: with an account in the whole project, without one that day."""
    row = session.get(WorkSignup, signup_id)
    task = session.get(WorkTask, row.task_id) if row else None
    if row is None or task is None or task.project_id != project_id or not row.minutes:
        return None
    if row.person_id is not None:
        return worked(project_id, row.person_id)
    day = clock.local(task.starts_at).date()
    return Worked(row.name, 1, row.minutes, day, day) if row.name else None


def last_name(person_id: int | None) -> str:
    """The name somebody gave last; empty where they gave none."""
    if person_id is None:
        return ""
    asked = select(WorkSignup.name).where(WorkSignup.person_id == person_id)
    return session.scalar(asked.order_by(WorkSignup.signed_at.desc()).limit(1)) or ""
