"""Who has a place on a task, who waits, and who moves up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from portal.foundation import outbox
from portal.foundation.database import session
from portal.participation.tasks.events import PlaceGiven
from portal.participation.tasks.models import WorkSignup, WorkTask
from portal.participation.tasks.terms import Standing


def taken(task_id: int) -> int:
    """How many places are taken."""
    asked = select(func.count(WorkSignup.id)).where(
        WorkSignup.task_id == task_id, WorkSignup.standing == Standing.PLACED.value
    )
    return session.scalar(asked) or 0


def fill(task: WorkTask, at: datetime) -> int:
    """Give free places to those who wait, the first first, and tell them; returns how many.

    Nobody moves up once the task has begun, or when it was called off. The caller holds its lock.
    """
    free = task.people - taken(task.id)
    if free <= 0 or task.cancelled_at is not None or task.starts_at <= at:
        return 0
    rows = session.scalars(
        select(WorkSignup)
        .where(WorkSignup.task_id == task.id, WorkSignup.standing == Standing.WAITING.value)
        .order_by(WorkSignup.signed_at, WorkSignup.id)
        .limit(free)
    ).all()
    for row in rows:
        row.standing = Standing.PLACED.value
        outbox.record(PlaceGiven(row.id), at)
    session.flush()
    return len(rows)
