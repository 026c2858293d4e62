"""The list of a plan's items, filtered and in pages, and the totals by strategy and year."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from portal.foundation import thai
from portal.foundation.database import session
from portal.foundation.paging import Page, decoded, page
from portal.participation.plans import queries
from portal.participation.plans.models import PlanItem, PlanMoney
from portal.participation.plans.queries import ItemLine, PlanLine
from portal.participation.plans.terms import YEARS, ItemState

PAGE_ROWS = 25
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items."""

    text: str = ""
    strategy: str = ""
    heading: str = ""
    year: int | None = None
    area_id: int | None = None
    state: ItemState | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self == Wanted()


@dataclass(frozen=True, slots=True)
class Sum:
    """The money of a strategy in each year."""

    strategy: str
    items: int
    money: tuple[int, ...]

    @property
    def total(self) -> int:
        """Of all years."""
        return sum(self.money)


def listed(plan: PlanLine, wanted: Wanted, cursor: str | None) -> Page[ItemLine]:
    """One page of items, by number; where nothing lies behind a cursor, it is the first page."""
    position = decoded(cursor, (int,))
    asked = select(PlanItem).where(*_conditions(plan, wanted))
    backwards = position is not None and position.backwards
    if position is not None and position.key[0] is not None:
        edge = position.key[0]
        asked = asked.where(PlanItem.running < edge if backwards else PlanItem.running > edge)
    order = PlanItem.running.desc() if backwards else PlanItem.running.asc()
    found = session.scalars(asked.order_by(order).limit(PAGE_ROWS + 1)).all()
    if position is not None and len(found) < (PAGE_ROWS if backwards else 1):
        return listed(plan, wanted, None)
    chosen = page(found, PAGE_ROWS, lambda row: (row.running,), position)
    return Page(queries.lines(plan, chosen.items), chosen.newer, chosen.older)


def totals(plan: PlanLine, wanted: Wanted = Wanted()) -> list[Sum]:
    """What is planned by strategy, in the order of first items; withdrawn ones left out."""
    conditions = _conditions(plan, wanted)
    if wanted.state is not ItemState.WITHDRAWN:
        conditions.append(PlanItem.withdrawn_at.is_(None))
    counted = session.execute(
        select(PlanItem.strategy, func.count(), func.min(PlanItem.running))
        .where(*conditions)
        .group_by(PlanItem.strategy)
    ).all()
    amounts = session.execute(
        select(PlanItem.strategy, PlanMoney.year, func.sum(PlanMoney.satang))
        .join(PlanMoney, PlanMoney.item_id == PlanItem.id)
        .where(*conditions)
        .group_by(PlanItem.strategy, PlanMoney.year)
    ).all()
    by_place = {(strategy, year): int(amount) for strategy, year, amount in amounts}
    ordered = sorted(counted, key=lambda row: (row[2], row[0]))
    return [
        Sum(strategy, number, tuple(by_place.get((strategy, year), 0) for year in plan.years))
        for strategy, number, _first in ordered
    ]


def whole(sums: list[Sum]) -> Sum:
    """All strategies together."""
    money = tuple(sum(one.money[place] for one in sums) for place in range(YEARS))
    return Sum("", sum(one.items for one in sums), money)


def strategies(plan: PlanLine) -> list[str]:
    """The strategies of a plan, in the order of their first items."""
    return _names(plan, PlanItem.strategy)


def headings(plan: PlanLine) -> list[str]:
    """The headings of a plan, in the order of their first items."""
    return _names(plan, PlanItem.heading)


def _names(plan: PlanLine, column: InstrumentedAttribute[str]) -> list[str]:
    found = session.execute(
        select(column, func.min(PlanItem.running))
        .where(PlanItem.plan_id == plan.id)
        .group_by(column)
    ).all()
    return [name for name, _first in sorted(found, key=lambda row: (row[1], row[0]))]


def _conditions(plan: PlanLine, wanted: Wanted) -> list[ColumnElement[bool]]:
    words = thai.normalise(wanted.text).split()[:MOST_WORDS]
    found: list[ColumnElement[bool]] = [PlanItem.plan_id == plan.id]
    found += [PlanItem.searched.contains(word, autoescape=True) for word in words]
    if wanted.strategy:
        found.append(PlanItem.strategy == wanted.strategy)
    if wanted.heading:
        found.append(PlanItem.heading == wanted.heading)
    if wanted.area_id is not None:
        found.append(PlanItem.area_id == wanted.area_id)
    if wanted.year is not None:
        paid = select(PlanMoney.item_id).where(PlanMoney.year == wanted.year, PlanMoney.satang > 0)
        found.append(PlanItem.id.in_(paid))
    if wanted.state is not None:
        found.append(_in_state(wanted.state))
    return found


def _in_state(state: ItemState) -> ColumnElement[bool]:
    gone = PlanItem.withdrawn_at.is_not(None)
    paid = PlanItem.id.in_(select(PlanMoney.item_id).where(PlanMoney.approved > 0))
    if state is ItemState.WITHDRAWN:
        return gone
    if state is ItemState.BUDGETED:
        return ~gone & paid
    adopted = PlanItem.adopted_at.is_not(None)
    return ~or_(gone, paid) & (adopted if state is ItemState.PLANNED else ~adopted)
