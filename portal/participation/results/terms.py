"""What is said of results and of those who look after them. Pure."""

from __future__ import annotations

import calendar
from datetime import date
from enum import StrEnum
from typing import Final

from portal.foundation.i18n import Lazy, lazy

PHOTOS: Final = "project_result"
"""What photos of a result hang on, by the project's id."""
LONGEST_TITLE: Final = 150
LONGEST_TEXT: Final = 3000
LONGEST_REASON: Final = 1000
LONGEST_UNIT: Final = 40
MOST_PEOPLE: Final = 10_000_000
MOST_HUNDREDTHS: Final = 10**14
MOST_MONTHS: Final = 24
FEWEST_SHOWN: Final = 5
"""With fewer answers only their number is shown: one could be told from the others."""
CONTENT_FROM: Final = 4
"""Four and five stars say that somebody is content."""


class Condition(StrEnum):
    """How something looked after is found."""

    GOOD = "good"
    WORN = "worn"
    BROKEN = "broken"


CONDITION_WORDS: dict[Condition, Lazy] = {
    Condition.GOOD: lazy("In good order"),
    Condition.WORN: lazy("Worn: it needs care soon"),
    Condition.BROKEN: lazy("Broken or unsafe"),
}
CONDITION_TAGS: dict[Condition, Lazy] = {
    Condition.GOOD: lazy("In good order"),
    Condition.WORN: lazy("Worn"),
    Condition.BROKEN: lazy("Broken or unsafe"),
}
CONDITION_TONES = {Condition.GOOD: "green", Condition.WORN: "yellow", Condition.BROKEN: "red"}
STAR_WORDS: dict[int, Lazy] = {
    5: lazy("5 – very content"),
    4: lazy("4 – content"),
    3: lazy("3 – neither"),
    2: lazy("2 – not content"),
    1: lazy("1 – not content at all"),
}


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
