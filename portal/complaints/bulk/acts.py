"""What can be done with many complaints at once, and how many."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.complaints.lifecycle import STEPS, Verb
from portal.foundation import audit
from portal.foundation.i18n import Lazy, lazy

MOST = 500
"""So many are done by one press. Whoever reads a list of more does not read it."""
BATCH = 100
"""So many are done in one transaction: others get their turn in between."""


class Act(StrEnum):
    """A move that makes sense with many: its words are the same for all of them."""

    ACKNOWLEDGE = "acknowledge"
    ASSIGN = "assign"
    REPLY = "reply"

    @property
    def verb(self) -> Verb:
        """The arrow of the lifecycle."""
        return Verb(self.value)

    @property
    def words(self) -> Lazy:
        """As a button."""
        return STEPS[self.verb].words


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done with each of them."""

    act: Act
    unit_id: int | None = None
    officer_id: int | None = None
    text: str = ""


IN_BULK = audit.Act("complaint.in_bulk", lazy("Many complaints moved in one go"))
GONE = lazy("It is not there, or you may not read it.")
FORBIDDEN = lazy("You do not have permission to do this with it.")
CHANGED = lazy("Somebody else changed it since your page was shown.")
SAME = lazy("It is with them already.")


def too_many(count: int) -> Lazy:
    """Why so many are refused."""
    return lazy(
        "You chose %(n)s complaints. At most %(most)s are done at once: choose fewer, or take all"
        " that match the filters, which are done one lot after another.",
        n=f"{count:,}",
        most=MOST,
    )
