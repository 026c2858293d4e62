"""Would it have been right? History month by month, each month told only what was known before.

A statement *held* by the share of its complaints that were resolved within the stated time. What
was closed unfixed or withdrawn earlier, or has not been watched that long, is neither: so the share
is that of Kaplan and Meier's curve over the complaints that got the same statement in the same
month, at the stated time. Where nobody was watched for that long the group is *undecided*. Merged
complaints leave both sides. The share over several groups is their mean, weighted by complaints.
*Coverage* is the share of later complaints that got a statement, held or not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from portal.foundation.clock import BANGKOK
from portal.response_times.figures.kaplan_meier import curve
from portal.response_times.forecasting.rounding import said_seconds
from portal.response_times.forecasting.seen import Past, Seen, seen
from portal.response_times.forecasting.statements import (
    WINDOW,
    Key,
    Statement,
    Times,
    most_alike,
    statements,
)

_DONE = 1e-9


@dataclass(slots=True)
class Tally:
    """How one of the two statements fared over some of the later complaints."""

    later: int = 0
    stated: int = 0
    decided: int = 0
    held: float = 0.0
    """How many complaints' worth."""
    held_as_said: float = 0.0
    """The same for the time as the page rounds it up."""

    def add(self, other: Tally) -> None:
        """Count another group's complaints too."""
        self.later += other.later
        self.stated += other.stated
        self.decided += other.decided
        self.held += other.held
        self.held_as_said += other.held_as_said

    @property
    def coverage(self) -> float | None:
        """Share of the later complaints that got a statement."""
        return self.stated / self.later if self.later else None

    @property
    def undecided(self) -> int:
        """Complaints with a statement of which nobody can say yet whether it held."""
        return self.stated - self.decided

    @property
    def share(self) -> float | None:
        """How often it held."""
        return self.held / self.decided if self.decided else None

    @property
    def share_as_said(self) -> float | None:
        """How often the time as the page says it held."""
        return self.held_as_said / self.decided if self.decided else None


Pair = tuple[Tally, Tally]
"""The statement for a half, and that for nine in ten."""


def pair() -> Pair:
    """Two empty tallies."""
    return Tally(), Tally()


@dataclass(slots=True)
class Replay:
    """What came of a replay: over all, by category, and by the first day of the month."""

    total: Pair = field(default_factory=pair)
    categories: dict[int | None, Pair] = field(default_factory=dict)
    months: dict[datetime, Pair] = field(default_factory=dict)


def replay(
    pasts: Sequence[Past], at: float, *, is_plain: bool = False, zone: tzinfo = BANGKOK
) -> Replay:
    """State and check every month from the second one with complaints up to `at`.

    `zone` is where the months begin at midnight.
    """
    result = Replay()
    ordered = sorted(pasts, key=lambda past: past.filed)
    filed = [past.filed for past in ordered]
    if not ordered:
        return result
    beginning = datetime.fromtimestamp(filed[0], zone)
    for start, end in _months(beginning, min(at, filed[-1] + 1)):
        now = start.timestamp()
        first, middle = bisect_left(filed, now - WINDOW), bisect_left(filed, now)
        later = ordered[middle : bisect_left(filed, end.timestamp())]
        stated = statements(ordered[first:middle], now, is_plain=is_plain)
        for (category_id, times), group in _by_statement(later, stated).items():
            watched = [then for past in group if (then := seen(past, at)) is not None]
            for place, time in enumerate(times):
                tally = _checked(watched, time)
                result.total[place].add(tally)
                result.categories.setdefault(category_id, pair())[place].add(tally)
                result.months.setdefault(start, pair())[place].add(tally)
    return result


def _by_statement(
    later: Sequence[Past], stated: Mapping[Key, Statement]
) -> dict[tuple[int | None, Times], list[Past]]:
    """Complaints of one category that got the same statement."""
    groups: dict[tuple[int | None, Times], list[Past]] = {}
    for past in later:
        statement = most_alike(stated, past.category_id, past.area_id)
        times = statement.times if statement else (None, None)
        groups.setdefault((past.category_id, times), []).append(past)
    return groups


def _months(first: datetime, last: float) -> Iterator[tuple[datetime, datetime]]:
    """The months after the one of the first moment, until the one of the last, with their ends."""
    start = _next_month(first)
    while start.timestamp() < last:
        end = _next_month(start)
        yield start, end
        start = end


def _next_month(moment: datetime) -> datetime:
    year, month = divmod(moment.year * 12 + moment.month, 12)
    return datetime(year, month + 1, 1, tzinfo=moment.tzinfo)


def _checked(watched: Sequence[Seen], stated: float | None) -> Tally:
    """How a statement fared in the complaints that got it; those of unknown end count as later."""
    tally = Tally(later=len(watched))
    if stated is None:
        return tally
    tally.stated = len(watched)
    timed = [each for each in watched if not each.untimed]
    share, said = _resolved_within(timed, stated), _resolved_within(timed, said_seconds(stated))
    if share is not None:
        tally.decided = len(timed)
        tally.held = share * len(timed)
        tally.held_as_said = (share if said is None else said) * len(timed)
    return tally


def _resolved_within(watched: Sequence[Seen], seconds: float) -> float | None:
    """The share resolved by then; None where nobody was watched so long and some are left."""
    drawn = curve(each.pair for each in watched)
    left = drawn.at(seconds)
    longest = max((each.seconds for each in watched), default=-1.0)
    return 1 - left if longest >= seconds or (watched and left < _DONE) else None
