"""Personal duties: who of the council asked, and who answered for the administration."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from portal.foundation.database import session
from portal.foundation.personal import Copy, Gone, Kept, Limit, Subject
from portal.reports.models import ReportQuestion

KEEPS: tuple[Kept, ...] = ()
COLUMNS: dict[str, tuple[str, ...]] = {"report_question": ("person_id", "answered_by")}
NOT_PERSONAL: dict[str, str] = {
    "report.issued_by": "A member of staff in office; the log of acts says the same.",
    "report_question.text": "Said publicly in an office of the council; masked when it comes in.",
    "report_question.answer": "Said publicly for the administration.",
}


def export(subject: Subject) -> Copy:
    """Give what somebody asked as a member of the council."""
    if subject.person_id is None:
        return Copy({})
    rows = session.scalars(
        select(ReportQuestion)
        .where(ReportQuestion.person_id == subject.person_id)
        .order_by(ReportQuestion.id)
    )
    lines: list[dict[str, object]] = [
        {"report_id": row.report_id, "text": row.text, "asked_at": row.asked_at.isoformat()}
        for row in rows
    ]
    return Copy({"questions_about_reports": lines})


def erase(subject: Subject, _ground: str, _at: datetime) -> list[Gone]:
    """Take the names off; question and answer stay with the report."""
    if subject.person_id is None:
        return []
    count = 0
    for column in (ReportQuestion.person_id, ReportQuestion.answered_by):
        done = session.execute(
            update(ReportQuestion)
            .where(column == subject.person_id)
            .values({column.key: None})
            .execution_options(synchronize_session="fetch")
        )
        count += int(done.rowcount)  # type: ignore[attr-defined]
    return [Gone("report_question", COLUMNS["report_question"], (), count)] if count else []


def expire(_limit: Limit, _at: datetime) -> list[Gone]:
    """Nothing expires by itself: a question of the council is part of the record."""
    return []
