"""Times as a page says them: whole hours under a day, whole days from there on, always rounded up.

Rounding up makes the sentence a little more careful than the figure and never less.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

HOUR = 3600
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Said:
    """A number of hours (`in_days` False) or of days."""

    amount: int
    in_days: bool

    @property
    def seconds(self) -> int:
        """How long that is."""
        return self.amount * (DAY if self.in_days else HOUR)


def said(seconds: float) -> Said:
    """The time as the page says it: at least an hour."""
    hours = max(1, ceil(seconds / HOUR))
    return (
        Said(hours, in_days=False)
        if hours < DAY // HOUR
        else Said(ceil(seconds / DAY), in_days=True)
    )


def said_seconds(seconds: float) -> int:
    """How long it is once rounded for the page."""
    return said(seconds).seconds
