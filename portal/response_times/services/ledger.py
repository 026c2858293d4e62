"""What stands in the book of one matter: its promises, and when its clock stood still."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.response_times.lifecycle import PauseReason, State
from portal.response_times.models import Pause, Promise
from portal.response_times.promises import Matter, finished_stops
from portal.response_times.standards import DUTIES, PAUSABLE, Standard


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything promised about one matter, oldest first, and when its clock stood still."""

    matter: Matter
    promises: list[Promise]
    pauses: list[Pause]

    @property
    def state(self) -> State:
        """Whether the clock runs."""
        return State.PAUSED if self.running_pauses else State.RUNNING

    @property
    def running_pauses(self) -> list[Pause]:
        """The pauses that have not ended, each with a reason of its own."""
        return [pause for pause in self.pauses if pause.ended_at is None]

    @property
    def stopped_since(self) -> datetime | None:
        """Since when the clock has stood still without a break; None while it runs."""
        return min((pause.stopped_since for pause in self.running_pauses), default=None)

    @property
    def finished(self) -> list[tuple[datetime, datetime]]:
        """When the clock stood still before it last ran, oldest first, no time twice."""
        return finished_stops(self.pauses)

    @property
    def last_pause_end(self) -> datetime | None:
        """When the latest finished pause ended."""
        ends = [pause.ended_at for pause in self.pauses if pause.ended_at is not None]
        return max(ends, default=None)

    @property
    def began_at(self) -> datetime | None:
        """When the matter began: the start of its first promise."""
        return min((promise.started_at for promise in self.promises), default=None)

    @property
    def round(self) -> int:
        """The number of the present round, 1 before the first promise."""
        return max((promise.round for promise in self.promises), default=1)

    @property
    def round_began_at(self) -> datetime | None:
        """When the present round began: the start of its first own duty that was not replaced."""
        of_round = [
            promise
            for promise in self.promises
            if promise.round == self.round and promise.promise_kind in PAUSABLE
        ]
        standing = [promise for promise in of_round if promise.superseded_at is None]
        starts = (promise.started_at for promise in standing or of_round)
        return min(starts, default=self.began_at)

    def open_promises(self) -> list[Promise]:
        """What is neither met, nor cancelled, nor replaced."""
        return [promise for promise in self.promises if is_open(promise)]

    def open_promise(self, kind: str) -> Promise | None:
        """The one open promise of this kind."""
        return next((found for found in self.open_promises() if found.promise_kind == kind), None)

    def next_due(self) -> datetime | None:
        """The earliest open moment of the municipality's own duties whose clock runs."""
        pressing = DUTIES - PAUSABLE if self.running_pauses else DUTIES
        moments = (
            promise.due_at for promise in self.open_promises() if promise.promise_kind in pressing
        )
        return min(moments, default=None)

    def is_paused(self, reason: PauseReason) -> bool:
        """Whether the clock stands still for this reason."""
        return any(pause.reason == reason for pause in self.running_pauses)

    def begins_elsewhere(self, standard: Standard, started_at: datetime) -> bool:
        """Whether an open promise of this kind, by a standard, counts from another moment."""
        found = self.open_promise(standard.promise_kind)
        return found is not None and found.amount is not None and found.started_at != started_at

    def is_changed(self, standard: Standard) -> bool:
        """Whether this standard makes a new promise: not if it stands already or is done with."""
        present = [
            found
            for found in self.promises
            if found.promise_kind == standard.promise_kind
            and found.round == self.round
            and found.superseded_at is None
        ]
        if not present:
            return True
        last = present[-1]
        if last.met_at or last.cancelled_at:
            return False
        return (last.amount, last.unit) != (standard.amount, standard.unit)


def is_open(promise: Promise) -> bool:
    """Whether a promise still stands."""
    return promise.met_at is None and promise.cancelled_at is None and promise.superseded_at is None
