"""Forums of a report: when they were held, who came, what was decided."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select

from portal.foundation.clock import local
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.participation.forums.models import Forum, ForumDecision, ForumGroup, ForumGuest
from portal.participation.projects.models import Project
from portal.reports.scope import Scope


class ForumFact(NamedTuple):
    """A forum that was held."""

    id: int
    project_number: int
    title: Bilingual
    starts_at: datetime
    ends_at: datetime
    minutes_at: datetime | None
    was_announced: bool
    """Whether its composition was announced by the day it was held."""
    invited: int
    came: int
    decisions: int


def held(scope: Scope) -> list[ForumFact]:
    """Forums that ended in the period and were not called off, in the order of their days."""
    mine = ForumGuest.forum_id == Forum.id
    came = _of(func.sum(ForumGuest.n), mine & ForumGuest.came_at.is_not(None))
    invited = _of(func.sum(ForumGroup.seats), ForumGroup.forum_id == Forum.id)
    decided = _of(func.count(ForumDecision.id), ForumDecision.forum_id == Forum.id)
    rows = session.execute(
        select(Forum, Project.number, came, invited, decided)
        .join(Project, Project.id == Forum.project_id)
        .where(
            Forum.ends_at >= scope.begins_at,
            Forum.ends_at < scope.ends_at,
            Forum.cancelled_at.is_(None),
            *_shown(scope),
        )
        .order_by(Forum.starts_at, Forum.id)
    )
    return [
        ForumFact(
            row.id,
            number,
            Bilingual(row.title_th, row.title_en),
            row.starts_at,
            row.ends_at,
            row.minutes_at,
            row.announced_on is not None and row.announced_on <= local(row.starts_at).date(),
            int(seats or 0),
            int(heads or 0),
            int(decisions or 0),
        )
        for row, number, heads, seats, decisions in rows
    ]


def _of(what: ColumnElement[int], where: ColumnElement[bool]) -> ColumnElement[int | None]:
    return select(func.coalesce(what, 0)).where(where).correlate(Forum).scalar_subquery()


def _shown(scope: Scope) -> list[ColumnElement[bool]]:
    one = [Project.id == scope.project_id] if scope.project_id is not None else []
    return [Project.is_published.is_(True), *one]
