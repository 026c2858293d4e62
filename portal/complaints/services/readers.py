"""What readers say of a public page, and that somebody has looked at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from portal.complaints import acts, policy
from portal.complaints.models import Complaint, MisuseReport
from portal.complaints.terms import Wrong
from portal.foundation import audit
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound
from portal.foundation.i18n import lazy

if TYPE_CHECKING:
    from datetime import datetime

    from portal.foundation.policy import Actor

LONGEST_WORDS = 1000
MOST_OPEN = 20
"""Reports of one page that wait; further ones say nothing new."""


def report(number: tuple[int, int], reason: Wrong, text: str, at: datetime) -> None:
    """Tell the desk what is wrong with a public page. Who says so is not kept."""
    if len(text) > LONGEST_WORDS:
        raise Invalid(
            fields={"words": lazy("Use %(most)s characters or fewer", most=f"{LONGEST_WORDS:,}")}
        )
    complaint = session.scalar(
        select(Complaint).where(Complaint.year == number[0], Complaint.running == number[1])
    )
    if complaint is None or not policy.may_read_public(complaint):
        raise NotFound(lazy("There is no such complaint, or it is not public."))
    waiting = session.scalars(
        select(MisuseReport.id)
        .where(MisuseReport.complaint_id == complaint.id, MisuseReport.settled_at.is_(None))
        .limit(MOST_OPEN)
    ).all()
    if len(waiting) < MOST_OPEN:
        session.add(
            MisuseReport(
                complaint_id=complaint.id,
                reason=reason.value,
                words=text.strip(),
                reported_at=at,
            )
        )


def settle(officer: Actor, complaint_id: int, at: datetime) -> None:
    """Somebody has looked at what readers said of this complaint."""
    complaint = session.get(Complaint, complaint_id)
    if complaint is None or not policy.may_hold_back(officer):
        raise Forbidden(lazy("You do not have permission to do this with this complaint."))
    session.execute(
        update(MisuseReport)
        .where(MisuseReport.complaint_id == complaint_id, MisuseReport.settled_at.is_(None))
        .values(settled_at=at, settled_by=officer.person_id)
    )
    audit.note(acts.REPORTS_SETTLED, "complaint", complaint_id, by=officer, at=at)
