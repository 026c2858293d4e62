"""What is decided of an item: whether it can be done, and that a year's budget pays for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.foundation import audit, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.policy import Actor
from portal.municipalities import queries as municipalities
from portal.participation.chain import services as chain
from portal.participation.chain.terms import Kind
from portal.participation.plans import acts, rows
from portal.participation.plans.models import PlanCheck, PlanItem, PlanMoney
from portal.participation.plans.services import loading
from portal.participation.plans.services.planning import KIND
from portal.participation.plans.terms import (
    LONGEST_LINE,
    LONGEST_TEXT,
    STATE_WORDS,
    YEARS,
    ItemState,
    Power,
    Verdict,
)
from portal.participation.projects import queries as projects


@dataclass(frozen=True, slots=True)
class NewCheck:
    """What somebody found who checked."""

    verdict: Verdict
    cost: int
    power: Power
    reason: Bilingual
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """What the budget of a year gives for an item, and where that stands."""

    year: int
    approved: int
    ordinance: str


def check(actor: Actor, project_id: int, running: int, new: NewCheck, *, at: datetime) -> PlanCheck:
    """Publish what a feasibility check found; earlier ones stay beside it.

    Raises `Invalid`, naming the fields; officers check for their own units alone.
    """
    if actor.role not in acts.CHECKS:
        raise Forbidden(lazy("You do not have permission to check items of a plan."))
    plan = loading.plan_of(projects.project_by_id(project_id).id)
    row = loading.item_of(plan, running)
    unit_id = new.unit_id or actor.unit_id or municipalities.fallback_unit_id()
    wrong: dict[str, object] = {}
    reason = Bilingual(thai.cleaned(new.reason.th), thai.cleaned(new.reason.en))
    if not reason.th:
        wrong["reason_th"] = lazy("Give the reason in Thai: everyone reads it")
    for name, text in (("reason_th", reason.th), ("reason_en", reason.en)):
        if len(text) > LONGEST_TEXT:
            wrong[name] = lazy("Shorten it to %(most)s characters", most=LONGEST_TEXT)
    if new.cost < 0:
        wrong["cost"] = lazy("Money cannot be negative")
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    made = PlanCheck(
        item_id=row.id,
        verdict=new.verdict.value,
        cost=new.cost,
        power=new.power.value,
        reason_th=reason.th,
        reason_en=reason.en,
        unit_id=unit_id,
        checked_at=at,
    )
    session.add(made)
    session.flush()
    audit.note(
        acts.CHECKED, KIND, row.id, by=actor, at=at, number=running, verdict=new.verdict.value
    )
    return made


def put_in_budget(
    actor: Actor, project_id: int, running: int, grant: Grant, *, seen: int | None, at: datetime
) -> tuple[PlanItem, PlanMoney]:
    """Note that a year's budget pays for an item; again, with another amount, corrects it.

    Raises `Invalid`: a year outside the plan, nothing granted, no ordinance named.
    """
    plan = loading.plan_of(loading.project_for(actor, project_id).id)
    row = loading.item_of(plan, running, seen=seen)
    wrong: dict[str, object] = {}
    if not plan.first_year <= grant.year < plan.first_year + YEARS:
        wrong["year"] = rows.outside(plan.first_year)
    if grant.approved <= 0:
        wrong["approved"] = lazy("Enter how much the budget gives")
    ordinance = thai.cleaned(grant.ordinance)
    if not ordinance or len(ordinance) > LONGEST_LINE:
        wrong["ordinance"] = lazy("Name the budget ordinance, and the page if you know it")
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    money = loading.money_of(row.id).get(grant.year)
    if money is None:
        money = PlanMoney(item_id=row.id, year=grant.year, satang=0)
        session.add(money)
    money.approved, money.ordinance, money.approved_at = grant.approved, ordinance, at
    row.version += 1
    session.flush()
    audit.note(acts.BUDGETED, KIND, row.id, by=actor, at=at, number=running, year=grant.year)
    line = (Kind.BUDGET_LINE, money.id)
    chain.link(actor, (Kind.PLAN_ITEM, row.id), line, at)
    chain.moved(line, STATE_WORDS[ItemState.BUDGETED], at)
    return row, money
