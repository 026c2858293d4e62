"""Begin a plan, add and change its items, withdraw one, announce the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select, update

from portal.foundation import audit, database, thai
from portal.foundation.database import session
from portal.foundation.errors import Invalid, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.chain import services as chain
from portal.participation.chain.terms import Kind
from portal.participation.plans import acts, rows
from portal.participation.plans.models import Plan, PlanItem, PlanMoney
from portal.participation.plans.rows import Item
from portal.participation.plans.services import loading
from portal.participation.plans.terms import (
    EARLIEST,
    LATEST,
    LONGEST_TEXT,
    MOST_ITEMS,
    STATE_WORDS,
    YEARS,
    ItemState,
)
from portal.places import queries as places

KIND = "plan_item"


def begin(actor: Actor, project_id: int, first_year: int | None, *, at: datetime) -> Plan:
    """Begin the plan of a project: its five years from the first (of the Common Era) on.

    Raises `Invalid` for a year that is none, `OutOfOrder` where there is a plan.
    """
    project = loading.project_for(actor, project_id)
    if first_year is None or not EARLIEST <= first_year <= LATEST:
        raise Invalid(fields={"first_year": lazy("Enter the plan’s first year, like 2571 or 2028")})
    database.lock(f"plan:{project_id}")
    if session.scalar(select(Plan.id).where(Plan.project_id == project_id)) is not None:
        raise OutOfOrder(lazy("The plan of this project is begun already."))
    row = loading.begin(project.id, first_year, at)
    audit.note(acts.BEGUN, "project", project.number, by=actor, at=at, first_year=first_year)
    return row


def save(
    actor: Actor, project_id: int, item: Item, *, seen: int | None = None, at: datetime
) -> PlanItem:
    """Add an item (without a number) or change the one of this number.

    Raises `Invalid`, naming every wrong field; `Outdated`; `OutOfOrder` for one withdrawn.
    """
    project = loading.project_for(actor, project_id)
    plan = loading.plan_of(project.id)
    known = areas()
    if wrong := rows.check(item, known):
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    if item.number is None:
        refuse_too_many(plan, 1)
        row = add(plan, item, loading.next_number(plan), at)
    else:
        row = loading.item_of(plan, item.number, seen=seen)
        refuse_below_budget(row, item, plan)
        row.version += 1
    write(row, item, plan, known)
    audit.note(acts.ITEM_SAVED, KIND, row.id, by=actor, at=at, number=row.running)
    return row


def withdraw(
    actor: Actor, project_id: int, running: int, why: str, *, seen: int | None, at: datetime
) -> None:
    """Take an item out of the plan; it stays to be read, with the reason.

    Raises `Invalid` without a reason, `OutOfOrder` where a budget pays for it or it is gone.
    """
    plan = loading.plan_of(loading.project_for(actor, project_id).id)
    row = loading.item_of(plan, running, seen=seen)
    said = thai.cleaned(why)
    if not said or len(said) > LONGEST_TEXT:
        raise Invalid(fields={"why": lazy("Say in a sentence or two why it is withdrawn")})
    if any(one.approved for one in loading.money_of(row.id).values()):
        raise OutOfOrder(lazy("A budget pays for this item. It cannot be withdrawn."))
    row.withdrawn_at, row.why_withdrawn = at, said
    row.version += 1
    audit.note(acts.ITEM_WITHDRAWN, KIND, row.id, by=actor, at=at, number=running)
    chain.moved((Kind.PLAN_ITEM, row.id), STATE_WORDS[ItemState.WITHDRAWN], at)


def adopt(actor: Actor, project_id: int, *, at: datetime) -> int:
    """Note that the plan was announced: what is in the draft is in the plan now; says how many.

    Raises `OutOfOrder` where there is nothing new to announce.
    """
    project = loading.project_for(actor, project_id)
    plan = loading.plan_of(project.id)
    waiting = (
        PlanItem.plan_id == plan.id,
        PlanItem.adopted_at.is_(None),
        PlanItem.withdrawn_at.is_(None),
    )
    done = session.execute(
        update(PlanItem).where(*waiting).values(adopted_at=at, version=PlanItem.version + 1),
        execution_options={"synchronize_session": "fetch"},
    )
    count = int(done.rowcount)  # type: ignore[attr-defined]
    if not count:
        raise OutOfOrder(lazy("There is no item in the draft that could be announced."))
    plan.adopted_at = at
    audit.note(acts.ADOPTED, "project", project.number, by=actor, at=at, items=count)
    return count


def areas() -> dict[str, int]:
    """The areas by their titles in either language, as files write them."""
    return {
        title.casefold(): area.id
        for area in places.areas()
        for title in (area.title.th, area.title.en)
        if title
    }


def refuse_too_many(plan: Plan, more: int) -> None:
    """Refuse what no plan has."""
    there = session.scalar(select(func.count()).where(PlanItem.plan_id == plan.id)) or 0
    if there + more > MOST_ITEMS:
        raise OutOfOrder(lazy("A plan has at most %(most)s items.", most=f"{MOST_ITEMS:,}"))


def refuse_below_budget(row: PlanItem, item: Item, plan: Plan) -> None:
    """Refuse to take the plan from under a budget that was given by it."""
    for year, money in loading.money_of(row.id).items():
        if money.approved and not item.money[year - plan.first_year]:
            words = lazy(
                "The budget of %(year)s pays for item %(n)s. Its planned money cannot go.",
                year=rows.year_words(year),
                n=row.running,
            )
            raise Invalid(fields={f"money_{year - plan.first_year + 1}": words})


def add(plan: Plan, item: Item, running: int, at: datetime) -> PlanItem:
    """A new row with a number; `write` gives it the rest."""
    row = PlanItem(
        plan_id=plan.id,
        running=running,
        strategy=item.strategy,
        heading=item.heading,
        title=item.title,
        responsible=item.responsible,
        searched="",
        added_at=at,
    )
    session.add(row)
    return row


def write(row: PlanItem, item: Item, plan: Plan, known: dict[str, int]) -> None:
    """Keep what an item says, with the money of each year."""
    for name in ("strategy", "heading", "title", "title_en", "objective", "target"):
        setattr(row, name, getattr(item, name))
    row.indicator, row.result, row.responsible = item.indicator, item.result, item.responsible
    row.area_id = known.get(item.area.casefold()) if item.area else None
    row.searched = thai.normalise(
        f"{item.title} {item.title_en} {item.objective} {item.target} {item.heading}"
    )
    session.flush()
    there = loading.money_of(row.id)
    for place in range(YEARS):
        year, satang = plan.first_year + place, item.money[place]
        if year in there:
            there[year].satang = satang
        elif satang:
            session.add(PlanMoney(item_id=row.id, year=year, satang=satang))
    session.flush()


def cleaned(item: Item) -> Item:
    """The item with its words as they are kept."""
    return replace(
        item,
        strategy=thai.cleaned(item.strategy),
        heading=thai.cleaned(item.heading),
        title=thai.cleaned(item.title),
        title_en=thai.cleaned(item.title_en),
        objective=thai.cleaned(item.objective),
        target=thai.cleaned(item.target),
        indicator=thai.cleaned(item.indicator),
        result=thai.cleaned(item.result),
        responsible=thai.cleaned(item.responsible),
        area=thai.cleaned(item.area),
    )
