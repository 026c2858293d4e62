"""What is said of forums. Pure."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Final

from portal.foundation.i18n import Lazy, lazy

LONGEST_TITLE: Final = 150
LONGEST_TEXT: Final = 20_000
LONGEST_AGENDA: Final = 3000
LONGEST_REASON: Final = 1000
LONGEST_DECISION: Final = 1000
LONGEST_NAME: Final = 120
LONGEST_FORUM: Final = timedelta(hours=24)
MOST_PEOPLE: Final = 100_000
MOST_AT_ONCE: Final = 10_000
ATTEND_BEFORE: Final = timedelta(hours=1)
"""From so long before a forum begins its attendance is taken."""
REMIND_BEFORE: Final = timedelta(hours=36)
MINUTES_WITHIN: Final = timedelta(days=15)
"""By when the minutes are to be published."""


class News(StrEnum):
    """What everyone who registered is told."""

    CANCELLED = "cancelled"
    MOVED = "moved"
    SOON = "soon"
    MINUTES = "minutes"


class How(StrEnum):
    """How the room decided."""

    CONSENT = "consent"
    HANDS = "hands"
    BALLOT = "ballot"


HOW_WORDS: dict[How, Lazy] = {
    How.CONSENT: lazy("Without a vote: nobody was against it"),
    How.HANDS: lazy("By show of hands"),
    How.BALLOT: lazy("By secret ballot in the room"),
}
