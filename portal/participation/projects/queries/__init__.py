"""Questions about projects and their stages. Records come back finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, select

from portal.foundation.clock import local
from portal.foundation.database import session
from portal.foundation.errors import NotFound
from portal.foundation.i18n import Bilingual, lazy
from portal.participation.projects import owing, stages
from portal.participation.projects.models import Project, Stage
from portal.participation.projects.terms import Influence, Phase, ProjectForm, Step, Tool, Who

A_BIT = timedelta(seconds=1)
MOST = 200
"""Projects on one page of the public list."""


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage of a project."""

    id: int
    project_id: int
    position: int
    tool: Tool
    title: Bilingual
    starts_at: datetime
    ends_at: datetime
    who: Who

    @property
    def step(self) -> Step:
        """Which of the five steps it belongs to."""
        return stages.step_of(self.tool)

    @property
    def last(self) -> datetime:
        """A moment of its last day, for pages that show days."""
        return self.ends_at - A_BIT

    @property
    def is_whole_days(self) -> bool:
        """Whether it begins and ends at midnight, so that pages need not say a time."""
        return all(local(one).time() == time() for one in (self.starts_at, self.ends_at))

    def phase(self, at: datetime) -> Phase:
        """Where it stands at a moment."""
        return stages.phase(self, at)


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project; its stages where they were asked for."""

    id: int
    number: int
    form: ProjectForm
    title: Bilingual
    summary: Bilingual
    influence: Influence
    area_id: int | None
    unit_id: int | None
    officer_id: int | None
    is_published: bool
    created_at: datetime
    closing: Bilingual | None
    closed_at: datetime | None
    version: int
    stages: tuple[StageLine, ...] = ()

    @property
    def ends_at(self) -> datetime | None:
        """When its last stage ends."""
        return max((one.ends_at for one in self.stages), default=None)

    @property
    def last(self) -> datetime | None:
        """A moment of its last day, for pages that show days."""
        return self.ends_at - A_BIT if self.ends_at else None

    @property
    def closing_due_at(self) -> datetime | None:
        """Until when its closing statement is given."""
        return owing.due_at(self.ends_at) if self.ends_at else None

    def owes_closing(self, at: datetime) -> bool:
        """Say whether its last stage is over and the statement is not there."""
        is_over = self.ends_at is not None and self.ends_at <= at
        return self.is_published and self.closed_at is None and is_over


def project(number: int) -> ProjectLine:
    """Return the project with this number, published or not, with its stages.

    Raises `NotFound`; whoever shows it to the public looks at `is_published`.
    """
    return _one(Project.number == number)


def project_by_id(project_id: int) -> ProjectLine:
    """Return the project with this id, published or not, with its stages."""
    return _one(Project.id == project_id)


def stages_of(project_id: int) -> list[StageLine]:
    """Return the stages of a project in the order of their line."""
    return list(_stages([project_id]).get(project_id, ()))


def stage(stage_id: int) -> StageLine:
    """Return a stage, whatever its project's state; raises `NotFound`."""
    row = session.get(Stage, stage_id)
    if row is None:
        raise NotFound(lazy("There is no such stage."))
    return _stage(row)


def open_stages(tool: Tool, at: datetime) -> list[StageLine]:
    """Return the stages of published projects in which this tool is open now."""
    rows = session.scalars(
        select(Stage)
        .join(Project, Project.id == Stage.project_id)
        .where(
            Stage.tool == tool.value,
            Stage.starts_at <= at,
            Stage.ends_at > at,
            Project.is_published.is_(True),
            Project.closed_at.is_(None),
        )
        .order_by(Stage.ends_at, Stage.id)
    )
    return [_stage(row) for row in rows]


def published() -> list[ProjectLine]:
    """Return what the public sees, with stages: open ones first, then closed, the newest first."""
    return _many(Project.is_published.is_(True))


def every() -> list[ProjectLine]:
    """Return all projects, for those who set them up."""
    return _many()


def _many(*which: ColumnElement[bool]) -> list[ProjectLine]:
    rows = session.scalars(
        select(Project)
        .where(*which)
        .order_by(Project.closed_at.is_not(None), Project.number.desc())
        .limit(MOST)
    ).all()
    found = _stages([row.id for row in rows])
    return [replace(_line(row), stages=found.get(row.id, ())) for row in rows]


def _one(which: ColumnElement[bool]) -> ProjectLine:
    row = session.scalar(select(Project).where(which))
    if row is None:
        raise NotFound(lazy("There is no such project."))
    return replace(_line(row), stages=tuple(stages_of(row.id)))


def _stages(project_ids: Sequence[int]) -> dict[int, tuple[StageLine, ...]]:
    if not project_ids:
        return {}
    rows = session.scalars(
        select(Stage).where(Stage.project_id.in_(project_ids)).order_by(Stage.position, Stage.id)
    )
    found: dict[int, tuple[StageLine, ...]] = {}
    for row in rows:
        found[row.project_id] = (*found.get(row.project_id, ()), _stage(row))
    return found


def _stage(row: Stage) -> StageLine:
    return StageLine(
        row.id,
        row.project_id,
        row.position,
        Tool(row.tool),
        Bilingual(row.title_th, row.title_en),
        row.starts_at,
        row.ends_at,
        Who(row.who),
    )


def _line(row: Project) -> ProjectLine:
    is_closed = row.closing_th is not None
    return ProjectLine(
        id=row.id,
        number=row.number,
        form=ProjectForm(row.form),
        title=Bilingual(row.title_th, row.title_en),
        summary=Bilingual(row.summary_th, row.summary_en),
        influence=Influence(row.influence),
        area_id=row.area_id,
        unit_id=row.unit_id,
        officer_id=row.officer_id,
        is_published=row.is_published,
        created_at=row.created_at,
        closing=Bilingual(row.closing_th or "", row.closing_en or "") if is_closed else None,
        closed_at=row.closed_at,
        version=row.version,
    )
