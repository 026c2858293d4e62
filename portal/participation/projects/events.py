"""What happened to projects, for the rooms above: numbers only."""

from __future__ import annotations

from dataclasses import dataclass

from portal.foundation.outbox import Event


@dataclass(frozen=True)
class ClosingOwed(Event):
    """A closing statement is due soon, owed, or late; `reminder` is a `Reminder`."""

    reminder_id: int
