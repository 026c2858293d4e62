"""Units: add, rename, order, close and open again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.accounts import queries as accounts
from portal.accounts.services import units as people
from portal.complaints.queries import choices, holdings
from portal.complaints.services import units as work
from portal.foundation import audit
from portal.foundation.errors import Invalid, OutOfOrder
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.policy import Actor
from portal.municipalities import queries as municipalities
from portal.municipalities import services as municipality
from portal.municipalities import units
from portal.set_up import acts
from portal.set_up.services import must_set

MOST_HANDED_OVER = 500
"""Complaints handed over by one press: some seconds of work."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a unit has that another one has to take before it can be closed."""

    open_complaints: int
    categories: int
    rules: int
    people: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing has to be taken."""
        return not (self.open_complaints or self.categories or self.rules or self.people)


def holding(unit_id: int) -> Holding:
    """What a unit has."""
    found = holdings.of_unit(unit_id)
    staff = sum(one.unit_id == unit_id for one in accounts.staff())
    return Holding(found.open_complaints, found.categories, found.rules, staff)


def add(actor: Actor, code: str, title: Bilingual, *, at: datetime) -> int:
    """Add a unit after the others."""
    must_set(actor)
    made = units.add(code, title)
    _settle(actor, acts.UNIT_ADDED, made, at)
    return made


def rename(actor: Actor, unit_id: int, title: Bilingual, *, at: datetime) -> None:
    """Call it something else, on what has been, too."""
    must_set(actor)
    units.rename(unit_id, title)
    _settle(actor, acts.UNIT_RENAMED, unit_id, at)


def move(actor: Actor, unit_id: int, *, up: bool, at: datetime) -> None:
    """Let it stand one place earlier or later."""
    must_set(actor)
    units.move(unit_id, up=up)
    _settle(actor, acts.UNIT_MOVED, unit_id, at)


def close(actor: Actor, unit_id: int, heir_id: int | None, *, at: datetime) -> int:
    """Close it; all it has goes to the heir. Returns how many open complaints were handed over.

    Raises `Invalid` where it has something and no heir is named.
    """
    must_set(actor)
    has = holding(unit_id)
    heirs = {unit.id for unit in municipalities.units()} - {unit_id}
    row = units.load(unit_id)
    if not has.is_empty and row.closed_at is None and not row.is_fallback:
        _check_heir(has, is_known=heir_id in heirs)
    units.close(unit_id, at)
    moved = 0
    if heir_id is not None and not has.is_empty:
        moved = work.hand_over(unit_id, heir_id, at)
        people.hand_over(unit_id, heir_id)
    audit.note(
        acts.UNIT_CLOSED, "unit", unit_id, by=actor, at=at, after=str(heir_id or ""), rows=moved
    )
    _show()
    return moved


def _check_heir(has: Holding, *, is_known: bool) -> None:
    if not is_known:
        raise Invalid(fields={"heir": lazy("Choose who takes over what this unit still has")})
    if has.open_complaints > MOST_HANDED_OVER:
        raise OutOfOrder(
            lazy(
                "This unit has %(n)s open complaints. Assign them at the desk until at most"
                " %(most)s are left, then close it.",
                n=has.open_complaints,
                most=MOST_HANDED_OVER,
            )
        )


def reopen(actor: Actor, unit_id: int, *, at: datetime) -> None:
    """Let work be given to it again; what was handed over stays where it is."""
    must_set(actor)
    units.reopen(unit_id)
    _settle(actor, acts.UNIT_REOPENED, unit_id, at)


def _settle(actor: Actor, act: audit.Act, unit_id: int, at: datetime) -> None:
    audit.note(act, "unit", unit_id, by=actor, at=at)
    _show()


def _show() -> None:
    choices.forget_choices()
    municipality.show_public_change()
