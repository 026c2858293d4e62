"""The Method of Equal Shares: every voter has the same share of the money, and pays with it.

A project is bought when those who chose it can pay its price together, each as little as possible
for what they gain (Peters, Pierczyński, Skowron: Proportional Participatory Budgeting with
Additive Utilities, 2021). Round by round the project is bought whose most burdened supporter pays
the least for each unit gained.

The search runs on floating point numbers; whatever lies closer together than they can tell is
compared with exact fractions, from the same payments made again exactly. So the result is that of
exact arithmetic.
"""

from __future__ import annotations

from fractions import Fraction
from math import inf

from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.participation.counting import greedy
from portal.participation.counting.elections import APPROVING, Election
from portal.participation.counting.purses import Electorate, Purses
from portal.participation.counting.results import Basket, Completion, Result, Terms, Utility
from portal.participation.counting.ties import Chain, Tie

_NEAR = 1e-9
"""Relative distance below which two floating point numbers are compared exactly."""


def count(election: Election, terms: Terms) -> Result:
    """Count by Equal Shares, with the completion that the terms name.

    Raises:
        Invalid: the ballots do not say plainly which projects a voter chose.

    """
    if election.kind not in APPROVING:
        raise Invalid(lazy("Equal Shares counts ballots that choose projects, without points."))
    counting = _Count(election, terms)
    basket, ties = counting.bought(Fraction(0))
    if terms.completion is Completion.ADD_ONE:
        basket, ties = counting.added_one((basket, ties))
    elif terms.completion is Completion.GREEDY:
        greedy.fill(election, counting.chain, basket)
    return basket.result(ties)


_Bought = tuple[Basket, list[Tie]]


class _Count:
    """One election, counted with more and more money for each voter."""

    def __init__(self, election: Election, terms: Terms) -> None:
        self._election, self._terms = election, terms
        self._electorate = Electorate(election)
        self.chain = Chain(election, terms.seed)

    def added_one(self, first: _Bought) -> _Bought:
        """Give every voter one unit more until the result is full or can no longer be paid."""
        best, more = first, 0
        while not self._is_full(best[0]) and more <= self._election.budget:
            more += self._election.units
            tried = self.bought(Fraction(more))
            if tried[0].left < 0:
                break
            best = tried
        return best

    def _is_full(self, basket: Basket) -> bool:
        return not any(
            voters and basket.may_win(place) and basket.fits(place)
            for place, voters in enumerate(self._election.voters)
        )

    def bought(self, more: Fraction) -> _Bought:
        """Buy until nothing can be paid; `left` is below zero where that is past the budget."""
        basket = Basket(self._election, self._terms)
        purses = Purses(
            self._electorate, Fraction(self._election.budget, self._election.cast) + more
        )
        search = _Search(self._election, self._terms.utility, purses)
        ties: list[Tie] = []
        while equal := search.cheapest(basket):
            ordered = sorted(equal, key=self.chain.key)
            ties += self.chain.ties(ordered)
            purses.pay(ordered[0])
            basket.take(ordered[0])
        return basket, ties


class _Search:
    """Finds what is cheapest for its supporters.

    What they pay for a project only grows from round to round, so the former answer is a lower
    bound and most projects need not be looked at again.
    """

    def __init__(self, election: Election, utility: Utility, purses: Purses) -> None:
        self._purses = purses
        self._gains = [
            project.price if utility is Utility.COST else 1 for project in election.projects
        ]
        self._bounds = {place: 0.0 for place, n in enumerate(election.voters) if n}

    def cheapest(self, basket: Basket) -> list[int]:
        """The projects that cost their most burdened supporter least, equal ones together."""
        best, near = inf, dict[int, float]()
        for place, bound in sorted(self._bounds.items(), key=lambda item: item[1]):
            if bound > best * (1 + _NEAR):
                break
            if not basket.may_win(place):
                del self._bounds[place]
                continue
            burden = self._burden(place)
            if burden is None:
                del self._bounds[place]
                continue
            self._bounds[place] = near[place] = burden
            best = min(best, burden)
        close = [place for place, burden in near.items() if burden <= best * (1 + _NEAR)]
        return self._exactly(close) if len(close) > 1 else close

    def _burden(self, place: int) -> float | None:
        price = self._purses.most_paid(place)
        return None if price is None else price / self._gains[place]

    def _exactly(self, close: list[int]) -> list[int]:
        burdens = {
            place: self._purses.most_paid_exactly(place) / self._gains[place] for place in close
        }
        least = min(burdens.values())
        return [place for place, burden in burdens.items() if burden == least]
