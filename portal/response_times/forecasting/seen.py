"""What was known of a matter at some moment: the past as it then looked, not as it now does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.response_times.lifecycle import Outcome


@dataclass(frozen=True, slots=True)
class Past:
    """A matter and its course. Moments are seconds since 1970, as `datetime.timestamp` gives them.

    `earlier` holds the rounds that a reopening undid: when it was resolved, when opened again.
    """

    category_id: int | None
    area_id: int | None
    filed: float
    outcome: str = ""
    ended: float | None = None
    earlier: tuple[tuple[float, float], ...] = ()

    @property
    def is_timed(self) -> bool:
        """Whether its duration can be measured."""
        return not self.outcome or (self.ended is not None and self.ended >= self.filed)


@dataclass(frozen=True, slots=True)
class Seen:
    """A matter as it looked at a moment: how many seconds it had taken, and whether it was done.

    `resolved` False and `open` False is one that ended without a fix: its duration is only known
    to be longer. `untimed` is one that ended nobody knows when.
    """

    filed: float
    seconds: float
    resolved: bool
    open: bool = False
    untimed: bool = False

    @property
    def pair(self) -> tuple[float, bool]:
        """As survival curves take it."""
        return self.seconds, self.resolved


def seen(past: Past, at: float) -> Seen | None:
    """How it looked at a moment; None before it was filed and once it was merged with another.

    A closure without a fix and a withdrawal end the watching, not the duration. What was resolved
    then and opened again later looked resolved.
    """
    if past.filed > at:
        return None
    if not past.is_timed:
        return Seen(past.filed, 0.0, resolved=False, untimed=True)
    if past.ended is None or past.ended > at:
        return _unended(past, at)
    if past.outcome == Outcome.MERGED:
        return None
    return Seen(past.filed, past.ended - past.filed, past.outcome == Outcome.RESOLVED)


def _unended(past: Past, at: float) -> Seen:
    for resolved, reopened in past.earlier:
        if past.filed <= resolved <= at < reopened:
            return Seen(past.filed, resolved - past.filed, resolved=True)
    return Seen(past.filed, at - past.filed, resolved=False, open=True)


def all_seen(pasts: Sequence[Past], at: float) -> list[tuple[Past, Seen]]:
    """Those that were there at a moment, each as it looked."""
    found = ((past, seen(past, at)) for past in pasts)
    return [(past, then) for past, then in found if then is not None]
