"""How far the work is, from its milestones and money. Pure and exact: no float."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Protocol

from portal.foundation.i18n import Lazy, lazy
from portal.participation.monitoring.terms import MOST_SATANG


class Weighed(Protocol):
    """A milestone as progress needs it."""

    @property
    def weight(self) -> int:
        """Its share among all."""

    @property
    def planned_to(self) -> date:
        """By when it was to be done."""

    @property
    def done_on(self) -> date | None:
        """When it was."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Percent done, and percent that should be done by now, both rounded down."""

    done: int
    planned: int

    @property
    def is_behind(self) -> bool:
        """Whether less is done than was planned."""
        return self.done < self.planned


def progress(milestones: Sequence[Weighed], today: date) -> Progress | None:
    """Compute progress from milestones; None where there is no weight at all.

    With weights w and milestones m:

        done    = floor(100 × Σ w(m) for m done on or before today     ÷ Σ w(m))
        planned = floor(100 × Σ w(m) for m planned to end before today ÷ Σ w(m))

    A milestone counts when it is done, never in part; whole numbers only, so that 100 % means that
    every milestone with a weight is done.
    """
    whole = sum(one.weight for one in milestones)
    if not whole:
        return None
    done = sum(one.weight for one in milestones if one.done_on and one.done_on <= today)
    planned = sum(one.weight for one in milestones if one.planned_to < today)
    return Progress(100 * done // whole, 100 * planned // whole)


@dataclass(frozen=True, slots=True)
class Money:
    """The money of one fiscal year, in satang."""

    year: int
    """The year (CE) in which the fiscal year ends."""
    approved: int
    contracted: int
    paid: int


def money_wrong(years: Iterable[Money]) -> tuple[str, Lazy] | None:
    """What does not add up, as (field, why); None where everything does.

    Money moves between years: what is contracted in one may be paid in the next. So it is added up
    from the first year on: at the end of each, no more is contracted than approved, and no more is
    paid than contracted.
    """
    approved = contracted = paid = 0
    for one in sorted(years, key=lambda each: each.year):
        approved, contracted = approved + one.approved, contracted + one.contracted
        paid += one.paid
        if contracted > approved:
            return "contracted", lazy("More is contracted than was approved up to this year")
        if paid > contracted:
            return "paid", lazy("More is paid than was contracted up to this year")
    return None


def satang_of(typed: str) -> int | None:
    """An amount of baht as it is typed, in satang; None for what is no amount.

    Takes commas and up to two decimals; a negative amount is given back as it is, to be refused.
    """
    try:
        amount = Decimal(typed.replace(",", "").replace(" ", "") or "x")
    except InvalidOperation:
        return None
    if not amount.is_finite() or abs(amount) > MOST_SATANG:
        return None
    satang = amount * 100
    return int(satang) if satang == satang.to_integral_value() else None


def baht_of(satang: int) -> str:
    """An amount as people read it: without decimals where there are none."""
    baht, rest = divmod(satang, 100)
    return f"{baht:,}.{rest:02}" if rest else f"{baht:,}"
