"""What was found on inspections, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from portal.complaints.models import Complaint
from portal.complaints.queries.said import Said
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.participation.monitoring.models import Finding, Inspection


@dataclass(frozen=True, slots=True)
class FindingLine:
    """Something found, and what became of it."""

    id: int
    project_id: int
    report: int
    """The running number of its inspection report."""
    words: Said
    unit_id: int | None
    due_at: datetime | None
    closed_at: datetime | None
    closing: Bilingual
    complaint: tuple[int, int] | None
    """Year and running number of the complaint it goes on as."""
    version: int


Rows = Select[Finding, int, int, int]


def _findings() -> Rows:
    return (
        select(Finding, Inspection.running, Complaint.year, Complaint.running)
        .join(Inspection, Inspection.id == Finding.inspection_id)
        .outerjoin(Complaint, Complaint.id == Finding.complaint_id)
    )


def findings_where(wanted: Rows) -> list[FindingLine]:
    """Findings with the number of their report, the oldest first."""
    return [
        FindingLine(
            row.id,
            row.project_id,
            report,
            Said(row.text, row.language),
            row.unit_id,
            row.next_due_at,
            row.closed_at,
            Bilingual(row.closing_th, row.closing_en),
            (year, running) if row.complaint_id else None,
            row.version,
        )
        for row, report, year, running in session.execute(wanted.order_by(Finding.id))
    ]


def finding(finding_id: int) -> FindingLine | None:
    """One finding."""
    return next(iter(findings_where(_findings().where(Finding.id == finding_id))), None)


def open_findings() -> list[FindingLine]:
    """What is not closed in any project, the soonest due first."""
    found = findings_where(_findings().where(Finding.next_due_at.is_not(None)))
    return sorted(found, key=lambda one: (one.due_at is None, one.due_at))


def of_reports(ids: Sequence[int]) -> list[FindingLine]:
    """The findings of these reports."""
    return findings_where(_findings().where(Finding.inspection_id.in_(ids)))
