"""Shares: of promises kept in time, and of closures that fixed nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import sqrt

FEWEST = 10
"""Below this many cases only the count is told: a share of three says nothing about an office."""
FEWEST_CLOSED = 30
"""Closures in each of two periods before a rise is spoken of."""
LEAST_RISE = 0.05
"""Five of a hundred more: less is no news to anyone."""
_TWO_SIDED_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `n`. Under ten there is no `value`, only the count."""

    part: int
    n: int

    @property
    def value(self) -> float | None:
        """The share from 0 to 1."""
        return self.part / self.n if self.n >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Course:
    """What became of one promise. `paused_since`: its clock stands still now."""

    due_at: datetime
    met_at: datetime | None = None
    cancelled_at: datetime | None = None
    superseded_at: datetime | None = None
    paused_since: datetime | None = None


def was_kept(promise: Course, at: datetime) -> bool | None:
    """Whether a promise was met by its due moment; None where it does not count (yet).

    Not counted: what is not due by `at`, what was replaced or cancelled before it was due, and
    what stands still since before it was due. What was late when replaced stays broken.
    """
    if promise.due_at > at:
        return None
    if promise.met_at is not None:
        return promise.met_at <= promise.due_at
    stopped = promise.superseded_at or promise.cancelled_at or promise.paused_since
    return None if stopped is not None and stopped <= promise.due_at else False


def is_rising(before: Share, now: Share) -> bool:
    """Whether a share rose by more than chance and by enough to be told.

    By the test of two proportions with a pooled share (Fleiss, Levin & Paik, "Statistical Methods
    for Rates and Proportions", section 3.2), two-sided at 95 %.
    """
    if before.n < FEWEST_CLOSED or now.n < FEWEST_CLOSED:
        return False
    rise = now.part / now.n - before.part / before.n
    pooled = (now.part + before.part) / (now.n + before.n)
    error = sqrt(pooled * (1 - pooled) * (1 / now.n + 1 / before.n))
    return rise >= LEAST_RISE and rise > _TWO_SIDED_95 * error


def wilson(share: Share) -> tuple[float, float]:
    """Where the true share lies with 95 % when `share` was found in a sample.

    Source: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", 1927.

    Raises:
        ValueError: nothing was sampled.

    """
    if share.n < 1:
        message = "A sample has at least one."
        raise ValueError(message)
    found, spread = share.part / share.n, _TWO_SIDED_95**2 / share.n
    middle = found + spread / 2
    half = _TWO_SIDED_95 * sqrt(found * (1 - found) / share.n + spread / (4 * share.n))
    return max((middle - half) / (1 + spread), 0.0), min((middle + half) / (1 + spread), 1.0)
