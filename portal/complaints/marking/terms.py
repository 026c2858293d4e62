"""How somebody is told of a complaint they watch, and how much can be kept."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from portal.foundation.i18n import Lazy, lazy

MOST_LISTED = 100
"""On one's own list: a longer one is no order any more."""
LONGEST_NOTE = 500
LATEST = timedelta(days=366)
MOST_MENTIONED = 20


class Watch(StrEnum):
    """How somebody is told that a complaint they watch has changed."""

    NO = ""
    MORNING = "morning"
    AT_ONCE = "at_once"


WATCH_WORDS: dict[Watch, Lazy] = {
    Watch.NO: lazy("I do not watch it"),
    Watch.MORNING: lazy("Tell me on the next working morning"),
    Watch.AT_ONCE: lazy("Tell me within minutes, by e-mail"),
}
