"""When somebody higher up is told of a matter: levels of a promise's time, and of a matter's age.

A level of a promise comes with its share of the promised time, counted as the promise itself
counts it (`share_elapsed`, by the moment as pauses have moved it). A level of age comes so many
days after the matter reached the municipality, while it has not ended: day 90 without a written
answer opens the way to the Administrative Court (Act B.E. 2542, s.49).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from portal.foundation.i18n import Lazy, lazy
from portal.response_times.promises import NEARLY, share_elapsed


class Level(StrEnum):
    """How far it has come."""

    NEARLY = "nearly"
    DUE = "due"
    TWICE = "twice"
    DAY_30 = "day_30"
    DAY_60 = "day_60"
    DAY_90 = "day_90"


SHARES: dict[Level, float] = {Level.NEARLY: NEARLY, Level.DUE: 1.0, Level.TWICE: 2.0}
"""The share of a promise's time."""
AGES: dict[Level, timedelta] = {
    Level.DAY_30: timedelta(days=30),
    Level.DAY_60: timedelta(days=60),
    Level.DAY_90: timedelta(days=90),
}
"""The age of a matter that has not ended."""
LEVEL_WORDS: dict[Level, Lazy] = {
    Level.NEARLY: lazy("80% of the promised time has passed"),
    Level.DUE: lazy("The promised time is over"),
    Level.TWICE: lazy("Twice the promised time has passed"),
    Level.DAY_30: lazy("30 days have passed since it was received"),
    Level.DAY_60: lazy("60 days have passed since it was received"),
    Level.DAY_90: lazy("90 days have passed since it was received"),
}
NEVER = datetime(9000, 1, 1, tzinfo=UTC)
"""When a matter is looked at for which no level is left."""
SOON = timedelta(seconds=1)


def of_promise(
    started_at: datetime, due_at: datetime, at: datetime
) -> list[tuple[Level, datetime]]:
    """The levels that have come by `at`, each with its moment."""
    share = share_elapsed(started_at, due_at, at)
    return [
        (level, _moment(started_at, due_at, level)) for level in SHARES if share >= SHARES[level]
    ]


def of_age(filed_at: datetime, at: datetime) -> list[tuple[Level, datetime]]:
    """The same for a matter that has not ended."""
    return [(level, filed_at + age) for level, age in AGES.items() if filed_at + age <= at]


def next_of_promise(started_at: datetime, due_at: datetime, at: datetime) -> datetime:
    """When the next level comes, later than `at`; `NEVER` after the last."""
    share = share_elapsed(started_at, due_at, at)
    left = [_moment(started_at, due_at, level) for level in SHARES if SHARES[level] > share]
    return max(min(left), at + SOON) if left else NEVER


def next_of_age(filed_at: datetime, at: datetime) -> datetime:
    """The same for a matter that has not ended."""
    return min((filed_at + age for age in AGES.values() if filed_at + age > at), default=NEVER)


def _moment(started_at: datetime, due_at: datetime, level: Level) -> datetime:
    return started_at + (due_at - started_at) * SHARES[level]
