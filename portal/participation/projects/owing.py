"""When a closing statement is owed, and when its officer is reminded. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

GIVEN = timedelta(days=30)
"""From the end of the last stage until the statement is late."""
AHEAD = timedelta(days=7)


class Reminder(StrEnum):
    """What the officer who owes a statement is told, each once."""

    COMING = "coming"
    OWED = "owed"
    LATE = "late"


def due_at(ends_at: datetime) -> datetime:
    """Say until when the statement is given, by the end of the last stage."""
    return ends_at + GIVEN


def reminder(ends_at: datetime, at: datetime) -> Reminder | None:
    """Say which reminder this moment asks for; None long before the end."""
    if at >= due_at(ends_at):
        return Reminder.LATE
    if at >= ends_at:
        return Reminder.OWED
    return Reminder.COMING if at >= ends_at - AHEAD else None
