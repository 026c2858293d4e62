"""The words and limits of budget votes."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

from portal.foundation.i18n import Lazy, lazy
from portal.participation.counting.results import Completion, Rule, Utility
from portal.participation.counting.ties import Step


class BallotKind(StrEnum):
    """How a ballot is filled in."""

    APPROVAL = "approval"
    KNAPSACK = "knapsack"
    POINTS = "points"
    RANKED = "ranked"


CHOOSING: Final = frozenset({BallotKind.APPROVAL, BallotKind.KNAPSACK})
"""Ballots that choose projects and say no more: what Equal Shares can count."""

KIND_WORDS: Final[dict[BallotKind, Lazy]] = {
    BallotKind.APPROVAL: lazy("Choose projects"),
    BallotKind.KNAPSACK: lazy("Fill the budget"),
    BallotKind.POINTS: lazy("Give points"),
    BallotKind.RANKED: lazy("Rank projects"),
}
RULE_WORDS: Final[dict[Rule, Lazy]] = {
    Rule.GREEDY: lazy("By votes; a project that does not fit into the money left is skipped"),
    Rule.GREEDY_STOP: lazy("By votes, until the first project that does not fit"),
    Rule.GREEDY_THRESHOLD: lazy(
        "By votes among projects that reach a least score; what does not fit is skipped"
    ),
    Rule.EQUAL_SHARES: lazy("Equal Shares: each voter has an equal share of the money"),
}
UTILITY_WORDS: Final[dict[Utility, Lazy]] = {
    Utility.COST: lazy("the price of the projects won"),
    Utility.NUMBER: lazy("the number of projects won"),
}
COMPLETION_WORDS: Final[dict[Completion, Lazy]] = {
    Completion.ADD_ONE: lazy("shares grow baht by baht while the result can be paid"),
    Completion.GREEDY: lazy("what still fits is taken by votes"),
    Completion.NONE: lazy("it is left over"),
}
STEP_WORDS: Final[dict[Step, Lazy]] = {
    Step.SCORE: lazy("the higher score"),
    Step.VOTERS: lazy("more voters"),
    Step.PRICE: lazy("the lower price"),
    Step.DRAW: lazy("the public draw"),
}


class Channel(StrEnum):
    """How a ballot came."""

    ONLINE = "online"
    PAPER = "paper"


class Outcome(StrEnum):
    """What became of a project in the count."""

    WON = "won"
    WITHDRAWN = "withdrawn"
    NOBODY = "nobody"
    TOO_FEW = "too_few"
    BELOW_THRESHOLD = "below_threshold"
    SHUT_OUT = "shut_out"
    NO_MONEY = "no_money"


OUTCOME_WORDS: Final[dict[Outcome, Lazy]] = {
    Outcome.WON: lazy("Won"),
    Outcome.WITHDRAWN: lazy("Withdrawn"),
    Outcome.NOBODY: lazy("Nobody chose it"),
    Outcome.TOO_FEW: lazy("Fewer voters than the minimum"),
    Outcome.BELOW_THRESHOLD: lazy("Below the least score"),
    Outcome.SHUT_OUT: lazy("Shut out by a project that won"),
    Outcome.NO_MONEY: lazy("Not enough money left for it"),
}


class BatchState(StrEnum):
    """How far a batch of paper ballots is."""

    OPENED = "opened"
    ENTERED = "entered"
    DIFFERS = "differs"
    ACCEPTED = "accepted"


BATCH_WORDS: Final[dict[BatchState, Lazy]] = {
    BatchState.OPENED: lazy("Waits for the first entry"),
    BatchState.ENTERED: lazy("Waits for the second entry"),
    BatchState.DIFFERS: lazy("The entries differ: waits for a third look"),
    BatchState.ACCEPTED: lazy("Taken into the vote"),
}

MOST_POTS: Final = 40
MOST_OPTIONS: Final = 200
MOST_POINTS: Final = 100
MOST_MONEY: Final = 10**11
"""Baht; no local government has more."""
MOST_PAPERS: Final = 100
"""In one batch: what somebody enters in one go."""
RECEIPT_LENGTH: Final = 10
SMALLEST_GROUP: Final = 5
"""Where fewer voters share what they stated of themselves, it is blanked."""
OBJECTION_DAYS: Final = 15
LAST_WRITES: Final = timedelta(minutes=1)
"""So long after the close the count waits, for what was sent in the last second."""
