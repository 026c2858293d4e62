"""Complaints that are late now, and how it stands altogether."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Subquery, and_, func, select

from portal.complaints.models import MATTER, Complaint
from portal.foundation.clock import local
from portal.foundation.database import session
from portal.foundation.dates import deadline_day
from portal.response_times.models import MatterFact, Pause
from portal.response_times.queries import figures_now
from portal.response_times.queries.figures_now import IS_OPEN, Now


@dataclass(frozen=True, slots=True)
class Late:
    """A complaint whose next promised moment has passed."""

    year: int
    running: int
    is_public: bool
    category_id: int | None
    unit_id: int | None
    state: str
    due_on: date
    days: int
    paused: str
    """Why its clock stands still, if it does."""


def late(at: datetime) -> list[Late]:
    """All that are late and counted, the latest first."""
    paused = _paused()
    rows = session.execute(
        select(
            Complaint.year,
            Complaint.running,
            Complaint.is_public,
            Complaint.category_id,
            Complaint.unit_id,
            Complaint.state,
            MatterFact.next_due_at,
            paused.c.reason,
        )
        .join(
            Complaint,
            and_(
                Complaint.id == MatterFact.matter_id,
                Complaint.municipality_id == MatterFact.municipality_id,
            ),
        )
        .outerjoin(paused, paused.c.matter_id == MatterFact.matter_id)
        .where(
            MatterFact.matter_kind == MATTER,
            MatterFact.is_counted.is_(True),
            IS_OPEN,
            MatterFact.next_due_at < at,
        )
        .order_by(MatterFact.next_due_at, Complaint.id)
    )
    return [
        Late(year, running, shown, category, unit, state, *_lateness(due, at), why or "")
        for year, running, shown, category, unit, state, due, why in rows
    ]


def _lateness(due_at: datetime, at: datetime) -> tuple[date, int]:
    """The day it was due, and how many whole days ago that was."""
    return deadline_day(due_at), (at - due_at).days


def _paused() -> Subquery:
    """Why the clock of a complaint stands still."""
    return (
        select(Pause.matter_id, func.min(Pause.reason).label("reason"))
        .where(Pause.matter_kind == MATTER, Pause.ended_at.is_(None))
        .group_by(Pause.matter_id)
        .subquery()
    )


def stands(at: datetime) -> Now:
    """How it stands at the moment of the figures."""
    midnight = local(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return figures_now.now(MATTER, at, midnight)
