"""What comes round for pacts of caretakers."""

from __future__ import annotations

from datetime import datetime

from portal.participation.results import services


def remind_caretakers(at: datetime) -> None:
    """Remind caretakers of the looks that are due, once for each. For one municipality."""
    services.remind(at)
