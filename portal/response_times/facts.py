"""What a room tells about one of its matters, so that figures need not ask it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.response_times.lifecycle import Evidence, Outcome


@dataclass(frozen=True, slots=True)
class Labels:
    """By what a matter can be counted. The ids mean something only to the room that gives them."""

    category_id: int | None = None
    unit_id: int | None = None
    area_id: int | None = None
    officer_id: int | None = None
    channel: str = ""
    priority: str = "normal"
    is_counted: bool = True
    """False for what stays out of every figure but one total."""


@dataclass(frozen=True, slots=True)
class Course:
    """From when to when, and how it ended. `outcome` None is a matter that is open."""

    filed_at: datetime
    outcome: Outcome | None = None
    reason: str = ""
    """The room’s own finer word for the outcome."""
    ended_at: datetime | None = None
    """None while it is open, or where nobody knows when it ended."""
    forwarded_at: datetime | None = None
    next_due_at: datetime | None = None
    reopened: int = 0
    rating: int | None = None
    """The stars last given, one to five."""
    evidence: Evidence | None = None
    """What shows the result; None while there is no result, and where nobody knows."""

    @property
    def is_timed(self) -> bool:
        """Whether its moments can be measured: an end is known, and not before the beginning."""
        if self.outcome is None:
            return True
        return self.ended_at is not None and self.ended_at >= self.filed_at


@dataclass(frozen=True, slots=True)
class Told:
    """One matter with its labels and its course."""

    matter_id: int
    labels: Labels
    course: Course
