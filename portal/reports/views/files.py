"""A report as PDF, XLSX and CSV, and the lists behind its figures as CSV."""

from __future__ import annotations

from collections.abc import Iterator

from flask import make_response, request
from werkzeug.wrappers import Response

from portal.foundation.documents import drawn
from portal.foundation.i18n import language, speaking
from portal.foundation.policy import ANYONE
from portal.foundation.web import open_to, profile, tagged, unchanged
from portal.reports.queries import issued
from portal.reports.queries.issued import ReportLine
from portal.reports.rendering import paper, plain
from portal.reports.views.door import ANY_LIST, blueprint

THAI = "th"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/reports/<int:report_id>/report.pdf")
@open_to(*ANYONE)
def report_pdf(report_id: int) -> Response:
    """The report on A4, with its questions and answers."""
    line, asked = issued.report(report_id), issued.questions(report_id)
    numerals = request.args.get("numerals", "") == THAI
    if kept := unchanged(line.hash, [(one.id, one.answered_at) for one in asked]):
        return kept
    document = paper.document(
        line, issued.content_of(report_id), asked, profile(), thai_numerals=numerals
    )
    return _named(tagged(drawn(document)), line, "pdf", "application/pdf")


@blueprint.get("/reports/<int:report_id>/report.xlsx")
@open_to(*ANYONE)
def report_xlsx(report_id: int) -> Response:
    """The report as a workbook, a sheet for each table and each list."""
    line = issued.report(report_id)
    if kept := unchanged(line.hash):
        return kept
    book = plain.as_xlsx(issued.content_of(report_id), issued.lists(report_id))
    return _named(tagged(book), line, "xlsx", XLSX)


@blueprint.get("/reports/<int:report_id>/report.csv")
@open_to(*ANYONE)
def report_csv(report_id: int) -> Response:
    """Every number of the report."""
    line = issued.report(report_id)
    if kept := unchanged(line.hash):
        return kept
    text = "".join(plain.as_csv(issued.content_of(report_id)))
    return _named(tagged(text), line, "csv", "text/csv")


@blueprint.get(f"/reports/<int:report_id>/records/{ANY_LIST}.csv")
@open_to(*ANYONE)
def records_csv(report_id: int, key: str) -> Response:
    """What is behind a figure, all of it."""
    line, found = issued.report(report_id), issued.records_of(report_id, key)
    here = language()

    def lines() -> Iterator[str]:
        with speaking(here):
            yield from plain.records_as_csv(found)

    answer = make_response("".join(lines()))
    return _named(answer, line, "csv", "text/csv", f"-{key}")


def _named(answer: Response, line: ReportLine, ending: str, kind: str, what: str = "") -> Response:
    name = f"report-{line.kind}-{line.period or 'project'}-{line.id}-v{line.version}{what}"
    answer.mimetype = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer
