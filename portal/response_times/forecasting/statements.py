"""What may be said of complaints like this one, and when nothing is said.

The rule was written down before any result was looked at, and it depends on nothing but how many
there are, how many are still open and how old the records are. It never asks whether a statement
would have turned out right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from portal.response_times.forecasting.blending import DAY, blended, plain
from portal.response_times.forecasting.seen import Past, Seen, all_seen

WINDOW = 365 * DAY
"""Only complaints filed in this time before the moment count, in seconds."""
FEWEST_RESOLVED = 30
MOST_UNTIMED = 0.1
"""Of the finished ones, the share of which nobody may know when they ended."""
OLDEST = 60 * DAY
"""For how long nothing may have been filed or ended in the whole municipality."""
SHARES = (0.5, 0.9)

Key = tuple[int | None, int | None]
"""Category and area; without area the whole category, without both everything."""
ALL: Key = (None, None)
Times = tuple[float | None, float | None]
"""Seconds for a half and for nine in ten; None where nothing is stated."""
Stated = TypeVar("Stated")


class Withheld(StrEnum):
    """Why no time is stated."""

    FEW = "few"
    UNTIMED = "untimed"
    STALE = "stale"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Statement:
    """What the past year says of one kind of complaint. Times are seconds from the filing."""

    key: Key
    n: int
    resolved: int
    open: int
    untimed: int
    median: float | None
    p90: float | None
    withheld: Withheld | None

    @property
    def times(self) -> Times:
        """What is stated: for a half and for nine in ten; None where nothing is."""
        return (None, None) if self.withheld else (self.median, self.p90)


def statements(pasts: Iterable[Past], at: float, *, is_plain: bool = False) -> dict[Key, Statement]:
    """Every statement at a moment, from nothing but what was known then.

    Groups with fewer than thirty resolved are not in it, but for the whole, which always is.
    `is_plain` leaves the last month no more weight than the rest: for comparison only.
    """
    known = all_seen([past for past in pasts if at - WINDOW <= past.filed < at], at)
    groups: dict[Key, list[Seen]] = {ALL: [then for _past, then in known]}
    for past, then in known:
        for key in keys_of(past.category_id, past.area_id)[:-1]:
            groups.setdefault(key, []).append(then)
    is_stale = _newest(groups[ALL]) < at - OLDEST
    return {
        key: _statement(key, group, is_stale, _method(at, is_plain=is_plain))
        for key, group in groups.items()
        if key == ALL or sum(each.resolved for each in group) >= FEWEST_RESOLVED
    }


def keys_of(category_id: int | None, area_id: int | None) -> list[Key]:
    """Which groups a complaint belongs to, the most like it first."""
    if category_id is None:
        return [ALL]
    narrow = [(category_id, area_id)] if area_id is not None else []
    return [*narrow, (category_id, None), ALL]


def most_alike(
    stated: Mapping[Key, Stated], category_id: int | None, area_id: int | None
) -> Stated | None:
    """What is stated of the group most like a complaint; also where that is why nothing is."""
    return next((stated[key] for key in keys_of(category_id, area_id) if key in stated), None)


Method = Callable[[Sequence[Seen]], list[float | None]]


def _method(at: float, *, is_plain: bool) -> Method:
    if is_plain:
        return lambda group: plain(group, SHARES)
    return lambda group: blended(group, at, SHARES)


def _newest(group: Sequence[Seen]) -> float:
    """When something was last filed or ended; what is open ends nothing."""
    moments = (each.filed + (0 if each.open else each.seconds) for each in group)
    return max(moments, default=float("-inf"))


def _statement(key: Key, group: Sequence[Seen], is_stale: bool, method: Method) -> Statement:  # noqa: FBT001 - one of the rule's conditions
    timed = [each for each in group if not each.untimed]
    resolved = sum(each.resolved for each in timed)
    still_open = sum(each.open for each in timed)
    untimed = len(group) - len(timed)
    median, p90 = method(timed) if timed else (None, None)
    withheld: Withheld | None = None
    if untimed > MOST_UNTIMED * (len(group) - still_open):
        withheld = Withheld.UNTIMED
    elif resolved < FEWEST_RESOLVED:
        withheld = Withheld.FEW
    elif is_stale:
        withheld = Withheld.STALE
    elif median is None:
        withheld = Withheld.OPEN
    return Statement(key, len(group), resolved, still_open, untimed, median, p90, withheld)
