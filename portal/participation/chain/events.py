"""What happened on the chain, for those who tell people of it."""

from __future__ import annotations

from dataclasses import dataclass

from portal.foundation.outbox import Event


@dataclass(frozen=True)
class ChainMoved(Event):
    """A record went on, to which earlier ones led; `what` says how, in both languages."""

    kind: str
    record_id: int
    what_th: str
    what_en: str
    moment: str
    """When, so that two moves of one record are two."""
