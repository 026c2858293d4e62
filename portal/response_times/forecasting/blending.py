"""A survival curve that gives the last month more weight without forgetting the year.

How fast a municipality works changes, and a year's curve notices late. So the chance of being
resolved at an age is taken from what happened within the last month, whenever the complaint was
filed (period analysis: Brenner & Gefeller, "Deriving more up-to-date estimates of long-term patient
survival", 1997), and the whole year's curve stands in for a fixed number of further complaints at
each age. Where the last month saw many, it decides; where it saw few, the year does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from portal.response_times.figures.kaplan_meier import curve, quantile
from portal.response_times.forecasting.seen import Seen

DAY = 86_400.0
RECENT = 31 * DAY
"""What counts as the last month, in seconds."""
BORROWED = 20.0
"""For how many complaints at each age the whole year's curve counts beside the last month's."""
_TOLERANCE = 1e-9


def plain(seen: Sequence[Seen], shares: Sequence[float]) -> list[float | None]:
    """After how many seconds each share is resolved by Kaplan and Meier; None: not yet reached."""
    drawn = curve(each.pair for each in seen)
    return [quantile(drawn, share) for share in shares]


def blended(seen: Sequence[Seen], at: float, shares: Sequence[float]) -> list[float | None]:
    """The same with the last month before `at` weighing more.

    Where that curve does not get so far, the whole year's does, or it is not yet reached.
    """
    resolved = sum(each.resolved for each in seen)
    asked = [careful(share, resolved) for share in shares]
    times, survival = _curve(seen, at - RECENT)
    found = [_first_below(times, survival, 1 - share) for share in asked]
    if None not in found:
        return found
    return [a if a is not None else b for a, b in zip(found, plain(seen, shares), strict=True)]


def careful(share: float, resolved: int) -> float:
    """The share to ask of a curve so that the next complaint keeps within the time so often.

    The middle of thirty lies on average a little before the middle of the law they came from: of
    n + 1 equally likely places for the next one, ceil((n + 1) * share) must lie before it, that is
    a share of (n + 1) / n times as much of the n (split conformal prediction: Vovk, Gammerman &
    Shafer, "Algorithmic Learning in a Random World", 2005).
    """
    return min(share * (resolved + 1) / resolved, 1.0) if resolved else share


def _curve(seen: Sequence[Seen], since: float) -> tuple[list[float], list[float]]:
    """The times at which something was resolved, and the share still open after each."""
    late = [each for each in seen if each.filed + each.seconds >= since]
    exits = sorted(each.seconds for each in seen)
    late_exits = sorted(each.seconds for each in late)
    # Who is filed within the month is watched from age 0 on, also when it ends in that instant.
    entries = sorted(since - each.filed if each.filed < since else -1.0 for each in late)
    ends = Counter(each.seconds for each in seen if each.resolved)
    late_ends = Counter(each.seconds for each in late if each.resolved)
    times = sorted(ends)
    survival, left = [], 1.0
    for time in times:
        chance = ends[time] / (len(exits) - bisect_left(exits, time))
        watched = bisect_left(entries, time) - bisect_left(late_exits, time)
        happened = late_ends[time] + BORROWED * chance
        left *= max(0.0, 1 - happened / (max(watched, late_ends[time]) + BORROWED))
        survival.append(left)
    return times, survival


def _first_below(times: list[float], survival: list[float], rest: float) -> float | None:
    place = bisect_left(survival, -(rest + _TOLERANCE), key=lambda left: -left)
    return times[place] if place < len(times) else None
