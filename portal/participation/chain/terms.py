"""What can be a link of the chain, and in which order. Pure."""

from __future__ import annotations

from enum import StrEnum

from portal.foundation.errors import OutOfOrder
from portal.foundation.i18n import Lazy, lazy


class Kind(StrEnum):
    """A kind of record; each leads only to kinds that stand after it."""

    COMPLAINT = "complaint"
    IDEA = "idea"
    BALLOT_OPTION = "ballot_option"
    PLAN_ITEM = "plan_item"
    BUDGET_LINE = "budget_line"
    CONTRACT = "contract"
    MILESTONE = "milestone"
    RESULT = "result"
    CARETAKER = "caretaker"


Record = tuple[Kind, int]
"""A record: what kind it is, and its id there."""

KIND_WORDS: dict[Kind, Lazy] = {
    Kind.COMPLAINT: lazy("Complaint"),
    Kind.IDEA: lazy("Idea"),
    Kind.BALLOT_OPTION: lazy("Put to the vote"),
    Kind.PLAN_ITEM: lazy("Item of the plan"),
    Kind.BUDGET_LINE: lazy("Budget"),
    Kind.CONTRACT: lazy("Contract"),
    Kind.MILESTONE: lazy("Work"),
    Kind.RESULT: lazy("What came of it"),
    Kind.CARETAKER: lazy("Who looks after it"),
}
ORDER = tuple(Kind)


def check(first: Record, second: Record) -> None:
    """Refuse a link that leads nowhere: `OutOfOrder` in words.

    Every link leads forward in the order of kinds, so that no chain can run in a circle.
    """
    if first == second:
        raise OutOfOrder(lazy("A record cannot be linked with itself."))
    if ORDER.index(first[0]) >= ORDER.index(second[0]):
        raise OutOfOrder(
            lazy(
                "%(first)s does not lead to %(second)s: the chain goes the other way.",
                first=KIND_WORDS[first[0]],
                second=KIND_WORDS[second[0]],
            )
        )
