"""What comes round for projects."""

from __future__ import annotations

from datetime import datetime

from portal.participation.projects import services


def remind_of_closing(at: datetime) -> None:
    """Tell the officers who owe a closing statement, once for each step. For one municipality."""
    services.remind_of_closing(at)
