"""Remind the officers who owe a closing statement, once for each step."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select

from portal.foundation import outbox
from portal.foundation.database import session
from portal.participation.projects import owing
from portal.participation.projects.events import ClosingOwed
from portal.participation.projects.models import ClosingReminder, Project, Stage


def remind_of_closing(at: datetime) -> int:
    """Record what is to be told now; returns how many reminders.

    Whoever missed an earlier step, because nothing ran, is told of the present one only. When the
    last stage was moved since, the steps begin anew.
    """
    rows = session.execute(
        select(Project.id, func.max(Stage.ends_at).label("ends_at"))
        .join(Stage, Stage.project_id == Project.id)
        .where(Project.is_published.is_(True), Project.closed_at.is_(None))
        .where(Project.officer_id.is_not(None))
        .group_by(Project.id)
        .order_by(Project.id)
    ).all()
    return sum(_remind(row.id, row.ends_at, at) for row in rows)


def _remind(project_id: int, ends_at: datetime, at: datetime) -> bool:
    step = owing.reminder(ends_at, at)
    session.execute(
        delete(ClosingReminder).where(
            ClosingReminder.project_id == project_id, ClosingReminder.ends_at != ends_at
        )
    )
    if step is None:
        return False
    told = select(ClosingReminder.id).where(
        ClosingReminder.project_id == project_id, ClosingReminder.step == step.value
    )
    if session.scalar(told) is not None:
        return False
    row = ClosingReminder(project_id=project_id, step=step.value, ends_at=ends_at, at=at)
    session.add(row)
    session.flush()
    outbox.record(ClosingOwed(row.id), at)
    return True
