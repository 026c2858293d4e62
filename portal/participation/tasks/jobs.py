"""What comes round for tasks."""

from __future__ import annotations

from datetime import datetime

from portal.participation.tasks import services


def remind_volunteers(at: datetime) -> None:
    """Remind those who have a place on a task that begins soon, once. For one municipality."""
    services.remind(at)
