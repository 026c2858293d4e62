"""Hand everything that a unit has over to another, when it is closed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from portal.complaints.lifecycle import Verb
from portal.complaints.models import Category, Complaint, ComplaintCoUnit
from portal.complaints.queries import choices
from portal.complaints.routing.models import RoutingRule
from portal.complaints.services import moving
from portal.complaints.services.moving import Move
from portal.foundation import tenancy
from portal.foundation.database import session
from portal.foundation.policy import machine


def hand_over(former: int, heir: int, at: datetime) -> int:
    """Give open complaints, categories and rules of one unit to another; returns how many cases.

    Complaints keep state and promises; their history says why. Nobody has accepted anything by it.
    """
    _categories(former, heir)
    for rule in session.scalars(select(RoutingRule).where(RoutingRule.unit_id == former)):
        rule.unit_id, rule.officer_id = heir, None
        rule.version += 1
    numbers = session.scalars(
        select(Complaint.id)
        .where(Complaint.unit_id == former, Complaint.is_open.is_(True))
        .order_by(Complaint.id)
    ).all()
    by = machine(tenancy.municipality_id())
    details: dict[str, object] = {"unit_id": heir, "officer_id": None, "closed_unit": former}
    for number in numbers:
        complaint = moving.load(number)
        complaint.unit_id, complaint.officer_id = heir, None
        moving.first_step(complaint, Move(by, Verb.ROUTE, at, details=details))
        moving.settle_books(complaint, moving.on_map(complaint))
    session.flush()
    choices.forget_choices()
    return len(numbers)


def _categories(former: int, heir: int) -> None:
    for category in session.scalars(select(Category)):
        if category.unit_id == former:
            category.unit_id = heir
        if former in category.co_unit_ids:
            kept = [unit for unit in category.co_unit_ids if unit != former]
            category.co_unit_ids = kept
    open_ones = select(Complaint.id).where(Complaint.is_open.is_(True))
    session.execute(
        delete(ComplaintCoUnit).where(
            ComplaintCoUnit.unit_id == former, ComplaintCoUnit.complaint_id.in_(open_ones)
        )
    )
