"""The rooms that keep something of people, in the order in which they let go of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from portal.accounts import personal as accounts
from portal.alerts import personal as alerts
from portal.attachments import personal as attachments
from portal.channels import personal as channels
from portal.complaints import personal as complaints
from portal.conduct import personal as conduct
from portal.foundation.personal import Copy, Gone, Kept, Limit, Subject
from portal.participation import personal as participation
from portal.reports import personal as reports


class Room(Protocol):
    """A room's `personal.py`."""

    @property
    def KEEPS(self) -> tuple[Kept, ...]:  # noqa: N802 - named as in the modules
        """The kinds whose retention it sees to."""

    @property
    def COLUMNS(self) -> Mapping[str, tuple[str, ...]]:  # noqa: N802 - named as in the modules
        """What it keeps of people, by table."""

    def export(self, subject: Subject) -> Copy:
        """Everything it keeps of somebody."""

    def erase(self, subject: Subject, _ground: str, _at: datetime, /) -> list[Gone]:
        """Take away what can go at once."""

    def expire(self, limit: Limit, _at: datetime, /) -> list[Gone]:
        """Take away what is older than a limit, or tell what would go."""


ROOMS: tuple[Room, ...] = (
    alerts,
    channels,
    conduct,
    reports,
    participation,
    complaints,
    attachments,
    accounts,
)
"""Accounts last: what others keep points at them."""
AT_ONCE: tuple[Room, ...] = (
    alerts,
    channels,
    reports,
    participation,
    complaints,
    accounts,
)
"""Rooms that let go when somebody asks. Photos are looked at by an officer first."""
