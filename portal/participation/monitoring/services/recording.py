"""Milestones, contracts and money, as the municipality records them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from portal.foundation import audit, clock, database, outbox, thai
from portal.foundation.database import session
from portal.foundation.dates import fiscal_year
from portal.foundation.errors import Invalid, NotFound, Outdated
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.policy import Actor
from portal.participation.chain import services as chain
from portal.participation.chain.terms import Kind
from portal.participation.monitoring import acts, chained
from portal.participation.monitoring.events import MilestoneMoved
from portal.participation.monitoring.models import Contract, ContractDay, Milestone, MoneyYear
from portal.participation.monitoring.progress import Money, money_wrong
from portal.participation.monitoring.services import chaining
from portal.participation.monitoring.services.loading import CHANGED, followed
from portal.participation.monitoring.terms import (
    LONGEST_REASON,
    LONGEST_TITLE,
    MOST_SATANG,
    MOST_WEIGHT,
    ContractStep,
)
from portal.participation.projects.queries import ProjectLine

CORRECT = lazy("There is something to correct")
NOTHING = Bilingual("", "")
YEARS_AROUND = 2
"""Money may be approved so many years before a project is made, and paid so many after its end."""


@dataclass(frozen=True, slots=True)
class MilestonePlan:
    """What is recorded of a milestone."""

    title: Bilingual
    weight: int | None
    planned_from: date | None
    planned_to: date | None
    begun_on: date | None = None
    done_on: date | None = None
    reason: Bilingual = NOTHING


@dataclass(frozen=True, slots=True)
class ContractPlan:
    """What is recorded of a contract: for each step the day planned and the day it was."""

    reference: str
    title: Bilingual
    company: str = ""
    days: Mapping[ContractStep, tuple[date | None, date | None]] = field(default_factory=dict)
    budget_id: int | None = None
    """The budget line that pays for it, by its id on the chain."""


def save_milestone(
    actor: Actor,
    project_id: int,
    plan: MilestonePlan,
    *,
    at: datetime,
    known: tuple[int, int] | None = None,
) -> Milestone:
    """Record a milestone; `known` is the id and the version that the page showed.

    Followers are told when it was begun, done, or moved to another day. Raises `Forbidden`,
    `NotFound`, `OutOfOrder`, `Outdated`, and `Invalid`, naming the fields.
    """
    followed(actor, project_id, at)
    row = _milestone(project_id, known)
    former = (row.begun_on, row.done_on, row.planned_to) if known else None
    wrong = _milestone_wrong(plan, former[2] if former else None, clock.local(at).date())
    if wrong or plan.planned_from is None or plan.planned_to is None:
        raise Invalid(CORRECT, fields=wrong)
    row.title_th, row.title_en = thai.cleaned(plan.title.th), thai.cleaned(plan.title.en)
    row.weight = plan.weight or 0
    row.planned_from, row.planned_to = plan.planned_from, plan.planned_to
    row.begun_on, row.done_on = plan.begun_on, plan.done_on
    row.reason_th, row.reason_en = thai.cleaned(plan.reason.th), thai.cleaned(plan.reason.en)
    if known:
        row.version += 1
    else:
        row.first_to = plan.planned_to
        session.add(row)
    session.flush()
    chaining.milestone(actor, row, at)
    audit.note(acts.MILESTONE_SAVED, "milestone", row.id, by=actor, at=at, project=project_id)
    if (former or (None, None, row.planned_to)) != (row.begun_on, row.done_on, row.planned_to):
        outbox.record(MilestoneMoved(row.id, row.version or 1), at)
        chain.moved((Kind.MILESTONE, row.id), chained.state_of(row), at)
    return row


def _milestone(project_id: int, known: tuple[int, int] | None) -> Milestone:
    if known is None:
        return Milestone(project_id=project_id, version=1)
    row = session.scalar(select(Milestone).where(Milestone.id == known[0]).with_for_update())
    if row is None or row.project_id != project_id:
        raise NotFound(lazy("There is no such milestone."))
    if row.version != known[1]:
        raise Outdated(CHANGED)
    return row


def _milestone_wrong(plan: MilestonePlan, former: date | None, today: date) -> dict[str, object]:
    wrong: dict[str, object] = {}
    if not thai.cleaned(plan.title.th):
        wrong["title_th"] = lazy("Name the milestone in Thai")
    for name, words in (("title_th", plan.title.th), ("title_en", plan.title.en)):
        if len(words) > LONGEST_TITLE:
            wrong[name] = lazy("Shorten the line to %(most)s characters", most=LONGEST_TITLE)
    for name, words in (("reason_th", plan.reason.th), ("reason_en", plan.reason.en)):
        if len(words) > LONGEST_REASON:
            wrong[name] = lazy("Shorten the reason to %(most)s characters", most=LONGEST_REASON)
    if plan.weight is None or not 0 <= plan.weight <= MOST_WEIGHT:
        wrong["weight"] = lazy("Enter a weight from 0 to %(most)s", most=MOST_WEIGHT)
    return wrong | _days_wrong(plan, former, today)


def _days_wrong(plan: MilestonePlan, former: date | None, today: date) -> dict[str, object]:
    wrong: dict[str, object] = {}
    for name in ("planned_from", "planned_to"):
        if getattr(plan, name) is None:
            wrong[name] = lazy("Enter the day like 24/11/2026 or 24 Nov 2026")
    if plan.planned_from and plan.planned_to and plan.planned_to < plan.planned_from:
        wrong["planned_to"] = lazy("The planned end lies before the planned start")
    for name in ("begun_on", "done_on"):
        day = getattr(plan, name)
        if day is not None and day > today:
            wrong[name] = lazy("This day has not come yet: enter what has happened")
    if plan.done_on and (plan.begun_on is None or plan.done_on < plan.begun_on):
        wrong["done_on"] = lazy("It cannot be done before it was begun")
    late = plan.planned_to and (
        (plan.done_on and plan.done_on > plan.planned_to) or (former and plan.planned_to > former)
    )
    if late and not thai.cleaned(plan.reason.th):
        wrong["reason_th"] = lazy("It is later than planned: give the reason in Thai")
    return wrong


def save_contract(
    actor: Actor,
    project_id: int,
    plan: ContractPlan,
    *,
    at: datetime,
    known: tuple[int, int] | None = None,
) -> Contract:
    """Record a contract and the days of its steps. Raises as `save_milestone`."""
    followed(actor, project_id, at)
    database.lock(f"contracts:{project_id}")
    row = _contract(project_id, known)
    wrong = _contract_wrong(project_id, plan, row.id, clock.local(at).date())
    if wrong:
        raise Invalid(CORRECT, fields=wrong)
    row.reference, row.company = thai.cleaned(plan.reference), thai.cleaned(plan.company)
    row.title_th, row.title_en = thai.cleaned(plan.title.th), thai.cleaned(plan.title.en)
    if known:
        row.version += 1
    session.add(row)
    session.flush()
    there = {
        day.step: day
        for day in session.scalars(select(ContractDay).where(ContractDay.contract_id == row.id))
    }
    for step in ContractStep:
        day = there.get(step.value) or ContractDay(contract_id=row.id, step=step.value)
        day.planned_on, day.done_on = plan.days.get(step, (None, None))
        session.add(day)
    session.flush()
    chaining.contract(actor, row, plan.budget_id, at)
    audit.note(acts.CONTRACT_SAVED, "contract", row.id, by=actor, at=at, project=project_id)
    return row


def _contract(project_id: int, known: tuple[int, int] | None) -> Contract:
    if known is None:
        return Contract(project_id=project_id, version=1)
    row = session.scalar(select(Contract).where(Contract.id == known[0]).with_for_update())
    if row is None or row.project_id != project_id:
        raise NotFound(lazy("There is no such contract."))
    if row.version != known[1]:
        raise Outdated(CHANGED)
    return row


def _contract_wrong(
    project_id: int, plan: ContractPlan, own_id: int | None, today: date
) -> dict[str, object]:
    wrong: dict[str, object] = {}
    reference = thai.cleaned(plan.reference)
    if not reference or len(reference) > 60:  # noqa: PLR2004 - the length of the column
        wrong["reference"] = lazy("Enter the number of the contract")
    elif _is_taken(project_id, reference, own_id):
        wrong["reference"] = lazy("This project has a contract with this number already")
    if not thai.cleaned(plan.title.th):
        wrong["title_th"] = lazy("Name the contract in Thai")
    if plan.budget_id is not None and not chaining.may_pay(plan.budget_id):
        wrong["paid_from"] = lazy("Choose a budget from the list")
    return wrong | _steps_wrong(plan, today)


def _steps_wrong(plan: ContractPlan, today: date) -> dict[str, object]:
    wrong: dict[str, object] = {}
    last: date | None = None
    for step in ContractStep:
        _planned, done = plan.days.get(step, (None, None))
        if done is None:
            continue
        if done > today:
            wrong[f"{step}_done"] = lazy("This day has not come yet: enter what has happened")
        elif last is not None and done < last:
            wrong[f"{step}_done"] = lazy("This step lies before the one that comes first")
        last = max(last or done, done)
    return wrong


def _is_taken(project_id: int, reference: str, own_id: int | None) -> bool:
    with session.no_autoflush:
        found = session.scalar(
            select(Contract.id).where(
                Contract.project_id == project_id, Contract.reference == reference
            )
        )
    return found is not None and found != own_id


def save_money(actor: Actor, project_id: int, new: Money, *, at: datetime) -> MoneyYear:
    """Record the money of one fiscal year, in satang; what stood there is replaced.

    Raises `Invalid` for a negative amount, a year outside the project, more contracted than
    approved, or more paid than contracted; and what `save_milestone` raises of person and project.
    """
    project = followed(actor, project_id, at)
    database.lock(f"money:{project_id}")
    rows = {
        row.year: row
        for row in session.scalars(select(MoneyYear).where(MoneyYear.project_id == project_id))
    }
    wrong = _money_wrong(project, new)
    if not wrong:
        others = [
            Money(row.year, row.approved, row.contracted, row.paid)
            for row in rows.values()
            if row.year != new.year
        ]
        found = money_wrong([*others, new])
        wrong = dict([found]) if found else {}
    if wrong:
        raise Invalid(CORRECT, fields=wrong)
    row = rows.get(new.year) or MoneyYear(project_id=project_id, year=new.year)
    before = [row.approved, row.contracted, row.paid] if row.id else None
    row.approved, row.contracted, row.paid = new.approved, new.contracted, new.paid
    session.add(row)
    session.flush()
    audit.note(
        acts.MONEY_SAVED,
        "project",
        project_id,
        by=actor,
        at=at,
        year=new.year,
        before=before,
        after=[new.approved, new.contracted, new.paid],
    )
    return row


def _money_wrong(project: ProjectLine, new: Money) -> dict[str, object]:
    wrong: dict[str, object] = {}
    first = fiscal_year(clock.local(project.created_at).date()) - YEARS_AROUND
    last = fiscal_year(clock.local(project.ends_at or project.created_at).date()) + YEARS_AROUND
    if not first <= new.year <= last:
        wrong["year"] = lazy(
            "This year lies outside the project: enter one from %(first)s to %(last)s",
            first=Bilingual(str(first + 543), str(first)),
            last=Bilingual(str(last + 543), str(last)),
        )
    for name in ("approved", "contracted", "paid"):
        if not 0 <= getattr(new, name) <= MOST_SATANG:
            wrong[name] = lazy("Enter an amount of baht, zero or more")
    return wrong
