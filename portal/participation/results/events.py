"""What happens to results, for those who tell people of it."""

from __future__ import annotations

from dataclasses import dataclass

from portal.foundation.outbox import Event


@dataclass(frozen=True)
class CheckHidden(Event):
    """A report of caretakers is hidden from everyone; its author is to read why."""

    check_id: int


@dataclass(frozen=True)
class CheckDue(Event):
    """Something that is looked after is to be looked at; `day` is ISO 8601."""

    pact_id: int
    day: str
