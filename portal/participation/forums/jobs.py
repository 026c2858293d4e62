"""What comes round for forums."""

from __future__ import annotations

from datetime import datetime

from portal.participation.forums import services


def remind_guests(at: datetime) -> None:
    """Remind those who registered for a forum that begins soon, once. For one municipality."""
    services.remind(at)
