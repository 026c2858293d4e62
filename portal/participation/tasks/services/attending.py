"""Who came to a task, and how long they worked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from portal.foundation import audit, database, outbox
from portal.foundation.database import session
from portal.foundation.errors import Invalid, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.ledger import services as ledger
from portal.participation.ledger.terms import ActKind
from portal.participation.residents.acting import Channel
from portal.participation.tasks import acts
from portal.participation.tasks.events import Thanked
from portal.participation.tasks.models import WorkSignup, WorkTask
from portal.participation.tasks.services.loading import CORRECT, recorded, standing, task_of
from portal.participation.tasks.terms import CHECK_IN_BEFORE, MOST_MINUTES, Standing


def attend(
    officer: Actor, task_id: int, minutes: Mapping[int, int | None], *, at: datetime
) -> None:
    """Record how long each on the list worked: {line: minutes}; zero: they did not come.

    A line that is not named stays as it was; None takes a record back. Whoever came has a place,
    also who had waited; each is thanked once. Raises `Invalid`, naming a line as `minutes_<id>`,
    `Forbidden`, `NotFound`, `OutOfOrder` before the task.
    """
    database.lock(f"work_task:{task_id}")
    task = standing(task_of(task_id))
    recorded(officer, task.project_id)
    if at < task.starts_at - CHECK_IN_BEFORE:
        raise OutOfOrder(lazy("Attendance is taken from an hour before a task begins."))
    wrong: dict[str, object] = {
        f"minutes_{line}": lazy("Enter hours from 0 to 24")
        for line, many in minutes.items()
        if many is not None and not 0 <= many <= MOST_MINUTES
    }
    if wrong:
        raise Invalid(CORRECT, fields=wrong)
    rows = session.scalars(select(WorkSignup).where(WorkSignup.task_id == task_id)).all()
    for row in rows:
        if row.id in minutes and row.minutes != minutes[row.id]:
            _record(task, row, minutes[row.id], at)
    session.flush()
    audit.note(acts.ATTENDED, "work_task", task_id, by=officer, at=at, lines=len(minutes))


def _record(task: WorkTask, row: WorkSignup, many: int | None, at: datetime) -> None:
    was, row.minutes = row.minutes, many
    if many and not was:
        row.standing = Standing.PLACED.value
        if row.person_id is not None:
            on = min(at, task.ends_at)
            ledger.count(ActKind.TASK, row.id, task.project_id, row.person_id, on)
            outbox.record(Thanked(row.id), at)
        else:
            came = Channel(row.channel)
            ledger.count_nameless(ActKind.TASK, row.id, task.project_id, came, task.starts_at)
    if was and not many:
        ledger.withdraw(ActKind.TASK, [row.id])
