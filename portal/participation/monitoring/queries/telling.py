"""Who is told how the work goes on, and what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal.accounts.models import Person
from portal.foundation import clock
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.participation.chain.kinds import Reader
from portal.participation.monitoring.models import Finding, Inspection, Milestone, WorkFollower
from portal.participation.projects import queries as projects


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved, for a message."""

    project_id: int
    number: int
    project: Bilingual
    title: Bilingual
    begun_on: date | None = None
    done_on: date | None = None
    planned_to: date | None = None
    reason: Bilingual | None = None
    is_complaint: bool = False


def milestone(milestone_id: int) -> Moved | None:
    """A milestone of a project that everyone can read."""
    row = session.get(Milestone, milestone_id)
    if row is None:
        return None
    project = projects.project_by_id(row.project_id)
    if not project.is_published:
        return None
    return Moved(
        project.id,
        project.number,
        project.title,
        Bilingual(row.title_th, row.title_en),
        row.begun_on,
        row.done_on,
        row.planned_to,
        Bilingual(row.reason_th, row.reason_en) if row.reason_th else None,
    )


def finding(finding_id: int) -> Moved | None:
    """A finding that was closed, in words that everyone can read."""
    row = session.get(Finding, finding_id)
    if row is None:
        return None
    report = session.get_one(Inspection, row.inspection_id)
    project = projects.project_by_id(row.project_id)
    if report.hidden_at is not None:
        return None
    return Moved(
        project.id,
        project.number,
        project.title,
        Bilingual(row.text, row.text),
        reason=Bilingual(row.closing_th, row.closing_en) if row.closing_th else None,
        is_complaint=row.complaint_id is not None,
    )


@dataclass(frozen=True, slots=True)
class HiddenReport:
    """A report that was hidden, for its author."""

    number: int
    project: Bilingual
    day: date
    why: str
    author: Reader


def hidden(inspection_id: int) -> HiddenReport | None:
    """What was hidden, and why; None where its author cannot be told."""
    row = session.get(Inspection, inspection_id)
    if row is None or row.hidden_at is None:
        return None
    author = reader_of(row.person_id)
    if author is None:
        return None
    project = projects.project_by_id(row.project_id)
    day = clock.local(row.filed_at).date()
    return HiddenReport(project.number, project.title, day, row.hidden_why, author)


def reader_of(person_id: int | None) -> Reader | None:
    """Somebody who can be written to."""
    row = session.get(Person, person_id) if person_id is not None else None
    return Reader(row.email, row.language) if row and row.is_active and row.email else None


def followers(project_id: int) -> list[Reader]:
    """Who follows the work and can be told, each once."""
    rows = session.execute(
        select(Person.email, Person.language)
        .join(WorkFollower, WorkFollower.person_id == Person.id)
        .where(WorkFollower.project_id == project_id, Person.is_active.is_(True))
        .order_by(Person.id)
    )
    return [Reader(row.email, row.language) for row in rows if row.email]
