"""What is done with the log: taken out as a file, shortened; and what browsers tell us of."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update

from portal.foundation import audit, clock, database, limits, tenancy
from portal.foundation.audit import AuditLine
from portal.foundation.database import session
from portal.foundation.errors import Forbidden
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.policy import Actor
from portal.oversight import acts, policy, queries
from portal.oversight.broken_policies import Broken
from portal.oversight.models import PolicyReport
from portal.oversight.queries import Asked, LogLine

KEPT = timedelta(days=3 * 365)
"""How long a line stays: as long as a complaint about a member of staff may take."""

REPORTS_OF_ALL = Limit("policy reports", 600, minutes=60)
REPORTS_OF_ONE = Limit("policy reports of one address", 30, minutes=60)
REPORT_KINDS = 100
"""Kinds of reports in one day: a page breaks few rules, and a flood of inventions fills no disk."""
REPORTS_KEPT = timedelta(days=90)


def export(reader: Actor, asked: Asked, at: datetime) -> list[LogLine]:
    """The lines for a file, the newest first; that they were taken out is a line itself."""
    if not policy.may_read(reader):
        raise Forbidden(lazy("You do not have permission to open this page."))
    lines = queries.newest(reader, asked)
    audit.note(
        acts.EXPORTED,
        at=at,
        by=reader,
        rows=len(lines),
        person=asked.person_id,
        act=asked.act,
        since=asked.since.isoformat() if asked.since else None,
        until=asked.until.isoformat() if asked.until else None,
        matter=":".join(asked.matter) if asked.matter and len(asked.matter[1]) < 9 else None,  # noqa: PLR2004 - the details take no long digits
    )
    return lines


def forget_old(at: datetime) -> int:
    """Remove the lines whose time is over; returns how many. For the nightly job."""
    oldest = clock.local(at - REPORTS_KEPT).date()
    session.execute(delete(PolicyReport).where(PolicyReport.day < oldest))
    removed = session.execute(delete(AuditLine).where(AuditLine.at < at - KEPT))
    return removed.rowcount  # type: ignore[attr-defined,no-any-return]


def note_broken(broken: Broken, route: str, *, who: str, at: datetime) -> bool:
    """Count that a browser kept a page of ours from something; false where it is one too many.

    `route` is the page's name in the code, `who` a keyed hash of the sender's address, which is
    counted and not kept.
    """
    here = str(tenancy.municipality_id())
    if limits.is_reached(REPORTS_OF_ALL, here) or limits.is_reached(REPORTS_OF_ONE, who):
        return False
    limits.count(REPORTS_OF_ALL, here)
    limits.count(REPORTS_OF_ONE, who)
    database.lock(f"policy-reports:{here}")
    day = clock.local(at).date()
    same = (
        PolicyReport.day == day,
        PolicyReport.route == route,
        PolicyReport.directive == broken.directive,
        PolicyReport.source == broken.source,
    )
    added = session.execute(update(PolicyReport).where(*same).values(n=PolicyReport.n + 1))
    if added.rowcount:  # type: ignore[attr-defined]
        return True
    today = select(func.count()).select_from(PolicyReport).where(PolicyReport.day == day)
    if (session.scalar(today) or 0) >= REPORT_KINDS:
        return False
    session.add(
        PolicyReport(day=day, route=route, directive=broken.directive, source=broken.source, n=1)
    )
    session.flush()
    return True
