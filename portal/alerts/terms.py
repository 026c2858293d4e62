"""What an alert may ask for, and how long what belongs to it lives."""

from __future__ import annotations

from datetime import time, timedelta
from enum import StrEnum
from typing import Final

from portal.foundation.i18n import Lazy, lazy


class Cadence(StrEnum):
    """How often somebody is told."""

    AT_ONCE = "at_once"
    DAILY = "daily"


class Where(StrEnum):
    """Which part of the municipality an alert is about."""

    ALL = "all"
    AREA = "area"
    AROUND = "around"


CADENCE_WORDS: Final[dict[Cadence, Lazy]] = {
    Cadence.DAILY: lazy("Once a day, in the morning"),
    Cadence.AT_ONCE: lazy("Each time, within a few minutes"),
}
RADII: Final = (250, 500, 1000, 2000, 5000)
"""Metres around a point that can be chosen."""
MORNING: Final = time(7)
"""Bangkok time from which on the day's list goes out."""
CODE_LIVES: Final = timedelta(minutes=30)
UNCONFIRMED_LIVES: Final = timedelta(hours=24)
LOOKED_BACK: Final = timedelta(days=30)
"""A complaint that becomes public later than this after it was filed is no news."""
MOST_OF_ONE: Final = 10
"""Alerts that one address may have."""
MOST_IN_ONE: Final = 50
"""Complaints named in one message."""
STOP_CODE_LENGTH: Final = 10
