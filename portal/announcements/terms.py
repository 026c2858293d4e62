"""Levels of a site notice, and the numbers one calls in danger."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from portal.foundation.i18n import Lazy, lazy


class Level(StrEnum):
    """How loud a notice is."""

    NEWS = "news"
    WARNING = "warning"
    DANGER = "danger"


LEVEL_WORDS: dict[Level, Lazy] = {
    Level.NEWS: lazy("For your information"),
    Level.WARNING: lazy("Warning"),
    Level.DANGER: lazy("Danger"),
}
NUMBERS: tuple[tuple[str, Lazy], ...] = (
    ("191", lazy("Police")),
    ("199", lazy("Fire brigade")),
    ("1669", lazy("Ambulance")),
    ("1784", lazy("Disaster prevention")),
)
"""The country's own numbers: police, fire, emergency medicine, disaster prevention (ปภ.)."""

LONGEST_NOTICE = 400
LONGEST_REASON = 200
LONGEST_EMERGENCY = timedelta(days=30)
LONGEST_STANDING = timedelta(days=366)
