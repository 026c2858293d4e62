"""Plans and items as verbs load them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from portal.foundation.database import session
from portal.foundation.errors import Forbidden, NotFound, Outdated, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.plans import acts
from portal.participation.plans.models import Plan, PlanItem, PlanMoney
from portal.participation.projects import policy as projects_policy
from portal.participation.projects import queries as projects
from portal.participation.projects.queries import ProjectLine
from portal.participation.projects.terms import ProjectForm

NO_ITEM = lazy("There is no such item in the plan.")


def project_for(actor: Actor, project_id: int) -> ProjectLine:
    """The project whose plan this person may write; heads only those of their own units.

    Raises `Forbidden`; `NotFound` where it makes no development plan; `OutOfOrder` once closed.
    """
    found = projects.project_by_id(project_id)
    if actor.role not in acts.SETS or not projects_policy.may_change(actor, found.unit_id):
        raise Forbidden(lazy("You do not have permission to change this plan."))
    if found.form is not ProjectForm.DEVELOPMENT_PLAN:
        raise NotFound(lazy("This project makes no development plan."))
    if found.closed_at is not None:
        raise OutOfOrder(lazy("The project is closed. Its plan stays as it is."))
    return found


def plan_of(project_id: int) -> Plan:
    """The plan of a project, locked; raises `NotFound` where none was begun."""
    row = session.scalar(select(Plan).where(Plan.project_id == project_id).with_for_update())
    if row is None:
        raise NotFound(lazy("This project has no plan yet."))
    return row


def item_of(plan: Plan, running: int, *, seen: int | None = None) -> PlanItem:
    """An item, locked, in the version that the page showed.

    Raises `NotFound`, `Outdated`, and `OutOfOrder` where it was withdrawn.
    """
    row = session.scalar(
        select(PlanItem)
        .where(PlanItem.plan_id == plan.id, PlanItem.running == running)
        .with_for_update()
    )
    if row is None:
        raise NotFound(NO_ITEM)
    if seen is not None and seen != row.version:
        raise Outdated(lazy("Somebody else has changed this item meanwhile. Look at it again."))
    if row.withdrawn_at is not None:
        raise OutOfOrder(lazy("Item %(n)s was withdrawn. Nothing of it can be changed.", n=running))
    return row


def money_of(item_id: int) -> dict[int, PlanMoney]:
    """The rows of money of an item, by year."""
    rows = session.scalars(select(PlanMoney).where(PlanMoney.item_id == item_id))
    return {row.year: row for row in rows}


def next_number(plan: Plan) -> int:
    """A number that no item of the plan has ever had."""
    wanted = select(func.max(PlanItem.running)).where(PlanItem.plan_id == plan.id)
    return (session.scalar(wanted) or 0) + 1


def begin(project_id: int, first_year: int, at: datetime) -> Plan:
    """A new plan."""
    row = Plan(project_id=project_id, first_year=first_year, begun_at=at)
    session.add(row)
    session.flush()
    return row
