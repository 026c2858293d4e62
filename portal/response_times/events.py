"""What the clocks of this room have come to, for the rooms above."""

from __future__ import annotations

from dataclasses import dataclass

from portal.foundation.outbox import Event


@dataclass(frozen=True)
class LevelReached(Event):
    """A promise, or a matter by its age, has come to a level at which somebody is told.

    `promise_kind` is empty for a level of age.
    """

    escalation_id: int
    matter_kind: str
    matter_id: int
    promise_kind: str
    level: str
