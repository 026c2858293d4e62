"""A complaint with a past, as it is told: how it was filed, and every move since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from portal.complaints.lifecycle import Verb
from portal.complaints.services.told import Filing
from portal.foundation.policy import Actor


@dataclass(frozen=True, slots=True)
class PastMove:
    """One move that was made. `details` are those the verb writes into the history."""

    verb: Verb
    at: datetime
    actor: Actor
    note: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    due_at: datetime | None = None
    """When the next news are promised, for `hold` and `refer`."""


@dataclass(frozen=True, slots=True)
class ComplaintPast:
    """A complaint as it was filed, by whom and when, and every move since."""

    filing: Filing
    actor: Actor
    at: datetime
    moves: Sequence[PastMove] = ()
    cover_id: UUID | None = None
    """The first photo, where there is one."""
