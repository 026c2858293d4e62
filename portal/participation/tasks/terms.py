"""What is said of tasks, places on them, gifts. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final, Protocol

from portal.foundation.i18n import Lazy, lazy

LONGEST_TITLE: Final = 150
LONGEST_TEXT: Final = 3000
LONGEST_REASON: Final = 1000
LONGEST_NAME: Final = 120
LONGEST_UNIT: Final = 40
LONGEST_TASK: Final = timedelta(hours=24)
MOST_PEOPLE: Final = 1000
MOST_THINGS: Final = 1_000_000
MOST_MINUTES: Final = 24 * 60
CHECK_IN_BEFORE: Final = timedelta(hours=1)
"""From so long before a task begins its attendance is taken."""
REMIND_BEFORE: Final = timedelta(hours=36)
MATTER: Final = "work_diary"
"""What photos of a diary hang on."""


class Standing(StrEnum):
    """Where somebody is on the list of a task."""

    PLACED = "placed"
    WAITING = "waiting"


class GiftState(StrEnum):
    """Where a gift stands."""

    OFFERED = "offered"
    RECEIVED = "received"
    DECLINED = "declined"


class News(StrEnum):
    """What everyone on the list of a task is told."""

    CANCELLED = "cancelled"
    MOVED = "moved"
    SOON = "soon"


GIFT_WORDS: dict[GiftState, Lazy] = {
    GiftState.OFFERED: lazy("Gift offered"),
    GiftState.RECEIVED: lazy("Gift received"),
    GiftState.DECLINED: lazy("Gift not taken"),
}
GIFT_TONES = {GiftState.OFFERED: "yellow", GiftState.RECEIVED: "green", GiftState.DECLINED: "grey"}


class Worked(Protocol):
    """An attendance as hours need it."""

    @property
    def minutes(self) -> int | None:
        """How long somebody worked; zero: they did not come; None: not recorded."""


def came(lines: Sequence[Worked]) -> int:
    """How many came: those with at least a minute of work."""
    return sum(1 for one in lines if one.minutes)


def hours_of(minutes: int) -> Decimal:
    """Minutes in hours with one decimal, halves rounded up: 90 minutes are 1.5, 50 are 0.8."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.1"), ROUND_HALF_UP)


def hours_shown(minutes: int) -> str:
    """The same as people read it, without a decimal where there is none."""
    return str(hours_of(minutes)).removesuffix(".0")


def minutes_of(hours: Decimal) -> int:
    """Hours in whole minutes, halves rounded up."""
    return int((hours * 60).quantize(Decimal(1), ROUND_HALF_UP))
