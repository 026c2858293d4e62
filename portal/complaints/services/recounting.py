"""Count what is promised for open complaints anew, after the working calendar has changed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.complaints.models import MATTER, Complaint
from portal.complaints.services import moving
from portal.foundation.database import session
from portal.response_times import services as times
from portal.response_times.standards import PromiseKind

_IDS_PER_STATEMENT = 500


@dataclass(frozen=True, slots=True)
class Moved:
    """A promise that was moved: whose, which, from when to when."""

    year: int
    running: int
    promise_kind: PromiseKind
    was: datetime
    now: datetime


def recount(*, keep: bool) -> list[Moved]:
    """Move every open promise to where today's calendar puts it; `keep` False only tells.

    An operator's verb: it has no actor. Raises `YearMissing` and `NeverOpen`; nothing is changed.
    """
    moved = times.recount(MATTER, keep=keep)
    numbers: dict[int, tuple[int, int]] = {}
    ids = sorted({change.matter_id for change in moved})
    for start in range(0, len(ids), _IDS_PER_STATEMENT):
        numbers |= _settled(ids[start : start + _IDS_PER_STATEMENT], keep=keep)
    return [
        Moved(*numbers[change.matter_id], change.promise_kind, change.was, change.now)
        for change in moved
        if change.matter_id in numbers
    ]


def _settled(ids: Collection[int], *, keep: bool) -> dict[int, tuple[int, int]]:
    """Bring the complaints' next due moments up to date; returns their numbers."""
    complaints = session.scalars(select(Complaint).where(Complaint.id.in_(ids))).all()
    if keep:
        for complaint in complaints:
            moving.settle_books(complaint, moving.on_map(complaint))
    return {complaint.id: (complaint.year, complaint.running) for complaint in complaints}
