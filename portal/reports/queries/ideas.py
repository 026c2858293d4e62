"""The ideas of a report, their answers, and what was hidden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select

from portal.foundation.database import session
from portal.participation.ideas.models import Idea, IdeaAnswer, IdeaComment, IdeaHiding
from portal.participation.ideas.terms import MATTER, Standing
from portal.participation.projects.models import Project
from portal.reports.scope import Scope
from portal.response_times.models import Promise
from portal.response_times.standards import PromiseKind


class IdeaFact(NamedTuple):
    """An idea, without its author."""

    id: int
    running: int
    project_number: int
    created_at: datetime
    answer: str
    """The last official answer; empty where there is none."""
    answered_at: datetime | None
    """The first."""
    due_at: datetime | None
    met_at: datetime | None


@dataclass(frozen=True, slots=True)
class Moderated:
    """What was filed and what staff hid of it."""

    filed: int
    hidden: int
    appeals: int
    right: int


def ideas(scope: Scope) -> list[IdeaFact]:
    """Ideas that were filed in the period and that everyone can read."""
    first = (
        select(IdeaAnswer.idea_id, func.min(IdeaAnswer.answered_at).label("at"))
        .where(IdeaAnswer.answered_at < scope.at)
        .group_by(IdeaAnswer.idea_id)
        .subquery()
    )
    promise = (
        select(
            Promise.matter_id,
            func.min(Promise.due_at).label("due_at"),
            func.min(Promise.met_at).label("met_at"),
        )
        .where(Promise.matter_kind == MATTER, Promise.promise_kind == PromiseKind.ANSWER.value)
        .group_by(Promise.matter_id)
        .subquery()
    )
    asked = (
        select(
            Idea.id,
            Idea.running,
            Project.number,
            Idea.created_at,
            Idea.answer,
            first.c.at,
            promise.c.due_at,
            promise.c.met_at,
        )
        .join(Project, Project.id == Idea.project_id)
        .outerjoin(first, first.c.idea_id == Idea.id)
        .outerjoin(promise, promise.c.matter_id == Idea.id)
        .where(*_filed(scope), Idea.is_public.is_(True), Project.is_published.is_(True))
        .order_by(Idea.id)
    )
    return [IdeaFact._make(row) for row in session.execute(asked)]


def moderated(scope: Scope) -> Moderated:
    """Ideas and comments on ideas of the period, and what became of them."""
    hidden = Standing.HIDDEN.value
    comments = (
        select(func.count(), func.count().filter(IdeaComment.standing == hidden))
        .join(Idea, Idea.id == IdeaComment.idea_id)
        .where(
            IdeaComment.written_at >= scope.begins_at,
            IdeaComment.written_at < scope.ends_at,
            *_of_project(scope),
        )
    )
    every = select(func.count(), func.count().filter(Idea.standing == hidden)).where(*_filed(scope))
    filed, gone = session.execute(every).one()
    said, silenced = session.execute(comments).one()
    appeals, right = session.execute(
        select(func.count(), func.count().filter(IdeaHiding.is_upheld.is_(True)))
        .join(Idea, Idea.id == IdeaHiding.idea_id)
        .where(
            IdeaHiding.decided_at >= scope.begins_at,
            IdeaHiding.decided_at < scope.ends_at,
            *_of_project(scope),
        )
    ).one()
    return Moderated(filed + said, gone + silenced, appeals, right)


class HidingFact(NamedTuple):
    """Something that staff hid, and what came of it."""

    project_number: int
    running: int
    hidden_at: datetime
    restored_at: datetime | None
    is_upheld: bool | None
    """Whether an appeal was found right; None where nobody decided one."""


def hidings(scope: Scope) -> list[HidingFact]:
    """What was filed in the period and hidden, and what was hidden earlier and decided in it."""
    filed = (Idea.created_at >= scope.begins_at) & (Idea.created_at < scope.ends_at)
    said = (IdeaComment.written_at >= scope.begins_at) & (IdeaComment.written_at < scope.ends_at)
    decided = (IdeaHiding.decided_at >= scope.begins_at) & (IdeaHiding.decided_at < scope.ends_at)
    own = IdeaHiding.comment_id == 0
    rows = session.execute(
        select(
            Project.number,
            Idea.running,
            IdeaHiding.hidden_at,
            IdeaHiding.restored_at,
            IdeaHiding.is_upheld,
        )
        .join(Idea, Idea.id == IdeaHiding.idea_id)
        .join(Project, Project.id == Idea.project_id)
        .outerjoin(IdeaComment, IdeaComment.id == IdeaHiding.comment_id)
        .where((own & filed) | (~own & said) | decided, *_of_project(scope))
        .order_by(IdeaHiding.id)
    )
    return [HidingFact._make(row) for row in rows]


def _filed(scope: Scope) -> list[ColumnElement[bool]]:
    inside: list[Any] = [Idea.created_at >= scope.begins_at, Idea.created_at < scope.ends_at]
    return [*inside, *_of_project(scope)]


def _of_project(scope: Scope) -> list[ColumnElement[bool]]:
    return [Idea.project_id == scope.project_id] if scope.project_id is not None else []
