"""A sheet of figures: the lines of one period, by one dimension, as they stood at one moment.

Kept as JSON, so a line is plain: numbers, and None for what is not told.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from portal.foundation.i18n import Lazy, lazy
from portal.response_times.figures.kaplan_meier import Quantile
from portal.response_times.figures.shares import FEWEST, Share
from portal.response_times.figures.spells import Clock, Measure
from portal.response_times.lifecycle import Evidence, Outcome

STARS = range(1, 6)
GOOD = 4
"""So many stars, or more, are told as content."""


class By(StrEnum):
    """By what the cases of a period are told apart; ALL is one line for all of them."""

    ALL = "all"
    CATEGORY = "category"
    UNIT = "unit"
    AREA = "area"
    CHANNEL = "channel"
    OFFICER = "officer"
    PRIORITY = "priority"
    MONTH = "month"
    QUARTER = "quarter"
    FISCAL_YEAR = "fiscal_year"


BY_WORDS: dict[By, Lazy] = {
    By.ALL: lazy("All together"),
    By.CATEGORY: lazy("Category"),
    By.UNIT: lazy("Unit"),
    By.AREA: lazy("Area"),
    By.CHANNEL: lazy("Channel"),
    By.OFFICER: lazy("Officer"),
    By.PRIORITY: lazy("Priority"),
    By.MONTH: lazy("Month"),
    By.QUARTER: lazy("Quarter"),
    By.FISCAL_YEAR: lazy("Fiscal year"),
}
BY_TIME = (By.MONTH, By.QUARTER, By.FISCAL_YEAR)
PUBLIC_BY = tuple(by for by in By if by not in {By.ALL, By.OFFICER})
STAFF_BY = tuple(by for by in By if by is not By.ALL)


@dataclass(slots=True)
class Measured:
    """One time to something: how many could be measured, and what the curve says of them."""

    n: int = 0
    ended: int = 0
    half: tuple[float | None, float | None, float | None] | None = None
    """Seconds by which half have ended, and its band; None inside is "not yet reached"."""
    ninety: tuple[float | None, float | None, float | None] | None = None

    @property
    def median(self) -> Quantile | None:
        """None under ten cases."""
        return Quantile(*self.half) if self.half else None

    @property
    def ninetieth(self) -> Quantile | None:
        """None under ten cases."""
        return Quantile(*self.ninety) if self.ninety else None


@dataclass(slots=True)
class Line:
    """All figures of one group of cases; `key` is what its room calls the group."""

    key: str
    received: int = 0
    untimed: int = 0
    """Left out of every duration, because their moments were not kept or cannot be true."""
    open: int = 0
    overdue: int = 0
    forwarded: int = 0
    reopened: int = 0
    """Cases that were opened again at least once."""
    ended: dict[str, int] = field(default_factory=dict)
    ends: dict[str, float] = field(default_factory=dict)
    """Share of each end as far as it is known; empty under ten cases."""
    ends_n: int = 0
    closed: dict[str, int] = field(default_factory=dict)
    """How many ended in the period in each way, whenever they were filed."""
    times: dict[str, dict[str, Measured]] = field(default_factory=dict)
    """By clock, then by measure."""
    promises: dict[str, tuple[int, int]] = field(default_factory=dict)
    """By kind of promise: kept in time, and all that were due in the period."""
    stars: list[int] = field(default_factory=lambda: [0] * len(STARS))
    """How many were rated with one star, with two … with five."""
    shown: dict[str, int] = field(default_factory=dict)
    """How many resolved ones are shown by a photo, how many give a reason for none (`Evidence`)."""

    def measured(self, measure: Measure | str, clock: Clock | str = Clock.CALENDAR) -> Measured:
        """One of its times."""
        return self.times.get(clock, {}).get(measure) or Measured()

    def in_time(self, kind: str) -> Share:
        """The share of the promises of a kind that were kept in time."""
        return Share(*self.promises.get(kind, (0, 0)))

    @property
    def unfixed(self) -> Share:
        """Closures of the period that fixed nothing, of all that were closed as fixed or not."""
        unfixed = self.closed.get("unfixed", 0)
        return Share(unfixed, unfixed + self.closed.get("resolved", 0))

    @property
    def again(self) -> Share:
        """Cases opened again, of those received."""
        return Share(self.reopened, self.received)

    @property
    def pleased(self) -> Share:
        """Four or five stars, of all that were rated."""
        return Share(sum(self.stars[GOOD - 1 :]), sum(self.stars))

    def evident(self, evidence: str = Evidence.PHOTO) -> Share:
        """Resolved ones shown by a photo, or with a reason for none, of all that are resolved."""
        return Share(self.shown.get(evidence, 0), self.ended.get(Outcome.RESOLVED, 0))

    @property
    def is_told(self) -> bool:
        """Whether there are cases enough for more than their count."""
        return self.received >= FEWEST


@dataclass(slots=True)
class Sheet:
    """`at` is the moment of the figures. The rest below the lines is about all cases together."""

    at: datetime
    lines: list[Line] = field(default_factory=list)
    not_counted: int = 0
    """Cases that only this total tells of."""
    flow: list[tuple[str, int, int]] = field(default_factory=list)
    """First day of the week (ISO), how many came in, how many ended."""
    curves: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    """By measure: share ended by the time (seconds), thinned out for drawing."""
    days: dict[str, int] = field(default_factory=dict)
    """How many came in on each day (ISO); of brief sheets only."""
    seconds: float = 0.0
    """How long the counting took."""

    @property
    def all(self) -> Line:
        """The line of a sheet that is by nothing."""
        return self.lines[0] if self.lines else Line("")

    def line(self, key: str) -> Line | None:
        """The line of this group."""
        return next((line for line in self.lines if line.key == key), None)


def as_json(sheet: Sheet) -> dict[str, Any]:
    """Plain values, to be kept."""
    return {**asdict(sheet), "at": sheet.at.isoformat()}


def from_json(kept: dict[str, Any]) -> Sheet:
    """The sheet that was kept."""
    lines = [_line(line) for line in kept["lines"]]
    return Sheet(**{**kept, "at": datetime.fromisoformat(kept["at"]), "lines": lines})


def _line(kept: dict[str, Any]) -> Line:
    times = {
        clock: {measure: Measured(**one) for measure, one in measures.items()}
        for clock, measures in kept["times"].items()
    }
    return Line(**{**kept, "times": times})
