"""What is in use, how content people are, who benefits and who looks after it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, or_, select

from portal.foundation.clock import local
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.participation.projects.models import Project
from portal.participation.results.models import (
    Benefit,
    Pact,
    PactCheck,
    ProjectResult,
    Satisfaction,
)
from portal.participation.results.terms import CONTENT_FROM
from portal.reports.scope import Scope

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class UsedFact:
    """A project that is in use."""

    project_id: int
    project_number: int
    title: Bilingual
    since: date
    is_cared: bool
    """A pact goes on, and somebody looked in the last twelve months."""


def used(scope: Scope) -> list[UsedFact]:
    """Projects in use by the end of the period; `since` tells since when."""
    rows = session.execute(
        select(Project, ProjectResult.in_use_on)
        .join(ProjectResult, ProjectResult.project_id == Project.id)
        .where(ProjectResult.in_use_on <= scope.last, *_shown(scope))
        .order_by(ProjectResult.in_use_on, Project.id)
    ).all()
    cared = _cared(scope)
    return [
        UsedFact(
            project.id,
            project.number,
            Bilingual(project.title_th, project.title_en),
            since,
            project.id in cared,
        )
        for project, since in rows
        if since is not None
    ]


def content(scope: Scope) -> tuple[int, int]:
    """How many gave four or five stars in the period, and how many gave any."""
    row = session.execute(
        select(func.count().filter(Satisfaction.stars >= CONTENT_FROM), func.count())
        .join(Project, Project.id == Satisfaction.project_id)
        .where(
            Satisfaction.filed_at >= scope.begins_at,
            Satisfaction.filed_at < scope.ends_at,
            *_shown(scope),
        )
    ).one()
    return row[0], row[1]


def benefits(project_ids: list[int]) -> Counter[int | None]:
    """People who benefit from these projects, by area; None for the whole municipality."""
    found: Counter[int | None] = Counter()
    rows = session.execute(
        select(Benefit.area_id, func.sum(Benefit.people))
        .where(Benefit.project_id.in_(project_ids))
        .group_by(Benefit.area_id)
    )
    for area_id, people in rows:
        found[area_id] += int(people)
    return found


class StarFact(NamedTuple):
    """How many gave stars for a project, and how many of them four or five."""

    project_number: int
    title: Bilingual
    n: int
    content: int


class BenefitFact(NamedTuple):
    """How many of whom benefit from a project; no area: everywhere."""

    project_number: int
    who: Bilingual
    area_id: int | None
    people: int


def stars(scope: Scope) -> list[StarFact]:
    """Answers of the period, by project."""
    rows = session.execute(
        select(
            Project.number,
            Project.title_th,
            Project.title_en,
            func.count(),
            func.count().filter(Satisfaction.stars >= CONTENT_FROM),
        )
        .join(Project, Project.id == Satisfaction.project_id)
        .where(
            Satisfaction.filed_at >= scope.begins_at,
            Satisfaction.filed_at < scope.ends_at,
            *_shown(scope),
        )
        .group_by(Project.number, Project.title_th, Project.title_en)
        .order_by(Project.number)
    )
    return [StarFact(row[0], Bilingual(row[1], row[2]), row[3], row[4]) for row in rows]


def benefit_lines(project_ids: list[int]) -> list[BenefitFact]:
    """Each group that benefits from these projects."""
    rows = session.execute(
        select(Project.number, Benefit)
        .join(Benefit, Benefit.project_id == Project.id)
        .where(Benefit.project_id.in_(project_ids))
        .order_by(Project.number, Benefit.id)
    )
    return [
        BenefitFact(number, Bilingual(row.who_th, row.who_en), row.area_id, row.people)
        for number, row in rows
    ]


def _cared(scope: Scope) -> set[int]:
    end = min(scope.last, local(scope.at).date())
    return set(
        session.scalars(
            select(Pact.project_id)
            .join(PactCheck, PactCheck.pact_id == Pact.id)
            .where(
                or_(Pact.ended_at.is_(None), Pact.ended_at >= scope.ends_at),
                or_(Pact.ends_on.is_(None), Pact.ends_on >= end),
                PactCheck.hidden_at.is_(None),
                PactCheck.checked_on > end - YEAR,
                PactCheck.checked_on <= end,
            )
            .distinct()
        )
    )


def _shown(scope: Scope) -> list[ColumnElement[bool]]:
    one = [Project.id == scope.project_id] if scope.project_id is not None else []
    return [Project.is_published.is_(True), *one]
