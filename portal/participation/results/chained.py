"""Results and pacts of caretakers as links of the chain: its last two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from flask import has_request_context, url_for
from sqlalchemy import func, select

from portal.foundation.clock import BANGKOK
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual, Lazy, lazy
from portal.foundation.policy import Actor
from portal.participation.chain import services as chain
from portal.participation.chain.kinds import Reader, Shown
from portal.participation.chain.terms import Kind
from portal.participation.monitoring.queries import board as works
from portal.participation.projects.models import Project
from portal.participation.results.models import Pact, PactCheck, ProjectResult
from portal.participation.results.queries import telling

IN_USE, RECORDED = lazy("In use"), lazy("Recorded")
AGREED = lazy("A pact of caretakers is agreed")
CARED_FOR, ENDED = lazy("Looked after"), lazy("Ended")


def results(ids: Sequence[int], _actor: Actor | None) -> Mapping[int, Shown]:
    """What came of each project."""
    rows = session.execute(
        select(ProjectResult, Project)
        .join(Project, Project.id == ProjectResult.project_id)
        .where(ProjectResult.id.in_(ids), Project.is_published.is_(True))
    )
    return {
        row.id: Shown(
            Bilingual(project.title_th, project.title_en).here,
            "" if project.title_en else "th",
            _address(project.number),
            state_of(row),
            _moment(row.in_use_on) or row.saved_at,
        )
        for row, project in rows
    }


def pacts(ids: Sequence[int], _actor: Actor | None) -> Mapping[int, Shown]:
    """Who looks after what."""
    rows = session.execute(
        select(Pact, Project.number)
        .join(Project, Project.id == Pact.project_id)
        .where(Pact.id.in_(ids), Project.is_published.is_(True))
    )
    return {
        row.id: Shown(
            Bilingual(row.what_th, row.what_en).here,
            "" if row.what_en else "th",
            _address(number),
            ENDED if row.ended_at else CARED_FOR,
            _moment(row.agreed_on),
        )
        for row, number in rows
    }


def acted(ids: Sequence[int]) -> Mapping[int, Sequence[Reader]]:
    """Who looks after these."""
    return telling.caretakers(ids)


def state_of(row: ProjectResult) -> Lazy:
    """Where a result stands, in a word."""
    return IN_USE if row.in_use_on is not None else RECORDED


def lead_to_result(actor: Actor, row: ProjectResult, at: datetime) -> None:
    """Link the project's milestones with its result, and the result with its pacts."""
    for line in works.milestones(row.project_id):
        chain.link(actor, (Kind.MILESTONE, line.id), (Kind.RESULT, row.id), at)
    for pact_id in session.scalars(select(Pact.id).where(Pact.project_id == row.project_id)):
        chain.link(actor, (Kind.RESULT, row.id), (Kind.CARETAKER, pact_id), at)


def lead_to_pact(actor: Actor, row: Pact, at: datetime) -> None:
    """Link the project's result with a pact."""
    asked = select(ProjectResult.id).where(ProjectResult.project_id == row.project_id)
    for result_id in session.scalars(asked).all():
        chain.link(actor, (Kind.RESULT, result_id), (Kind.CARETAKER, row.id), at)


def last_check(pact_id: int) -> date | None:
    """The day of the last look."""
    asked = select(func.max(PactCheck.checked_on)).where(PactCheck.pact_id == pact_id)
    return session.scalar(asked)


def _moment(day: date | None) -> datetime | None:
    return datetime.combine(day, time(12), BANGKOK).astimezone(UTC) if day else None


def _address(number: int) -> str | None:
    return url_for("results.result", number=number) if has_request_context() else None
