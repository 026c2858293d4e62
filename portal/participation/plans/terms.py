"""What is said of a plan: where an item stands, whose power it is, what the columns are called."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from portal.foundation.i18n import Lazy, lazy

YEARS: Final = 5
"""Years of a local development plan."""
EARLIEST, LATEST = 2000, 2150
MOST_ITEMS: Final = 2000
LONGEST_LINE: Final = 300
LONGEST_TEXT: Final = 2000


class ItemState(StrEnum):
    """Where an item of a plan stands."""

    DRAFT = "draft"
    PLANNED = "planned"
    BUDGETED = "budgeted"
    WITHDRAWN = "withdrawn"


STATE_WORDS: dict[ItemState, Lazy] = {
    ItemState.DRAFT: lazy("In the draft plan"),
    ItemState.PLANNED: lazy("In the announced plan"),
    ItemState.BUDGETED: lazy("In the budget"),
    ItemState.WITHDRAWN: lazy("Withdrawn"),
}


class Verdict(StrEnum):
    """What a feasibility check found."""

    FEASIBLE = "feasible"
    CHANGED = "changed"
    NOT_FEASIBLE = "not"


VERDICT_WORDS: dict[Verdict, Lazy] = {
    Verdict.FEASIBLE: lazy("Feasible"),
    Verdict.CHANGED: lazy("Feasible with changes"),
    Verdict.NOT_FEASIBLE: lazy("Not feasible"),
}


class Power(StrEnum):
    """Whose power and duty it is."""

    OWN = "own"
    SHARED = "shared"
    OTHER = "other"


POWER_WORDS: dict[Power, Lazy] = {
    Power.OWN: lazy("Within the municipality’s own power and duty"),
    Power.SHARED: lazy("Possible together with another body, or with its permission"),
    Power.OTHER: lazy("The power and duty of another body"),
}
