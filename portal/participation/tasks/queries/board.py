"""The tasks of one project, finished for a page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal.complaints.queries.said import Said, said
from portal.foundation.database import session
from portal.foundation.errors import NotFound
from portal.foundation.i18n import Bilingual
from portal.participation.tasks.models import WorkGift, WorkNeed, WorkSignup, WorkTask
from portal.participation.tasks.services.loading import NO_TASK
from portal.participation.tasks.terms import GiftState, Standing

MOST = 100
"""Tasks on the desk."""


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A thing that a task needs, with how many have come and are offered."""

    id: int
    task_id: int
    what: Bilingual
    unit: Bilingual
    wanted: int
    given: int
    offered: int
    version: int

    @property
    def missing(self) -> int:
        """How many nobody has offered or given yet."""
        return max(0, self.wanted - self.given - self.offered)


@dataclass(frozen=True, slots=True)
class Mine:
    """Where the reader is on a list."""

    id: int
    standing: Standing
    ahead: int
    """How many wait before them."""
    minutes: int | None


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task with its list in numbers."""

    id: int
    project_id: int
    title: Bilingual
    details: Bilingual
    place: Bilingual
    skills: Bilingual
    starts_at: datetime
    ends_at: datetime
    people: int
    placed: int
    waiting: int
    came: int
    unrecorded: int
    """Who has a place and of whom nobody has said whether they came."""
    minutes: int
    needs: tuple[NeedLine, ...]
    mine: Mine | None
    cancelled_at: datetime | None
    why: Said
    version: int

    @property
    def free(self) -> int:
        """Places that nobody has taken."""
        return max(0, self.people - self.placed)

    def has_begun(self, at: datetime) -> bool:
        """Whether it goes on, or is over."""
        return self.starts_at <= at

    def is_over(self, at: datetime) -> bool:
        """Whether it has ended, or was called off."""
        return self.cancelled_at is not None or self.ends_at <= at


@dataclass(slots=True)
class _List:
    placed: int = 0
    waiting: int = 0
    came: int = 0
    unrecorded: int = 0
    minutes: int = 0
    mine: Mine | None = None


def tasks(project_id: int, person_id: int | None = None) -> list[TaskLine]:
    """All tasks of a project, in the order of their days."""
    rows = session.scalars(
        select(WorkTask)
        .where(WorkTask.project_id == project_id)
        .order_by(WorkTask.starts_at, WorkTask.id)
    ).all()
    return _lines(rows, person_id)


def task(project_id: int, task_id: int, person_id: int | None = None) -> TaskLine:
    """One task of a project. Raises `NotFound`."""
    row = session.get(WorkTask, task_id)
    if row is None or row.project_id != project_id:
        raise NotFound(NO_TASK)
    return _lines([row], person_id)[0]


def coming(at: datetime) -> list[TaskLine]:
    """Tasks of all projects that are not over, the next first."""
    rows = session.scalars(
        select(WorkTask)
        .where(WorkTask.ends_at > at, WorkTask.cancelled_at.is_(None))
        .order_by(WorkTask.starts_at, WorkTask.id)
        .limit(MOST)
    ).all()
    return _lines(rows, None)


def unrecorded(at: datetime) -> list[TaskLine]:
    """Tasks that are over and of which nobody has said who came, the oldest first."""
    missing = (
        select(WorkSignup.id)
        .where(
            WorkSignup.task_id == WorkTask.id,
            WorkSignup.standing == Standing.PLACED.value,
            WorkSignup.minutes.is_(None),
        )
        .exists()
    )
    rows = session.scalars(
        select(WorkTask)
        .where(WorkTask.ends_at <= at, WorkTask.cancelled_at.is_(None), missing)
        .order_by(WorkTask.starts_at, WorkTask.id)
        .limit(MOST)
    ).all()
    return _lines(rows, None)


def _lines(rows: Sequence[WorkTask], person_id: int | None) -> list[TaskLine]:
    ids = [row.id for row in rows]
    lists, needed = _on_lists(ids, person_id), needs(ids)
    return [_line(row, lists[row.id], needed[row.id]) for row in rows]


def _line(row: WorkTask, on: _List, needed: list[NeedLine]) -> TaskLine:
    return TaskLine(
        row.id,
        row.project_id,
        Bilingual(row.title_th, row.title_en),
        Bilingual(row.details_th, row.details_en),
        Bilingual(row.place_th, row.place_en),
        Bilingual(row.skills_th, row.skills_en),
        row.starts_at,
        row.ends_at,
        row.people,
        on.placed,
        on.waiting,
        on.came,
        on.unrecorded,
        on.minutes,
        tuple(needed),
        on.mine,
        row.cancelled_at,
        said(row.cancelled_why),
        row.version,
    )


def _on_lists(task_ids: Sequence[int], person_id: int | None) -> dict[int, _List]:
    found: dict[int, _List] = defaultdict(_List)
    rows = session.execute(
        select(
            WorkSignup.id,
            WorkSignup.task_id,
            WorkSignup.person_id,
            WorkSignup.standing,
            WorkSignup.minutes,
        )
        .where(WorkSignup.task_id.in_(task_ids))
        .order_by(WorkSignup.signed_at, WorkSignup.id)
    )
    for row in rows:
        on, is_placed = found[row.task_id], row.standing == Standing.PLACED.value
        if person_id is not None and row.person_id == person_id:
            on.mine = Mine(row.id, Standing(row.standing), on.waiting, row.minutes)
        on.placed += is_placed
        on.waiting += not is_placed
        on.unrecorded += is_placed and row.minutes is None
        on.came += bool(row.minutes)
        on.minutes += row.minutes or 0
    return found


def needs(task_ids: Sequence[int]) -> dict[int, list[NeedLine]]:
    """What these tasks need, in the order it was entered."""
    rows = session.scalars(
        select(WorkNeed).where(WorkNeed.task_id.in_(task_ids)).order_by(WorkNeed.id)
    ).all()
    counted: Counter[tuple[int, str]] = Counter()
    asked = (
        select(WorkGift.need_id, WorkGift.state, func.sum(WorkGift.quantity))
        .where(WorkGift.need_id.in_([row.id for row in rows]))
        .group_by(WorkGift.need_id, WorkGift.state)
    )
    for need_id, state, many in session.execute(asked):
        counted[need_id or 0, state] = int(many)
    found: dict[int, list[NeedLine]] = defaultdict(list)
    for row in rows:
        line = NeedLine(
            row.id,
            row.task_id,
            Bilingual(row.what_th, row.what_en),
            Bilingual(row.unit_th, row.unit_en),
            row.wanted,
            counted[row.id, GiftState.RECEIVED.value],
            counted[row.id, GiftState.OFFERED.value],
            row.version,
        )
        found[row.task_id].append(line)
    return found
