"""What a second person found who looked at finished matters drawn by lot."""

from __future__ import annotations

from dataclasses import dataclass

from portal.response_times.figures.shares import FEWEST, Share, wilson


@dataclass(frozen=True, slots=True)
class Looks:
    """How many were drawn, and what was found at those that somebody has looked at."""

    drawn: int = 0
    done: int = 0
    not_done: int = 0
    cannot_say: int = 0
    overdue: int = 0
    """Nobody has looked, and the time for it has passed."""

    @property
    def looked(self) -> int:
        """How many somebody has looked at."""
        return self.done + self.not_done + self.cannot_say

    @property
    def confirmed(self) -> Share:
        """Really done, of all that were looked at: what nobody can say confirms nothing."""
        return Share(self.done, self.looked)

    @property
    def band(self) -> tuple[float, float] | None:
        """Where the share of all that were finished lies with 95 %; None under ten."""
        return wilson(self.confirmed) if self.looked >= FEWEST else None
