"""Milestones, money, inspections and findings of a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select

from portal.foundation.clock import local
from portal.foundation.database import session
from portal.foundation.dates import deadline_day, fiscal_year
from portal.foundation.i18n import Bilingual
from portal.participation.monitoring.models import Finding, Inspection, Milestone, MoneyYear
from portal.participation.monitoring.terms import FINDING
from portal.participation.projects.models import Project, Stage
from portal.participation.projects.terms import Tool
from portal.reports.scope import Scope
from portal.response_times.models import Promise
from portal.response_times.standards import PromiseKind


class MilestoneFact(NamedTuple):
    """A milestone."""

    project_number: int
    title_th: str
    title_en: str
    first_to: date
    planned_to: date
    done_on: date | None


@dataclass(frozen=True, slots=True)
class MoneyFact:
    """A project's money of one fiscal year, in satang."""

    project_number: int
    title: Bilingual
    year: int
    approved: int
    contracted: int
    paid: int


@dataclass(frozen=True, slots=True)
class Looked:
    """Running works, those that somebody looked at, and the findings that were due."""

    running: int
    inspected: int
    reports: int
    due: int
    in_time: int


class InspectionFact(NamedTuple):
    """A report from the site that everyone can read."""

    project_number: int
    running: int
    day: date
    verdict: str


class FindingFact(NamedTuple):
    """A finding whose promised moment lies in the period and has passed."""

    project_number: int
    id: int
    due_on: date
    closed_on: date | None


def milestones(scope: Scope) -> list[MilestoneFact]:
    """Milestones that were planned to be done in the period, or were done in it."""
    asked = (
        select(
            Project.number,
            Milestone.title_th,
            Milestone.title_en,
            Milestone.first_to,
            Milestone.planned_to,
            Milestone.done_on,
        )
        .join(Project, Project.id == Milestone.project_id)
        .where(
            Milestone.planned_to.between(scope.first, scope.last)
            | Milestone.done_on.between(scope.first, scope.last),
            *_shown(scope),
        )
        .order_by(Milestone.planned_to, Milestone.id)
    )
    return [MilestoneFact._make(row) for row in session.execute(asked)]


def money(scope: Scope) -> list[MoneyFact]:
    """The money of the fiscal years of the period."""
    rows = session.execute(
        select(MoneyYear, Project)
        .join(Project, Project.id == MoneyYear.project_id)
        .where(
            MoneyYear.year.between(fiscal_year(scope.first), fiscal_year(scope.last)),
            *_shown(scope),
        )
        .order_by(Project.number, MoneyYear.year)
    )
    return [
        MoneyFact(
            project.number,
            Bilingual(project.title_th, project.title_en),
            row.year,
            row.approved,
            row.contracted,
            row.paid,
        )
        for row, project in rows
    ]


def looked(scope: Scope) -> Looked:
    """How far residents looked at running works, and what became of what they found."""
    stages = (
        select(Stage.project_id)
        .join(Project, Project.id == Stage.project_id)
        .where(
            Stage.tool == Tool.MONITORING.value,
            Stage.starts_at < scope.ends_at,
            Stage.ends_at > scope.begins_at,
            *_shown(scope),
        )
        .distinct()
    )
    running = set(session.scalars(stages))
    seen = session.execute(
        select(Inspection.project_id, func.count())
        .join(Project, Project.id == Inspection.project_id)
        .where(
            Inspection.filed_at >= scope.begins_at,
            Inspection.filed_at < scope.ends_at,
            Inspection.hidden_at.is_(None),
            *_shown(scope),
        )
        .group_by(Inspection.project_id)
    ).all()
    due, in_time = _findings(scope)
    inspected = {row[0] for row in seen} & running
    return Looked(len(running), len(inspected), sum(row[1] for row in seen), due, in_time)


def inspections(scope: Scope) -> list[InspectionFact]:
    """Reports of the period that are not hidden."""
    rows = session.execute(
        select(Project.number, Inspection.running, Inspection.filed_at, Inspection.verdict)
        .join(Project, Project.id == Inspection.project_id)
        .where(
            Inspection.filed_at >= scope.begins_at,
            Inspection.filed_at < scope.ends_at,
            Inspection.hidden_at.is_(None),
            *_shown(scope),
        )
        .order_by(Inspection.id)
    )
    return [
        InspectionFact(number, running, local(at).date(), verdict)
        for number, running, at, verdict in rows
    ]


def findings(scope: Scope) -> list[FindingFact]:
    """Findings that were due in the period and by now."""
    rows = session.execute(
        select(Project.number, Finding.id, Promise.due_at, Promise.met_at)
        .join(Finding, Finding.id == Promise.matter_id)
        .join(Project, Project.id == Finding.project_id)
        .where(*_due(scope), *_shown(scope))
        .order_by(Promise.due_at, Finding.id)
    )
    return [
        FindingFact(number, id_, deadline_day(due), local(met).date() if met else None)
        for number, id_, due, met in rows
    ]


def _due(scope: Scope) -> list[ColumnElement[bool]]:
    return [
        Promise.matter_kind == FINDING,
        Promise.promise_kind == PromiseKind.RESOLVE.value,
        Promise.due_at >= scope.begins_at,
        Promise.due_at < min(scope.ends_at, scope.at),
    ]


def _findings(scope: Scope) -> tuple[int, int]:
    """How many were due in the period and by now, and how many of them were closed by then."""
    row = session.execute(
        select(func.count(), func.count().filter(Promise.met_at <= Promise.due_at))
        .join(Finding, Finding.id == Promise.matter_id)
        .join(Project, Project.id == Finding.project_id)
        .where(*_due(scope), *_shown(scope))
    ).one()
    return row[0], row[1]


def _shown(scope: Scope) -> list[ColumnElement[bool]]:
    one = [Project.id == scope.project_id] if scope.project_id is not None else []
    return [Project.is_published.is_(True), *one]
