"""Promises as finished records, and what can be said about them without asking anyone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from portal.foundation.i18n import Lazy, lazy
from portal.response_times.calendar import last_day
from portal.response_times.standards import DUTIES, LABELS, PAUSABLE, PromiseKind, Standard, Unit

NEARLY = 0.8
"""From this share of its time on, an open promise is nearly due."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a promise is about: a kind of matter (“complaint”) and its id. Nothing else is known."""

    kind: str
    id: int


class Standing(StrEnum):
    """How a promise stands at a moment."""

    OPEN = "open"
    NEARLY_DUE = "nearly_due"
    LATE = "late"
    PAUSED = "paused"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"


STANDING_LABELS: dict[Standing, Lazy] = {
    Standing.OPEN: lazy("On time"),
    Standing.NEARLY_DUE: lazy("Nearly due"),
    Standing.LATE: lazy("Overdue"),
    Standing.PAUSED: lazy("Clock paused"),
    Standing.KEPT: lazy("Kept in time"),
    Standing.KEPT_LATE: lazy("Kept late"),
    Standing.CANCELLED: lazy("No longer needed"),
    Standing.SUPERSEDED: lazy("Replaced by a new date"),
}


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One promise. `first_due_at` is as promised, `due_at` as moved by pauses; all in UTC.

    `amount` and `unit` are None for a date that was named outright. `paused_since` is set while
    the clock of the matter stands still and this promise stands still with it.
    """

    matter: Matter
    promise_kind: PromiseKind
    round: int
    amount: int | None
    unit: Unit | None
    started_at: datetime
    promised_at: datetime
    first_due_at: datetime
    due_at: datetime
    met_at: datetime | None = None
    cancelled_at: datetime | None = None
    superseded_at: datetime | None = None
    paused_since: datetime | None = None

    @property
    def label(self) -> Lazy:
        """What is promised, in words."""
        return LABELS[self.promise_kind]

    @property
    def standard(self) -> Standard | None:
        """The rule the due moment came from; None for a date that was named outright."""
        if self.amount is None or self.unit is None:
            return None
        return Standard(self.promise_kind, self.amount, self.unit)

    @property
    def last_day(self) -> date:
        """The local day with which the promise ends: never the day after 24.00."""
        return last_day(self.due_at)

    @property
    def ended_at(self) -> datetime | None:
        """When the promise stopped being open; None while it is."""
        return self.met_at or self.cancelled_at or self.superseded_at

    @property
    def is_open(self) -> bool:
        """Neither met, nor cancelled, nor replaced."""
        return self.ended_at is None

    @property
    def is_duty(self) -> bool:
        """Whether it binds the municipality, not the reporter."""
        return self.promise_kind in DUTIES

    def was_broken(self, at: datetime) -> bool:
        """Whether the due moment passed, by `at`, before the promise was met or ended."""
        stopped = self.ended_at or self.paused_since
        return self.due_at < (min(stopped, at) if stopped else at)

    def share_elapsed(self, at: datetime) -> float:
        """How much of the promised time had passed at `at` (0–1 and beyond), in calendar time."""
        return share_elapsed(self.started_at, self.due_at, at)

    def standing(self, at: datetime) -> Standing:
        """How the promise stands at `at`. What was late before a pause stays late in it."""
        if self.met_at is not None:
            return Standing.KEPT if self.met_at <= self.due_at else Standing.KEPT_LATE
        if self.superseded_at is not None:
            return Standing.SUPERSEDED
        if self.cancelled_at is not None:
            return Standing.CANCELLED
        return self._open_standing(at)

    def _open_standing(self, at: datetime) -> Standing:
        if self.was_broken(at):
            return Standing.LATE
        if self.paused_since is not None:
            return Standing.PAUSED
        return Standing.NEARLY_DUE if self.share_elapsed(at) >= NEARLY else Standing.OPEN


def share_elapsed(started_at: datetime, due_at: datetime, at: datetime) -> float:
    """How much of the time from `started_at` to `due_at` had passed at `at`, in calendar time."""
    whole = due_at - started_at
    return (at - started_at) / whole if whole else 1.0


@dataclass(frozen=True, slots=True)
class PauseLine:
    """A time in which the clock stood still; `ended_at` is None while it does."""

    matter: Matter
    reason: str
    began_at: datetime
    ended_at: datetime | None


class Stop(Protocol):
    """A time in which the clock stood still, as it is kept."""

    began_at: Any
    stopped_since: Any
    ended_at: Any


def finished_stops(pauses: Iterable[Stop]) -> list[tuple[datetime, datetime]]:
    """When the clock stood still and ran again, oldest first; where pauses overlap, once.

    While it stands still, what belongs to the present standstill is left out.
    """
    known = list(pauses)
    since = min((each.stopped_since for each in known if each.ended_at is None), default=None)
    return joined(
        (each.began_at, each.ended_at)
        for each in known
        if each.ended_at is not None and (since is None or each.began_at < since)
    )


def joined(spans: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """The same time, oldest first, in spans that neither overlap nor touch."""
    found: list[tuple[datetime, datetime]] = []
    for began, ended in sorted(spans):
        if found and began <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ended))
        else:
            found.append((began, ended))
    return found


def next_due(lines: Iterable[PromiseLine]) -> datetime | None:
    """The earliest open due moment of the municipality's own duties whose clock runs."""
    moments = (
        line.due_at for line in lines if line.is_open and line.is_duty and line.paused_since is None
    )
    return min(moments, default=None)


def stands_still(kind: PromiseKind) -> bool:
    """Whether a pause of the matter stops the clock of this kind of promise."""
    return kind in PAUSABLE
