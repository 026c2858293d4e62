"""A contract hangs on the budget that pays for it, a project's milestones on its contracts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from portal.foundation.database import session
from portal.foundation.policy import Actor
from portal.participation.chain import services as chain
from portal.participation.chain.terms import Kind
from portal.participation.monitoring.models import Contract, Milestone
from portal.participation.plans import chained as plans


def may_pay(budget_id: int) -> bool:
    """Whether there is such a budget line that everyone can read."""
    return budget_id in plans.budget_lines([budget_id], None)


def contract(actor: Actor, row: Contract, budget_id: int | None, at: datetime) -> None:
    """Link a contract with its budget and with every milestone of the project."""
    chain.lead_here(actor, Kind.BUDGET_LINE, budget_id, (Kind.CONTRACT, row.id), at)
    asked = select(Milestone.id).where(Milestone.project_id == row.project_id)
    for milestone_id in session.scalars(asked).all():
        chain.link(actor, (Kind.CONTRACT, row.id), (Kind.MILESTONE, milestone_id), at)


def milestone(actor: Actor, row: Milestone, at: datetime) -> None:
    """Link a milestone with every contract of its project."""
    asked = select(Contract.id).where(Contract.project_id == row.project_id)
    for contract_id in session.scalars(asked).all():
        chain.link(actor, (Kind.CONTRACT, contract_id), (Kind.MILESTONE, row.id), at)
