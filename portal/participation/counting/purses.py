"""What the voters have left, and what each of them must pay for a project.

Voters with equal ballots have equal purses, so they are kept together. The floating point copy is
for searching; the exact one follows the payments only when somebody asks.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from portal.participation.counting.elections import Election

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NEAR = 1e-9


class Electorate:
    """Who chose what: how often each ballot was cast, and for each project the ballots with it."""

    def __init__(self, election: Election) -> None:
        choosers: list[list[int]] = [[] for _project in election.projects]
        for at, ballot in enumerate(election.ballots):
            for place, _points in ballot:
                choosers[place].append(at)
        self.prices = [project.price for project in election.projects]
        self.times: NDArray[np.int64] = np.array(list(election.ballots.values()), dtype=np.int64)
        self.supporters = [np.array(group, dtype=np.int64) for group in choosers]
        self.weights = [self.times[group] for group in self.supporters]


class Purses:
    """The purses of all voters, at first with `share` each (in smallest units of money)."""

    def __init__(self, electorate: Electorate, share: Fraction) -> None:
        self._all = electorate
        self._left = np.full(len(electorate.times), float(share))
        self._exact = _Exact(electorate, share)

    def most_paid(self, place: int) -> float | None:
        """What its most burdened supporter pays for a project; none where they cannot pay it.

        Whoever has less than the others pay gives all they have.
        """
        left, times = self._left[self._all.supporters[place]], self._all.weights[place]
        price = self._all.prices[place]
        together = float(left @ times)
        if abs(together - price) <= price * _NEAR:
            if self._exact.together(place) < price:
                return None
        elif together < price:
            return None
        return _shared(left, times, price)

    def most_paid_exactly(self, place: int) -> Fraction:
        """The same as a fraction, of a project that can be paid."""
        return self._exact.most_paid(place)

    def pay(self, place: int) -> None:
        """Let its supporters pay a project."""
        group = self._all.supporters[place]
        left = self._left[group]
        paid = _shared(left, self._all.weights[place], self._all.prices[place])
        self._left[group] = left - np.minimum(left, paid)
        self._exact.note(place)


def _shared(left: NDArray[np.float64], times: NDArray[np.int64], price: float) -> float:
    """What each pays of a price when those who have less give all they have."""
    owed, paying = float(price), int(times.sum())
    rich = np.ones(len(left), dtype=bool)
    while paying:
        each = owed / paying
        poor = rich & (left < each)
        if not poor.any():
            return each
        owed -= float(left[poor] @ times[poor])
        paying -= int(times[poor].sum())
        rich &= ~poor
    return float(left.max(initial=0.0))


class _Exact:
    """The same purses as fractions, brought up to date when asked."""

    def __init__(self, electorate: Electorate, share: Fraction) -> None:
        self._all, self._share = electorate, share
        self._left: dict[int, Fraction] = {}
        self._owed: list[int] = []

    def note(self, place: int) -> None:
        """A project was paid; the payment is made again when somebody asks."""
        self._owed.append(place)

    def together(self, place: int) -> Fraction:
        """What the supporters of a project have together."""
        return sum((left * n for left, n in self._purses(place)), Fraction(0))

    def most_paid(self, place: int) -> Fraction:
        """What the most burdened supporter pays."""
        return _exactly_shared(self._purses(place), self._all.prices[place])

    def _purses(self, place: int) -> list[tuple[Fraction, int]]:
        self._catch_up()
        ballots = self._all.supporters[place].tolist()
        weights = self._all.weights[place].tolist()
        return [
            (self._left.get(at, self._share), n) for at, n in zip(ballots, weights, strict=True)
        ]

    def _catch_up(self) -> None:
        owed, self._owed = self._owed, []
        for place in owed:
            paid = _exactly_shared(self._purses(place), self._all.prices[place])
            for at in self._all.supporters[place].tolist():
                left = self._left.get(at, self._share)
                self._left[at] = left - min(left, paid)


def _exactly_shared(purses: list[tuple[Fraction, int]], price: int) -> Fraction:
    owed, paying = Fraction(price), sum(n for _left, n in purses)
    for left, n in sorted(purses):
        if left * paying >= owed:
            return owed / paying
        owed -= left * n
        paying -= n
    return max(left for left, _n in purses)
