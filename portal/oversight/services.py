"""What is done with the log: taken out as a file, and shortened when its time is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete

from portal.foundation import audit
from portal.foundation.audit import AuditLine
from portal.foundation.database import session
from portal.foundation.errors import Forbidden
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.oversight import acts, policy, queries
from portal.oversight.queries import Asked, LogLine

KEPT = timedelta(days=3 * 365)
"""How long a line stays: as long as a complaint about a member of staff may take."""


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
    removed = session.execute(delete(AuditLine).where(AuditLine.at < at - KEPT))
    return removed.rowcount  # type: ignore[attr-defined,no-any-return]
