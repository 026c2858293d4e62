"""Reports that were issued, for everyone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from flask import render_template, request

from portal.foundation.dates import date_short
from portal.foundation.errors import NotFound
from portal.foundation.i18n import Lazy, language, lazy
from portal.foundation.policy import ANYONE
from portal.foundation.web import actor, open_to, personal, tagged, unchanged
from portal.reports import policy
from portal.reports.content import Content
from portal.reports.queries import issued
from portal.reports.queries.issued import ReportLine
from portal.reports.rendering import cells
from portal.reports.views.door import ANY_LIST, blueprint

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
SHOWN = 200
"""Lines of a list on one page; all of them are in the file."""
DONE: dict[str, Lazy] = {
    "asked": lazy("Your question is published here. The answer comes within 15 days."),
    "answered": lazy("The answer is published here."),
    "issued": lazy("The report is issued. What it says does not change any more."),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that differs from the version before."""

    label: str
    before: str
    now: str


@blueprint.get("/reports")
@open_to(*ANYONE)
def reports() -> ResponseReturnValue:
    """Every report, the last issued first."""
    return render_template("reports/reports.html", reports=issued.reports())


@blueprint.get("/reports/<int:report_id>")
@open_to(*ANYONE)
def report(report_id: int) -> ResponseReturnValue:
    """One report as it was issued, with what was asked about it."""
    line, asked = issued.report(report_id), issued.questions(report_id)
    who = actor()
    if who.person_id is not None:
        personal()
    versions = issued.versions(line)
    beside = issued.beside(line)
    answered = [one.version if one.answered_at is None else -one.version for one in asked]
    if kept := unchanged(line.hash, answered, len(versions), [one.id for one in beside]):
        return kept
    content = issued.content_of(report_id)
    older = next((one for one in versions if one.version == line.version - 1), None)
    other = _other(request.args.get("with", 0, int), beside)
    page = render_template(
        "reports/report.html",
        line=line,
        content=content,
        questions=asked,
        versions=versions,
        older=older,
        changes=_changes(issued.content_of(older.id), content) if older else [],
        beside=beside,
        other=other,
        others=_values(issued.content_of(other.id)) if other else {},
        may_ask=who.role in policy.ASKERS,
        may_answer=who.role in policy.ANSWERERS,
        notice=DONE.get(request.args.get("done", "")),
    )
    return tagged(page)


@blueprint.get(f"/reports/<int:report_id>/records/{ANY_LIST}")
@open_to(*ANYONE)
def records(report_id: int, key: str) -> ResponseReturnValue:
    """What is behind a figure, without names."""
    line = issued.report(report_id)
    page = max(request.args.get("page", 1, int), 1)
    begin = (page - 1) * SHOWN
    found, n = issued.part_of(report_id, key, begin, SHOWN)
    if begin and begin >= n:
        raise NotFound(lazy("The list has no such page."))
    return render_template(
        "reports/records.html",
        line=line,
        key=key,
        found=found,
        n=n,
        rows=list(zip(found.rows, found.links, strict=True)),
        page=page,
        pages=-(-n // SHOWN),
        cell_words=_in_words,
    )


def _in_words(text: str) -> str:
    """A day as people read it; anything else as it is."""
    if ISO_DAY.fullmatch(text):
        return date_short(date.fromisoformat(text), language())
    return text


def _other(report_id: int, beside: list[ReportLine]) -> ReportLine | None:
    return next((one for one in beside if one.id == report_id), None)


def _values(content: Content) -> dict[str, str]:
    figures = (one for section in content.sections for one in section.figures)
    return {one.key: cells.shown(one.value, one.unit) for one in figures}


def _changes(before: Content, now: Content) -> list[Change]:
    old = _values(before)
    return [
        Change(one.label.here, old.get(one.key, cells.NONE), words)
        for section in now.sections
        for one in section.figures
        if (words := cells.shown(one.value, one.unit)) != old.get(one.key)
    ]
