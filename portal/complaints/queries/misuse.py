"""What waits because of misuse: complaints held for a look, readers' reports, blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from portal.accounts import queries as accounts
from portal.complaints import policy
from portal.complaints.models import Complaint, ComplaintHold, FilingBlock, MisuseReport
from portal.complaints.queries.said import Said, said
from portal.complaints.terms import BLOCKED_WORDS, CAUSE_WORDS, WRONG_WORDS, Blocked, Cause, Wrong
from portal.foundation import paging
from portal.foundation.database import session
from portal.foundation.i18n import Lazy
from portal.foundation.paging import Page
from portal.foundation.policy import Actor

ROWS = 40
SHOWN = 300
"""Letters of a held complaint's text in the list."""
ENDED_SHOWN = timedelta(days=90)
"""Blocks that have ended stay in the list for so long."""


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A complaint that waits for a look before anything else."""

    id: int
    year: int
    running: int
    version: int
    text: Said
    cause: Lazy
    filed_at: datetime
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """A public page that readers find wrong."""

    id: int
    year: int
    running: int
    title: Said
    is_public: bool
    reasons: Sequence[tuple[Lazy, int]]
    words: Sequence[Said]
    last_at: datetime


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A block, in force or ended."""

    id: int
    kind: Lazy
    year: int
    running: int
    reason: Said
    put_by: Said
    put_at: datetime
    until: datetime
    lifted_at: datetime | None
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for whoever looks at such things."""

    held: int
    reported: int


def waiting(actor: Actor) -> Waiting | None:
    """How much waits for this person; nothing for those who do not look at it."""
    if not policy.may_hold_back(actor):
        return None
    held = select(func.count()).where(
        ComplaintHold.looked_at.is_(None),
        Complaint.id == ComplaintHold.complaint_id,
        policy.readable_by(actor),
    )
    reported = select(func.count(MisuseReport.complaint_id.distinct())).where(
        MisuseReport.settled_at.is_(None),
        Complaint.id == MisuseReport.complaint_id,
        policy.readable_by(actor),
    )
    both = session.execute(select(held.scalar_subquery(), reported.scalar_subquery())).one()
    return Waiting(*both)


def held(actor: Actor, cursor: str | None) -> Page[HeldLine]:
    """Held complaints that nobody has looked at, oldest first."""
    position = paging.decoded(cursor, (int,))
    backwards = position is not None and position.backwards
    asked = (
        select(Complaint, ComplaintHold.cause)
        .join(ComplaintHold, ComplaintHold.complaint_id == Complaint.id)
        .where(ComplaintHold.looked_at.is_(None), policy.readable_by(actor))
    )
    if position is not None:
        left = position.key[0]
        asked = asked.where(Complaint.id < left if backwards else Complaint.id > left)
    order = Complaint.id.desc() if backwards else Complaint.id.asc()
    rows = session.execute(asked.order_by(order).limit(ROWS + 1)).all()
    page = paging.page(rows, ROWS, lambda row: (row[0].id,), position)
    return Page([_held(row[0], row.cause) for row in page.items], page.newer, page.older)


def _held(row: Complaint, cause: str) -> HeldLine:
    text = row.text if len(row.text) <= SHOWN else f"{row.text[:SHOWN].rstrip()} …"
    return HeldLine(
        row.id,
        row.year,
        row.running,
        row.version,
        Said(text, row.language),
        CAUSE_WORDS[Cause(cause)],
        row.filed_at,
        row.next_due_at,
    )


def cause_of(complaint_id: int) -> Lazy | None:
    """Why a complaint is held; none where nobody holds it."""
    hold = session.get(ComplaintHold, complaint_id)
    is_held = hold is not None and hold.looked_at is None
    return CAUSE_WORDS[Cause(hold.cause)] if hold is not None and is_held else None


def reported(actor: Actor) -> list[ReportedLine]:
    """Pages that readers find wrong, the one with the latest word first."""
    rows = session.execute(
        select(MisuseReport, Complaint)
        .join(Complaint, Complaint.id == MisuseReport.complaint_id)
        .where(MisuseReport.settled_at.is_(None), policy.readable_by(actor))
        .order_by(MisuseReport.reported_at.desc(), MisuseReport.id.desc())
        .limit(10 * ROWS)
    ).all()
    grouped: dict[int, list[tuple[MisuseReport, Complaint]]] = {}
    for report, complaint in rows:
        grouped.setdefault(complaint.id, []).append((report, complaint))
    return [_reported(group) for group in list(grouped.values())[:ROWS]]


def _reported(group: Sequence[tuple[MisuseReport, Complaint]]) -> ReportedLine:
    complaint = group[0][1]
    reasons = [Wrong(report.reason) for report, _complaint in group]
    return ReportedLine(
        complaint.id,
        complaint.year,
        complaint.running,
        Said(complaint.title, complaint.language),
        complaint.is_public,
        [(WRONG_WORDS[one], reasons.count(one)) for one in dict.fromkeys(reasons)],
        [said(report.words) for report, _complaint in group if report.words],
        group[0][0].reported_at,
    )


def blocks(actor: Actor, at: datetime) -> list[BlockLine]:
    """Blocks in force, then those that ended of late."""
    if not policy.may_hold_back(actor):
        return []
    rows = session.execute(
        select(FilingBlock, Complaint.year, Complaint.running)
        .join(Complaint, Complaint.id == FilingBlock.complaint_id)
        .where(FilingBlock.until > at - ENDED_SHOWN)
        .order_by(FilingBlock.put_at.desc(), FilingBlock.id.desc())
        .limit(10 * ROWS)
    ).all()
    names = {person.id: person.name for person in accounts.staff()}
    lines = [
        BlockLine(
            row.id,
            BLOCKED_WORDS[Blocked(row.kind)],
            year,
            running,
            said(row.reason),
            said(names.get(row.put_by, "")),
            row.put_at,
            row.until,
            row.lifted_at,
            row.lifted_at is None and row.until > at,
        )
        for row, year, running in rows
    ]
    return sorted(lines, key=lambda line: not line.is_in_force)
