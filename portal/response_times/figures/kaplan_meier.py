"""How long until something happens, where for some it has not happened yet (Kaplan and Meier).

A duration that has not ended counts until the moment it was last looked at, so that what is still
open makes a figure worse instead of vanishing from it. Formulas: Kaplan & Meier, "Nonparametric
Estimation from Incomplete Observations", 1958; variance after Greenwood, 1926; bands on the scale
of log(-log S), Kalbfleisch & Prentice, "The Statistical Analysis of Failure Time Data", section
1.4. The logarithms are added in the order of time, as the library `lifelines` does, so that both
agree also where a curve touches a share exactly.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import exp, inf, log, sqrt
from operator import neg
from statistics import NormalDist

CONFIDENCE = 0.95
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Curve:
    """The share that is still open after each time: steps that go down, from the time on.

    All sequences have one place for each time: 0, and every time at which something ended.
    `variance` is Greenwood's; `lower` and `upper` bound `survival` with 95 % confidence.
    """

    times: tuple[float, ...] = (0.0,)
    survival: tuple[float, ...] = (1.0,)
    variance: tuple[float, ...] = (0.0,)
    lower: tuple[float, ...] = (1.0,)
    upper: tuple[float, ...] = (1.0,)
    n: int = 0
    ended: int = 0

    def at(self, time: float) -> float:
        """The share that is still open after this time."""
        return self.survival[bisect_right(self.times, time) - 1] if time >= 0 else 1.0


@dataclass(frozen=True, slots=True)
class Quantile:
    """After how long a share has ended, with its 95 % band; None is "not yet reached"."""

    at: float | None
    low: float | None
    high: float | None


@dataclass(slots=True)
class _Steps:
    times: list[float] = field(default_factory=lambda: [0.0])
    logarithms: list[float] = field(default_factory=lambda: [0.0])
    sums: list[float] = field(default_factory=lambda: [0.0])

    def add(self, time: float, logarithm: float, total: float) -> None:
        if time > 0:
            self.times.append(time)
            self.logarithms.append(logarithm)
            self.sums.append(total)
        else:
            self.logarithms[0], self.sums[0] = logarithm, total


def curve(durations: Iterable[tuple[float, bool]]) -> Curve:
    """The curve of these durations in seconds, each with whether it has ended.

    Raises:
        ValueError: a duration is negative.

    """
    each = Counter(durations)  # counted by the interpreter itself: a million in half a second
    ends = {seconds: n for (seconds, has_ended), n in each.items() if has_ended}
    still = {seconds: n for (seconds, has_ended), n in each.items() if not has_ended}
    return curve_of(ends, still)


def curve_of(ends: Mapping[float, int], still: Mapping[float, int]) -> Curve:
    """The same of counts: how many ended after each time, how many were open until then."""
    times = sorted(ends.keys() | still.keys())
    if times and times[0] < 0:
        message = "A duration is not negative."
        raise ValueError(message)
    n = at_risk = sum(ends.values()) + sum(still.values())
    steps = _Steps()
    logarithm = total = 0.0
    for time in times:
        died = ends.get(time, 0)
        if died:
            left = at_risk - died
            logarithm += log(left) - log(at_risk) if left else -inf
            total += died / (at_risk * left) if left else 0.0
            steps.add(time, logarithm, total)
        at_risk -= died + still.get(time, 0)
    return _drawn(steps, n, sum(ends.values()))


def _drawn(steps: _Steps, n: int, ended: int) -> Curve:
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    survival = [exp(logarithm) for logarithm in steps.logarithms]
    bounds = [
        _bounds(logarithm, total, z)
        for logarithm, total in zip(steps.logarithms, steps.sums, strict=True)
    ]
    return Curve(
        times=tuple(steps.times),
        survival=tuple(survival),
        variance=tuple(s * s * total for s, total in zip(survival, steps.sums, strict=True)),
        lower=tuple(low for low, _high in bounds),
        upper=tuple(high for _low, high in bounds),
        n=n,
        ended=ended,
    )


def _bounds(logarithm: float, total: float, z: float) -> tuple[float, float]:
    if logarithm == 0:
        return 1.0, 1.0
    if logarithm == -inf:
        return 0.0, 0.0
    centre = log(-logarithm)
    width = z * sqrt(total) / -logarithm
    return exp(-exp(centre + width)), exp(-exp(centre - width))


def quantile(curve: Curve, share: float) -> float | None:
    """After how many seconds this share has ended; None where the curve has not got that far."""
    return _reached(curve.times, curve.survival, share)


def band(curve: Curve, share: float) -> tuple[float | None, float | None]:
    """Between which seconds `quantile` lies with 95 % confidence; None is "not yet reached"."""
    return _reached(curve.times, curve.lower, share), _reached(curve.times, curve.upper, share)


def quantile_with_band(curve: Curve, share: float) -> Quantile:
    """Both at once."""
    return Quantile(quantile(curve, share), *band(curve, share))


def _reached(times: tuple[float, ...], shares: tuple[float, ...], share: float) -> float | None:
    """The first time at which no more than the rest is open."""
    rest = round(1 - share, _DIGITS)
    if shares[-1] > rest:
        return None
    return times[bisect_left(shares, -rest, key=neg)]
