"""How matters end, where they can end in several ways and some are still open (Aalen, Johansen).

The share of an end after a time is the chance to have ended that way by then: what was still open
just before each moment, times the part that ended so at it. Shares of all ends and what is still
open add up to one. Source: Aalen & Johansen, "An Empirical Transition Matrix for Nonhomogeneous
Markov Chains Based on Censored Observations", 1978.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

_time = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Incidences:
    """What share has ended in each way after each time; one place for 0 and for each end."""

    times: tuple[float, ...] = (0.0,)
    open: tuple[float, ...] = (1.0,)
    """The share that is still open."""
    by_kind: dict[str, tuple[float, ...]] = field(default_factory=dict)
    n: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    """How many ended in each way."""

    def at(self, time: float) -> dict[str, float]:
        """The share of each end after this time."""
        place = bisect_right(self.times, time) - 1
        return {kind: shares[place] for kind, shares in self.by_kind.items()}

    @property
    def last(self) -> dict[str, float]:
        """The shares as far as they are known."""
        return {kind: shares[-1] for kind, shares in self.by_kind.items()}


def incidences(durations: Iterable[tuple[float, str | None]]) -> Incidences:
    """The shares of these durations in seconds, each with its way to end; None is still open.

    Raises:
        ValueError: a duration is negative.

    """
    ends: dict[float, Counter[str]] = {}
    leaving: Counter[float] = Counter()
    counts: Counter[str] = Counter()
    for seconds, kind in durations:
        leaving[seconds] += 1
        if kind is not None:
            ends.setdefault(seconds, Counter())[kind] += 1
            counts[kind] += 1
    if leaving and min(leaving) < 0:
        message = "A duration is not negative."
        raise ValueError(message)
    return _summed(ends, leaving, counts)


def last_shares(durations: Sequence[tuple[float, str | None]]) -> dict[str, float]:
    """The shares as far as they are known, without the way there: much less work."""
    still, at_risk = 1.0, len(durations)
    shares: dict[str, float] = {}
    for _seconds, together in groupby(sorted(durations, key=_time), key=_time):
        here = Counter(kind for _time, kind in together)
        leaving = here.total()
        ended = leaving - here.pop(None, 0)
        for kind, count in here.items():
            if kind is not None:
                shares[kind] = shares.get(kind, 0.0) + still * count / at_risk
        still *= (at_risk - ended) / at_risk
        at_risk -= leaving
    return shares


def _summed(
    ends: dict[float, Counter[str]], leaving: Counter[float], counts: Counter[str]
) -> Incidences:
    n = at_risk = leaving.total()
    times, still_open = [0.0], [1.0]
    shares: dict[str, list[float]] = {kind: [0.0] for kind in sorted(counts)}
    for time in sorted(leaving):
        here = ends.get(time)
        if here is not None:
            before = still_open[-1]
            if time > 0:
                times.append(time)
                still_open.append(before)
                for so_far in shares.values():
                    so_far.append(so_far[-1])
            for kind, count in here.items():
                shares[kind][-1] += before * count / at_risk
            still_open[-1] = before * (at_risk - here.total()) / at_risk
        at_risk -= leaving[time]
    by_kind = {kind: tuple(so_far) for kind, so_far in shares.items()}
    return Incidences(tuple(times), tuple(still_open), by_kind, n, dict(counts))
