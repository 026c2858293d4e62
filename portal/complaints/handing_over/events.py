"""What happened to complaints that came from another municipality."""

from __future__ import annotations

from dataclasses import dataclass

from portal.foundation.outbox import Event


@dataclass(frozen=True)
class NeighbourSpoke(Event):
    """The municipality that took a complaint over spoke to its reporter."""

    complaint_id: int
    step_id: int
