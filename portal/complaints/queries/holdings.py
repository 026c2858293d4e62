"""What hangs on a unit, on an area and on the register: asked before one of them is changed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from portal.complaints.models import Category, Complaint
from portal.complaints.routing.models import RoutingRule
from portal.foundation.database import session


@dataclass(frozen=True, slots=True)
class Holding:
    """How much a unit has that somebody else would have to take."""

    open_complaints: int
    categories: int
    rules: int


def of_unit(unit_id: int) -> Holding:
    """What a unit has."""
    of_open = Complaint.is_open.is_(True)
    return Holding(
        _count(Complaint.id, Complaint.unit_id == unit_id, of_open),
        _count(Category.id, Category.unit_id == unit_id),
        _count(RoutingRule.id, RoutingRule.unit_id == unit_id),
    )


def in_areas() -> dict[int, int]:
    """How many complaints lie in each area, ended ones too."""
    rows = session.execute(
        select(Complaint.area_id, func.count())
        .where(Complaint.area_id.is_not(None))
        .group_by(Complaint.area_id)
    )
    return {area_id: n for area_id, n in rows if area_id is not None}


def lies_in(area_id: int) -> bool:
    """Whether any complaint lies in an area."""
    asked = select(Complaint.id).where(Complaint.area_id == area_id).limit(1)
    return session.scalars(asked).first() is not None


def has_numbers() -> bool:
    """Whether a register number has ever been given."""
    return session.scalars(select(Complaint.id).limit(1)).first() is not None


def _count(column: object, *conditions: object) -> int:
    return session.scalar(select(func.count(column)).where(*conditions)) or 0  # type: ignore[arg-type]
