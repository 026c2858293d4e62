"""What happens to works that are followed, for those who tell people of it."""

from __future__ import annotations

from dataclasses import dataclass

from portal.foundation.outbox import Event


@dataclass(frozen=True)
class MilestoneMoved(Event):
    """A milestone was begun, done, or planned for another day."""

    milestone_id: int
    version: int


@dataclass(frozen=True)
class ReportHidden(Event):
    """A resident's report is hidden from everyone; its author is to read why."""

    inspection_id: int


@dataclass(frozen=True)
class FindingClosed(Event):
    """The unit has closed what was found on an inspection."""

    finding_id: int
