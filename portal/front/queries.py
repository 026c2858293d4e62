"""What the front page tells: how much came in and was done lately, and what was done last."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from portal.attachments.models import Attachment, Purpose, Standing
from portal.complaints import policy
from portal.complaints.lifecycle import State
from portal.complaints.models import MATTER, Complaint
from portal.complaints.queries.said import Said
from portal.foundation import tenancy
from portal.foundation.database import session

PERIOD = timedelta(days=30)
KEPT_SECONDS = 60.0
SHOWN = 3
LOOKED_THROUGH = 40
BOTH = (Purpose.BEFORE, Purpose.AFTER)

_kept: dict[int, tuple[float, Lately]] = {}


@dataclass(frozen=True, slots=True)
class Lately:
    """The last 30 days in counts, by the moment of the counting; without complaints on conduct."""

    received: int
    resolved: int
    closed: int
    open_now: int
    overdue_now: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Fixed:
    """A finished complaint with a photo before and one after."""

    year: int
    running: int
    title: Said
    resolved_at: datetime
    before: UUID
    after: UUID


def lately(at: datetime) -> Lately:
    """The counts, never older than a minute."""
    here = tenancy.municipality_id()
    kept = _kept.get(here)
    if kept is not None and kept[0] > time.monotonic():
        return kept[1]
    counted = _count(at)
    _kept[here] = (time.monotonic() + KEPT_SECONDS, counted)
    return counted


def forget() -> None:
    """Count afresh from now on, in this process."""
    _kept.clear()


def _count(at: datetime) -> Lately:
    since = at - PERIOD
    of_open = Complaint.is_open.is_(True)

    def how_many(*conditions: object) -> int:
        asked = select(func.count()).select_from(Complaint).where(*conditions)  # type: ignore[arg-type]
        return session.scalar(asked) or 0

    return Lately(
        received=how_many(Complaint.filed_at >= since, Complaint.filed_at <= at),
        resolved=how_many(Complaint.resolved_at >= since, Complaint.resolved_at <= at),
        closed=how_many(
            Complaint.closed_at >= since,
            Complaint.closed_at <= at,
            Complaint.resolved_at.is_(None),
        ),
        open_now=how_many(of_open),
        overdue_now=how_many(of_open, Complaint.next_due_at < at),
        at=at,
    )


def last_fixed() -> list[Fixed]:
    """The last finished public complaints that show both how it was and how it is."""
    rows = session.execute(
        select(
            Complaint.id,
            Complaint.year,
            Complaint.running,
            Complaint.title,
            Complaint.language,
            Complaint.resolved_at,
        )
        .where(
            policy.public(),
            Complaint.reviewed_at.is_not(None),
            Complaint.cover_id.is_not(None),
            Complaint.state.in_([State.RESOLVED.value, State.SETTLED.value]),
            Complaint.resolved_at.is_not(None),
        )
        .order_by(Complaint.resolved_at.desc())
        .limit(LOOKED_THROUGH)
    ).all()
    photos = _first_photos([row.id for row in rows])
    shown = [row for row in rows if len(photos.get(row.id, ())) == len(BOTH)][:SHOWN]
    return [
        Fixed(
            row.year,
            row.running,
            Said(row.title, row.language),
            row.resolved_at,
            photos[row.id][Purpose.BEFORE],
            photos[row.id][Purpose.AFTER],
        )
        for row in shown
    ]


def _first_photos(ids: list[int]) -> dict[int | None, dict[str, UUID]]:
    """Of each complaint the first photo of either purpose that an officer has looked at."""
    found: dict[int | None, dict[str, UUID]] = {}
    if not ids:
        return found
    rows = session.execute(
        select(Attachment.owner_id, Attachment.purpose, Attachment.id)
        .where(
            Attachment.owner_kind == MATTER,
            Attachment.owner_id.in_(ids),
            Attachment.purpose.in_(BOTH),
            Attachment.state == Standing.CLAIMED,
            Attachment.reviewed_at.is_not(None),
        )
        .order_by(Attachment.filed_at, Attachment.position)
    )
    for owner, purpose, photo in rows:
        found.setdefault(owner, {}).setdefault(purpose, photo)
    return found
