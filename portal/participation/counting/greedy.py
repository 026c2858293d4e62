"""Counting by score: the most chosen first, while the money lasts."""

from __future__ import annotations

from itertools import groupby

from portal.participation.counting.elections import Election
from portal.participation.counting.results import Basket, Result, Rule, Terms
from portal.participation.counting.ties import Chain, Tie


def count(election: Election, terms: Terms) -> Result:
    """Count by one of the greedy rules."""
    basket = Basket(election, terms)
    chain = Chain(election, terms.seed)
    order = _order(election, terms, basket, chain)
    for place in order:
        if not basket.may_win(place):
            continue
        if basket.fits(place):
            basket.take(place)
        elif terms.rule is Rule.GREEDY_STOP:
            break
    return basket.result(_ties(election, chain, order))


def fill(election: Election, chain: Chain, basket: Basket) -> None:
    """Take what still fits, by score: the greedy completion of another rule."""
    for place in sorted(range(len(election.projects)), key=chain.key):
        if basket.may_win(place) and basket.fits(place) and election.scores[place] > 0:
            basket.take(place)


def _order(election: Election, terms: Terms, basket: Basket, chain: Chain) -> list[int]:
    least = max(election.threshold, 1) if terms.rule is Rule.GREEDY_THRESHOLD else 1
    return sorted(
        (
            place
            for place, score in enumerate(election.scores)
            if score >= least and basket.may_win(place)
        ),
        key=chain.key,
    )


def _ties(election: Election, chain: Chain, order: list[int]) -> list[Tie]:
    found: list[Tie] = []
    for _score, group in groupby(order, key=lambda place: election.scores[place]):
        found += chain.ties(list(group))
    return found
