"""What a count came to, and the rules there are to count by."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from portal.participation.counting.elections import Election
from portal.participation.counting.ties import Tie


class Rule(StrEnum):
    """How winners are found."""

    GREEDY = "greedy"
    """By score; what does not fit is skipped."""
    GREEDY_STOP = "greedy-no-skip"
    """By score, until the first that does not fit."""
    GREEDY_THRESHOLD = "greedy-threshold"
    """By score among those that reach the least score; what does not fit is skipped."""
    EQUAL_SHARES = "equal-shares"
    """Every voter has the same share of the money and pays for what they chose."""


class Utility(StrEnum):
    """What a voter gains from a project they chose, under Equal Shares."""

    COST = "cost"
    NUMBER = "number"


class Completion(StrEnum):
    """What is done with the money that Equal Shares leaves."""

    NONE = "none"
    ADD_ONE = "add-one"
    """Every voter gets one unit of money more, again and again, while the result can be paid."""
    GREEDY = "greedy"
    """What still fits is taken by score."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The rule as it was fixed before the vote."""

    rule: Rule = Rule.GREEDY
    utility: Utility = Utility.COST
    completion: Completion = Completion.ADD_ONE
    seed: str = ""
    """Of the public draw."""
    exclusive: tuple[frozenset[str], ...] = ()
    """Groups of projects of which only one can win."""
    withdrawn: frozenset[str] = frozenset()
    """Projects taken out after the ballot papers were made."""
    least_voters: int = 0
    """Projects that fewer voters chose cannot win, whatever the rule."""


@dataclass(frozen=True, slots=True)
class Result:
    """The winners in the order they were found, what is left of the money, and every tie."""

    winners: tuple[int, ...]
    money_left: int
    ties: tuple[Tie, ...]


class Basket:
    """What has won so far; keeps count of the money and of projects that shut each other out."""

    def __init__(self, election: Election, terms: Terms) -> None:
        self._election = election
        self._groups = [
            [place for place, project in enumerate(election.projects) if project.id in group]
            for group in terms.exclusive
        ]
        self.left = election.budget
        self.winners: list[int] = []
        self.shut = {
            place
            for place, project in enumerate(election.projects)
            if project.id in terms.withdrawn or election.voters[place] < terms.least_voters
        }

    def fits(self, place: int) -> bool:
        """Whether a project can still be paid."""
        return self._election.projects[place].price <= self.left

    def may_win(self, place: int) -> bool:
        """Whether a project has neither won nor been shut out."""
        return place not in self.shut

    def take(self, place: int) -> None:
        """Let a project win."""
        self.left -= self._election.projects[place].price
        self.winners.append(place)
        self.shut.add(place)
        for group in self._groups:
            if place in group:
                self.shut.update(group)

    def result(self, ties: Collection[Tie] = ()) -> Result:
        """What it came to."""
        return Result(tuple(self.winners), self.left, tuple(ties))
