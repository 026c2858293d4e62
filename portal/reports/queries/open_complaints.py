"""Public complaints and their times, page by page: never a name, a contact or a private case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, func, select

from portal.complaints import policy
from portal.complaints.models import MATTER, Complaint, ComplaintStep
from portal.foundation.database import session
from portal.municipalities.queries import public_version
from portal.reports.open_data.terms import Line
from portal.reports.queries.open_labels import Labels, labels
from portal.response_times.models import MatterFact

_COMPLAINTS = (
    Complaint.id,
    Complaint.year,
    Complaint.running,
    Complaint.kind,
    Complaint.state,
    Complaint.priority,
    Complaint.category_id,
    Complaint.area_id,
    Complaint.unit_id,
    Complaint.title,
    Complaint.public_text,
    Complaint.language,
    Complaint.filed_at,
    Complaint.resolved_at,
    Complaint.closed_at,
    Complaint.next_due_at,
    Complaint.reopened,
    Complaint.rating,
    Complaint.lat,
    Complaint.lon,
)
_TIMES = (
    Complaint.id,
    Complaint.year,
    Complaint.running,
    MatterFact.category_id,
    MatterFact.area_id,
    MatterFact.unit_id,
    MatterFact.priority,
    MatterFact.is_timed,
    MatterFact.filed_at,
    MatterFact.acknowledged_at,
    MatterFact.answered_at,
    MatterFact.ended_at,
    MatterFact.outcome,
    MatterFact.acknowledged_office,
    MatterFact.answered_office,
    MatterFact.ended_office,
    MatterFact.reopened,
)


def complaints(after: tuple[int, ...] | None, most: int) -> Sequence[Line]:
    """What everyone may read of complaints, in the order they were filed."""
    asked = select(*_COMPLAINTS).where(policy.public())
    if after is not None:
        asked = asked.where(Complaint.id > after[0])
    known = labels()
    return [
        Line(
            (row[0],),
            (
                *row[1:6],
                *known.category(row[6]),
                *known.area(row[7]),
                *known.unit(row[8]),
                *row[9:],
                f"/complaints/{row[1]}/{row[2]}",
            ),
        )
        for row in session.execute(asked.order_by(Complaint.id).limit(most))
    ]


def times(after: tuple[int, ...] | None, most: int) -> Sequence[Line]:
    """The course of the same complaints: when each was acknowledged, answered and ended."""
    asked = (
        select(*_TIMES)
        .join(
            MatterFact,
            and_(
                MatterFact.municipality_id == Complaint.municipality_id,
                MatterFact.matter_kind == MATTER,
                MatterFact.matter_id == Complaint.id,
            ),
        )
        .where(policy.public(), MatterFact.is_counted.is_(True))
    )
    if after is not None:
        asked = asked.where(Complaint.id > after[0])
    known = labels()
    return [
        Line((row[0],), (row[1], row[2], *_codes(known, row[3], row[4], row[5]), *row[6:]))
        for row in session.execute(asked.order_by(Complaint.id).limit(most))
    ]


def _codes(
    known: Labels, category: int | None, area: int | None, unit: int | None
) -> tuple[str, ...]:
    return known.category(category)[0], known.area(area)[0], known.unit(unit)[0]


def stamp() -> tuple[object, ...]:
    """The last step of any complaint, the last public change, and what things are called."""
    last = session.scalar(select(func.max(ComplaintStep.id)))
    return last, public_version(), labels().print


def changed_at() -> datetime | None:
    """The moment of the last step."""
    return session.scalar(select(ComplaintStep.at).order_by(ComplaintStep.id.desc()).limit(1))
