"""Questions about plans. Records come back finished."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.complaints.queries import choices
from portal.complaints.queries.said import Said, said
from portal.foundation.database import session
from portal.foundation.errors import NotFound
from portal.foundation.i18n import Bilingual, lazy
from portal.participation.plans.models import Plan, PlanCheck, PlanItem, PlanMoney
from portal.participation.plans.rows import Item
from portal.participation.plans.terms import YEARS, ItemState, Power, Verdict
from portal.places import queries as places


@dataclass(frozen=True, slots=True)
class PlanLine:
    """The plan of a project."""

    id: int
    project_id: int
    first_year: int
    adopted_at: datetime | None

    @property
    def years(self) -> tuple[int, ...]:
        """Its five years, in the Common Era."""
        return tuple(range(self.first_year, self.first_year + YEARS))


@dataclass(frozen=True, slots=True)
class YearLine:
    """The money of an item in a year."""

    id: int
    year: int
    planned: int
    approved: int | None
    ordinance: Said
    approved_at: datetime | None


@dataclass(frozen=True, slots=True)
class CheckLine:
    """What a feasibility check found."""

    verdict: Verdict
    cost: int
    power: Power
    reason: Bilingual
    unit: Bilingual | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item with its money."""

    id: int
    running: int
    state: ItemState
    strategy: Said
    heading: Said
    title: Bilingual
    objective: Said
    target: Said
    indicator: Said
    result: Said
    responsible: Said
    area: Bilingual | None
    money: tuple[int, ...]
    years: tuple[YearLine, ...]
    why_withdrawn: Said
    withdrawn_at: datetime | None
    version: int

    @property
    def total(self) -> int:
        """The planned money of all years."""
        return sum(self.money)


def plan_of(project_id: int) -> PlanLine | None:
    """The plan of a project, if one was begun."""
    row = session.scalar(select(Plan).where(Plan.project_id == project_id))
    return PlanLine(row.id, row.project_id, row.first_year, row.adopted_at) if row else None


def item(plan: PlanLine, running: int) -> ItemLine:
    """An item by its number; raises `NotFound`."""
    row = session.scalar(
        select(PlanItem).where(PlanItem.plan_id == plan.id, PlanItem.running == running)
    )
    if row is None:
        raise NotFound(lazy("There is no such item in the plan."))
    return lines(plan, [row])[0]


def lines(plan: PlanLine, found: Sequence[PlanItem]) -> list[ItemLine]:
    """Rows as finished records; their money comes by one question."""
    money = _money(row.id for row in found)
    return [_line(plan, row, money.get(row.id, [])) for row in found]


def items(plan_id: int) -> list[Item]:
    """Every item that was not withdrawn, by number, as a file holds it."""
    plan = session.get_one(Plan, plan_id)
    found = session.scalars(
        select(PlanItem)
        .where(PlanItem.plan_id == plan_id, PlanItem.withdrawn_at.is_(None))
        .order_by(PlanItem.running)
    ).all()
    money = _money(row.id for row in found)
    titles = {area.id: area.title.th for area in places.every_area()}
    return [_written(plan, row, money.get(row.id, []), titles) for row in found]


def written(plan: PlanLine, running: int) -> Item:
    """An item as it is written down, for a form; raises `NotFound`."""
    for one in items(plan.id):
        if one.number == running:
            return one
    raise NotFound(lazy("There is no such item in the plan."))


def withdrawn_numbers(plan_id: int) -> frozenset[int]:
    """The numbers of items that were withdrawn."""
    found = session.scalars(
        select(PlanItem.running).where(
            PlanItem.plan_id == plan_id, PlanItem.withdrawn_at.is_not(None)
        )
    )
    return frozenset(found)


def checks_of(item_id: int) -> list[CheckLine]:
    """The feasibility checks of an item, the newest first."""
    found = session.scalars(
        select(PlanCheck).where(PlanCheck.item_id == item_id).order_by(PlanCheck.id.desc())
    )
    return [
        CheckLine(
            Verdict(row.verdict),
            row.cost,
            Power(row.power),
            Bilingual(row.reason_th, row.reason_en),
            unit.title if (unit := choices.unit(row.unit_id)) else None,
            row.checked_at,
        )
        for row in found
    ]


def _money(ids: Iterable[int]) -> dict[int, list[PlanMoney]]:
    found: dict[int, list[PlanMoney]] = {}
    for row in session.scalars(select(PlanMoney).where(PlanMoney.item_id.in_(list(ids)))):
        found.setdefault(row.item_id, []).append(row)
    return found


def state_of(row: PlanItem, money: Sequence[PlanMoney]) -> ItemState:
    """Where an item stands, by what happened to it."""
    if row.withdrawn_at is not None:
        return ItemState.WITHDRAWN
    if any(one.approved for one in money):
        return ItemState.BUDGETED
    return ItemState.PLANNED if row.adopted_at is not None else ItemState.DRAFT


def _amounts(first_year: int, money: Sequence[PlanMoney]) -> tuple[int, ...]:
    by_year = {one.year: one.satang for one in money}
    return tuple(by_year.get(first_year + place, 0) for place in range(YEARS))


def _line(plan: PlanLine, row: PlanItem, money: Sequence[PlanMoney]) -> ItemLine:
    return ItemLine(
        id=row.id,
        running=row.running,
        state=state_of(row, money),
        strategy=said(row.strategy),
        heading=said(row.heading),
        title=Bilingual(row.title, row.title_en),
        objective=said(row.objective),
        target=said(row.target),
        indicator=said(row.indicator),
        result=said(row.result),
        responsible=said(row.responsible),
        area=choices.area_title(row.area_id),
        money=_amounts(plan.first_year, money),
        years=tuple(
            YearLine(
                one.id, one.year, one.satang, one.approved, said(one.ordinance), one.approved_at
            )
            for one in sorted(money, key=lambda one: one.year)
        ),
        why_withdrawn=said(row.why_withdrawn),
        withdrawn_at=row.withdrawn_at,
        version=row.version,
    )


def _written(plan: Plan, row: PlanItem, money: Sequence[PlanMoney], areas: dict[int, str]) -> Item:
    return Item(
        number=row.running,
        strategy=row.strategy,
        heading=row.heading,
        title=row.title,
        objective=row.objective,
        target=row.target,
        money=_amounts(plan.first_year, money),
        indicator=row.indicator,
        result=row.result,
        responsible=row.responsible,
        area=areas.get(row.area_id or 0, ""),
        title_en=row.title_en,
    )
