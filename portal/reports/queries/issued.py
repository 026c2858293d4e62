"""The reports that were issued, what is behind their figures, and questions about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, tuple_

from portal.complaints.queries.said import Said
from portal.foundation.database import session
from portal.foundation.errors import NotFound
from portal.foundation.i18n import Bilingual, lazy
from portal.reports import content
from portal.reports.content import Content, Records
from portal.reports.models import Report, ReportQuestion, ReportRecords
from portal.reports.queries import shown
from portal.reports.terms import ReportKind

MOST = 200
NO_REPORT = lazy("There is no such report.")


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report in a list."""

    id: int
    kind: ReportKind
    period: str
    project_id: int
    version: int
    because: str
    counted_at: datetime
    issued_at: datetime
    title: Bilingual
    about: Bilingual
    hash: str


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question about a report, and its answer. Who asked is a member of the council."""

    id: int
    report_id: int
    about: str
    words: Said
    asked_at: datetime
    due_at: datetime | None
    answer: Said
    answered_at: datetime | None
    version: int


def reports(kind: ReportKind | None = None) -> list[ReportLine]:
    """The newest version of each report, the last issued first."""
    newest = (
        select(Report.kind, Report.period, Report.project_id, func.max(Report.version))
        .group_by(Report.kind, Report.period, Report.project_id)
        .subquery()
    )
    asked = _lines().where(
        tuple_(Report.kind, Report.period, Report.project_id, Report.version).in_(select(newest))
    )
    if kind is not None:
        asked = asked.where(Report.kind == kind.value)
    rows = session.execute(asked.order_by(Report.issued_at.desc(), Report.id.desc()).limit(MOST))
    return [_line(row) for row in rows]


def report(report_id: int) -> ReportLine:
    """One report; raises `NotFound`."""
    row = session.execute(_lines().where(Report.id == report_id)).one_or_none()
    if row is None:
        raise NotFound(NO_REPORT)
    return _line(row)


def versions(line: ReportLine) -> list[ReportLine]:
    """Every version of the same report, the newest first."""
    rows = session.execute(
        _lines()
        .where(
            Report.kind == line.kind.value,
            Report.period == line.period,
            Report.project_id == line.project_id,
        )
        .order_by(Report.version.desc())
    )
    return [_line(row) for row in rows]


def beside(line: ReportLine) -> list[ReportLine]:
    """Other reports of the same kind, about the same project, to compare with."""
    same = [one for one in reports(line.kind) if one.project_id == line.project_id]
    return [one for one in same if one.period != line.period]


def content_of(report_id: int) -> Content:
    """What a report says; raises `NotFound`."""
    kept = session.scalar(select(Report.content).where(Report.id == report_id))
    if kept is None:
        raise NotFound(NO_REPORT)
    return content.from_json(kept)


def records_of(report_id: int, key: str) -> Records:
    """What is behind a figure, as it may be read today; raises `NotFound`."""
    return shown.shown(key, _kept(report_id, key))


def part_of(report_id: int, key: str, begin: int, most: int) -> tuple[Records, int]:
    """So many lines of it from one on, and how many there are; raises `NotFound`."""
    kept = _kept(report_id, key)
    links = kept.links or ("",) * len(kept.rows)
    end = begin + most
    part = replace(kept, rows=kept.rows[begin:end], links=links[begin:end])
    return shown.shown(key, part), len(kept.rows)


def _kept(report_id: int, key: str) -> Records:
    kept = session.scalar(
        select(ReportRecords.content).where(
            ReportRecords.report_id == report_id, ReportRecords.key == key
        )
    )
    if kept is None:
        raise NotFound(lazy("This report has no such list."))
    return content.records_from_json(kept)


def questions(report_id: int) -> list[QuestionLine]:
    """What was asked about a report, the first question first."""
    rows = session.scalars(
        select(ReportQuestion)
        .where(ReportQuestion.report_id == report_id)
        .order_by(ReportQuestion.id)
    )
    return [_question(row) for row in rows]


def open_questions() -> list[QuestionLine]:
    """What is not answered yet, the next due first."""
    rows = session.scalars(
        select(ReportQuestion)
        .where(ReportQuestion.due_at.is_not(None))
        .order_by(ReportQuestion.due_at, ReportQuestion.id)
    )
    return [_question(row) for row in rows]


def question(question_id: int) -> QuestionLine:
    """One question; raises `NotFound`."""
    row = session.get(ReportQuestion, question_id)
    if row is None:
        raise NotFound(lazy("There is no such question."))
    return _question(row)


def _lines() -> Any:  # noqa: ANN401 - a select of many columns
    return select(
        Report.id,
        Report.kind,
        Report.period,
        Report.project_id,
        Report.version,
        Report.because,
        Report.counted_at,
        Report.issued_at,
        Report.content["title"].label("title"),
        Report.content["about"].label("about"),
        Report.content_hash,
    )


def _line(row: Any) -> ReportLine:  # noqa: ANN401 - a row of `_lines`
    return ReportLine(
        row.id,
        ReportKind(row.kind),
        row.period,
        row.project_id,
        row.version,
        row.because,
        row.counted_at,
        row.issued_at,
        Bilingual(row.title["th"], row.title["en"]),
        Bilingual(row.about["th"], row.about["en"]),
        row.content_hash,
    )


def _question(row: ReportQuestion) -> QuestionLine:
    return QuestionLine(
        row.id,
        row.report_id,
        row.about,
        Said(row.text, row.language),
        row.asked_at,
        row.due_at,
        Said(row.answer, row.answer_language),
        row.answered_at,
        row.version,
    )


def lists(report_id: int) -> list[tuple[str, Records]]:
    """Every list behind the figures of a report, as it may be read today."""
    rows = session.execute(
        select(ReportRecords.key, ReportRecords.content)
        .where(ReportRecords.report_id == report_id)
        .order_by(ReportRecords.id)
    )
    return [(key, shown.shown(key, content.records_from_json(kept))) for key, kept in rows]
