"""What the figures know of complaints: each verb tells it, and all of it can be told anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol, cast

from sqlalchemy import func, select

from portal.complaints.lifecycle import OPEN, Closing, State, Verb
from portal.complaints.models import MATTER, Complaint, ComplaintStep
from portal.foundation.database import session
from portal.response_times import services as times
from portal.response_times.facts import Course, Labels, Told
from portal.response_times.lifecycle import Evidence, Outcome


class Standing(Protocol):
    """How a complaint stands: a row of the table, or one about to be written."""

    id: int
    kind: str
    channel: str
    priority: str
    state: str
    reason: str | None
    category_id: int | None
    unit_id: int | None
    area_id: int | None
    officer_id: int | None
    filed_at: datetime
    counted_from: datetime | None
    is_referred: bool
    closed_at: datetime | None
    next_due_at: datetime | None
    reopened: int
    rating: int | None
    evidence: str


_STANDING = tuple(getattr(Complaint, name) for name in Standing.__annotations__)


def tell(complaints: Sequence[Standing]) -> int:
    """Tell how these complaints stand now; returns how many. The promises must be written."""
    referred = _referred_since(complaint.id for complaint in complaints if complaint.is_referred)
    return times.tell(MATTER, (told(each, referred.get(each.id)) for each in complaints))


def tell_next(after: int = 0, limit: int = 5000) -> int:
    """Tell the next complaints after an id anew; returns the last id, 0 at the end."""
    rows = session.execute(
        select(*_STANDING).where(Complaint.id > after).order_by(Complaint.id).limit(limit)
    ).all()
    tell(cast("Sequence[Standing]", rows))
    return rows[-1].id if rows else 0


def told(complaint: Standing, forwarded_at: datetime | None = None) -> Told:
    """A complaint with its labels and its course."""
    outcome = outcome_of(complaint)
    labels = Labels(
        category_id=complaint.category_id,
        unit_id=complaint.unit_id,
        area_id=complaint.area_id,
        officer_id=complaint.officer_id,
        channel=complaint.channel,
        priority=complaint.priority,
    )
    course = Course(
        filed_at=complaint.counted_from or complaint.filed_at,
        outcome=outcome,
        reason=(complaint.reason or "") if outcome else "",
        ended_at=complaint.closed_at if outcome else None,
        forwarded_at=forwarded_at,
        next_due_at=complaint.next_due_at,
        reopened=complaint.reopened,
        rating=complaint.rating,
        evidence=Evidence(complaint.evidence) if complaint.evidence else None,
    )
    return Told(complaint.id, labels, course)


def outcome_of(complaint: Standing) -> Outcome | None:
    """How it ended; None while it is open. What was settled ended as it was closed before."""
    if complaint.state in OPEN:
        return None
    if complaint.state == State.MERGED:
        return Outcome.MERGED
    if complaint.reason == Closing.WITHDRAWN:
        return Outcome.WITHDRAWN
    if complaint.state == State.CLOSED or complaint.reason is not None:
        return Outcome.UNFIXED
    return Outcome.RESOLVED


def _referred_since(ids: Iterable[int]) -> dict[int, datetime]:
    """When each was last referred to another agency."""
    wanted = list(ids)
    if not wanted:
        return {}
    rows = session.execute(
        select(ComplaintStep.complaint_id, func.max(ComplaintStep.at))
        .where(ComplaintStep.complaint_id.in_(wanted), ComplaintStep.verb == Verb.REFER)
        .group_by(ComplaintStep.complaint_id)
    )
    return {row[0]: row[1] for row in rows}
