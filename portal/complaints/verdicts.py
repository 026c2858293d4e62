"""The weekly second look: how lots are drawn, and what somebody can find who looks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from portal.foundation import clock
from portal.foundation.i18n import Lazy, lazy

WEEK = timedelta(days=7)
ANSWER_WITHIN = WEEK
"""From the day of the draw: then the next lots come."""
SETTING = "second_looks"
IN_HISTORY = "second_look"
"""Under this name a line of a complaint’s history holds what was found."""
USUAL_SIZE = 20
"""Within a quarter these are 260: a share of 90 in 100 is then known to 4 either way."""
MOST = 500
MONDAY = 1


class Verdict(StrEnum):
    """What the second look found."""

    DONE = "done"
    NOT_DONE = "not_done"
    CANNOT_SAY = "cannot_say"


VERDICT_WORDS: dict[Verdict, Lazy] = {
    Verdict.DONE: lazy("Really done"),
    Verdict.NOT_DONE: lazy("Not done"),
    Verdict.CANNOT_SAY: lazy("Cannot say"),
}


@dataclass(frozen=True, slots=True)
class Custom:
    """How many are drawn each week, and on which day of it (1 is Monday). No size, no draw."""

    size: int = USUAL_SIZE
    day: int = MONDAY

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Custom:
        """As a municipality has set it."""
        return cls(**settings.get(SETTING, {}))


def drawn(seed: str, ids: Iterable[int], size: int) -> list[int]:
    """The lots: the ids whose SHA-256 of `seed:id` comes first. Anyone can draw them again."""

    def lot(number: int) -> bytes:
        return hashlib.sha256(f"{seed}:{number}".encode()).digest()

    return sorted(ids, key=lot)[:size]


def week_before(at: datetime) -> date:
    """The Monday of the last whole week."""
    today = clock.local(at).date()
    return today - timedelta(days=today.weekday()) - WEEK


def is_due(custom: Custom, at: datetime) -> bool:
    """Whether the day of the week has come on which lots are drawn."""
    return custom.size > 0 and clock.local(at).isoweekday() >= custom.day


def answer_by(at: datetime) -> datetime:
    """Until when lots drawn now are to be looked at: the end of the day a week later."""
    last_day = clock.local(at) + ANSWER_WITHIN + timedelta(days=1)
    return last_day.replace(hour=0, minute=0, second=0, microsecond=0)
