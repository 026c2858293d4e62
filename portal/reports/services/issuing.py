"""Draw up a report, and issue it: from then on it stays as it is."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from portal.foundation import audit, database, thai
from portal.foundation.clock import local
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, PortalError
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.projects import queries as projects
from portal.reports import acts, policy
from portal.reports.content import Content, Records, as_json, records_as_json
from portal.reports.counting import complaints, participation
from portal.reports.models import Report, ReportRecords
from portal.reports.scope import Scope
from portal.reports.terms import LONGEST_WHY, ReportKind
from portal.response_times.figures import periods
from portal.response_times.figures.periods import Period, Span

COUNTED = {
    ReportKind.PARTICIPATION: participation.count,
    ReportKind.COMPLAINTS: complaints.count,
}
NOT_YOURS = lazy("Reports are issued by the clerk or the mayor.")


def scope_of(kind: ReportKind, period: str, project_number: int, at: datetime) -> Scope:
    """What such a report would be about.

    A quarter `2026-q4` or a fiscal year `fy-2026`; for a project also nothing: all of its time.
    Raises `Invalid`, naming the fields.
    """
    today = local(at).date()
    project = None
    if project_number:
        if kind is not ReportKind.PARTICIPATION:
            raise Invalid(fields={"project": lazy("Only reports of taking part are by project")})
        try:
            project = projects.project(project_number)
        except NotFound:
            raise Invalid(fields={"project": lazy("Choose a project from the list")}) from None
        if not project.is_published:
            raise Invalid(fields={"project": lazy("This project is not published yet")})
        if not period:
            first = min(local(project.created_at).date(), today)
            return Scope(Period(Span.DAYS, first, today), at, project)
    try:
        found = periods.named(period, today)
    except PortalError as refusal:
        raise Invalid(fields={"period": refusal.message}) from None
    if found.span not in {Span.QUARTER, Span.FISCAL_YEAR}:
        raise Invalid(fields={"period": lazy("Choose a quarter or a fiscal year")})
    return Scope(found, at, project)


def drawn_up(kind: ReportKind, scope: Scope) -> tuple[Content, dict[str, Records]]:
    """The report as it would be issued now; nothing is written."""
    return COUNTED[kind](scope)


def issue(officer: Actor, kind: ReportKind, scope: Scope, because: str = "") -> Report:
    """Freeze a report. Where it was issued before, a new version stands beside the old, with why.

    Raises `Forbidden`, and `Invalid` where a correction gives no reason or changes nothing.
    """
    if officer.role not in policy.ISSUERS:
        raise Forbidden(NOT_YOURS)
    content, records = drawn_up(kind, scope)
    kept = as_json(content)
    about = (kind.value, scope.period.name, scope.project_id or 0)
    database.lock(f"report:{about}")
    last = _last(*about)
    why = thai.cleaned(because)
    if last and not why:
        raise Invalid(fields={"because": lazy("Say why there is a new version of this report")})
    if len(why) > LONGEST_WHY:
        words = lazy("Shorten it to %(most)s characters", most=LONGEST_WHY)
        raise Invalid(fields={"because": words})
    behind = records_as_json(records)
    if last and _says_the_same(about, last, kept, behind):
        raise Invalid(fields={"because": lazy("Nothing differs from the version that is issued.")})
    row = Report(
        kind=kind.value,
        period=scope.period.name,
        project_id=scope.project_id or 0,
        version=last + 1,
        because=why if last else "",
        counted_at=scope.at,
        issued_at=scope.at,
        issued_by=officer.person_id,
        content=kept,
        content_hash=hash_of(kept),
    )
    session.add(row)
    session.flush()
    for key, one in behind.items():
        session.add(ReportRecords(report_id=row.id, key=key, content=one))
    session.flush()
    audit.note(acts.ISSUED, "report", row.id, by=officer, at=scope.at, version=row.version)
    return row


def hash_of(kept: dict[str, Any]) -> str:
    """The SHA-256 of what a report says, written in one way."""
    written = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _says_the_same(
    about: tuple[str, str, int], version: int, kept: dict[str, Any], behind: dict[str, Any]
) -> bool:
    """Whether a version says what would be issued now, in its figures and its lists."""
    kind, period, project_id = about
    row = session.scalars(
        select(Report).where(
            Report.kind == kind,
            Report.period == period,
            Report.project_id == project_id,
            Report.version == version,
        )
    ).one()
    if row.content_hash != hash_of(kept):
        return False
    lists = session.scalars(select(ReportRecords).where(ReportRecords.report_id == row.id))
    return {one.key: one.content for one in lists} == behind


def _last(kind: str, period: str, project_id: int) -> int:
    found = session.scalar(
        select(func.max(Report.version)).where(
            Report.kind == kind, Report.period == period, Report.project_id == project_id
        )
    )
    return found or 0
