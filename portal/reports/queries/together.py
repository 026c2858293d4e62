"""What was done together: tasks with their hours, gifts with their value."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select

from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.participation.projects.models import Project
from portal.participation.tasks.models import WorkGift, WorkSignup, WorkTask
from portal.participation.tasks.terms import GiftState, Standing
from portal.reports.scope import Scope


class TaskFact(NamedTuple):
    """A task that is over: who had a place, of whom it is known, who came, how long."""

    id: int
    project_number: int
    project: Bilingual
    title: Bilingual
    starts_at: datetime
    placed: int
    """Of whom somebody has said whether they came."""
    came: int
    minutes: int


class GiftFact(NamedTuple):
    """A gift that was received; the value in satang."""

    project_number: int
    project: Bilingual
    received_on: date
    quantity: int
    value: int


def tasks(scope: Scope) -> list[TaskFact]:
    """Tasks that ended in the period and were not called off, in the order of their days."""
    on, known = WorkSignup, WorkSignup.minutes.is_not(None)
    placed = on.standing == Standing.PLACED.value
    rows = session.execute(
        select(
            WorkTask,
            Project,
            func.count(on.id).filter(placed & known),
            func.count(on.id).filter(on.minutes > 0),
            func.coalesce(func.sum(on.minutes), 0),
        )
        .join(Project, Project.id == WorkTask.project_id)
        .outerjoin(on, on.task_id == WorkTask.id)
        .where(
            WorkTask.ends_at >= scope.begins_at,
            WorkTask.ends_at < scope.ends_at,
            WorkTask.cancelled_at.is_(None),
            *_shown(scope),
        )
        .group_by(WorkTask.id, Project.id)
        .order_by(WorkTask.starts_at, WorkTask.id)
    )
    return [
        TaskFact(
            row.id,
            project.number,
            Bilingual(project.title_th, project.title_en),
            Bilingual(row.title_th, row.title_en),
            row.starts_at,
            known_of,
            came,
            int(minutes or 0),
        )
        for row, project, known_of, came, minutes in rows
    ]


def gifts(scope: Scope) -> list[GiftFact]:
    """Gifts received in the period."""
    rows = session.execute(
        select(WorkGift, Project)
        .join(Project, Project.id == WorkGift.project_id)
        .where(
            WorkGift.state == GiftState.RECEIVED.value,
            WorkGift.received_on.between(scope.first, scope.last),
            *_shown(scope),
        )
        .order_by(WorkGift.received_on, WorkGift.id)
    )
    return [
        GiftFact(
            project.number,
            Bilingual(project.title_th, project.title_en),
            row.received_on or scope.first,
            row.quantity,
            row.value or 0,
        )
        for row, project in rows
    ]


def _shown(scope: Scope) -> list[ColumnElement[bool]]:
    one = [Project.id == scope.project_id] if scope.project_id is not None else []
    return [Project.is_published.is_(True), *one]
