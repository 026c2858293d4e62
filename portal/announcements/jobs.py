"""What comes round for notices and emergencies."""

from __future__ import annotations

from datetime import datetime

from portal.announcements import services


def close_due(at: datetime) -> None:
    """Write down which emergencies ended by themselves."""
    services.close_due(at)
