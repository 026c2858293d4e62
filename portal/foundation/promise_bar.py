"""The promise bar: one line from filing to now, and what was promised along it.

Pure geometry. Places on the line are thousandths of its length (0 to 1000), so that a template
can draw them as percentages at any width; time runs evenly along it. Points and ticks that would
cover each other are pushed apart, order kept, which is the only liberty taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from portal.foundation.clock import local

LENGTH = 1000
POINT_GAP = 48
"""Least distance of two points: 15 pixels on a bar of 320."""
TICK_GAP = 14
A_DAY = timedelta(days=1)


class Standing(StrEnum):
    """How a promise stands at a moment."""

    KEPT = "kept"
    KEPT_LATE = "kept_late"
    WAITING = "waiting"
    OVERDUE = "overdue"
    DROPPED = "dropped"
    """Nothing is owed any more, and it was not late when that came about."""


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise as the bar needs it. `label` is anything with words (`lazy` included).

    `dropped_at`: from then on nothing is owed (cancelled, or the matter ended otherwise).
    """

    label: object
    due_at: datetime
    met_at: datetime | None = None
    kind: str = ""
    dropped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the line. `tone`: `past`, `late`, `paused` or `ahead`."""

    start: int
    end: int
    tone: str

    @property
    def width(self) -> int:
        """Its length, in thousandths."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Point:
    """Something that happened. `number` is that of its line of words, 0 for none.

    `tone`: `filed`, `kept`, `kept_late`, `now` or `end`.
    """

    x: int
    tone: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Tick:
    """A promised moment. `tone` is a `Standing`."""

    x: int
    tone: str


@dataclass(frozen=True, slots=True)
class Line:
    """The same in words: a promise, how it stands and by how much it is or was late."""

    number: int
    label: object
    kind: str
    standing: Standing
    due_at: datetime
    met_at: datetime | None
    late_days: int
    late_hours: int


@dataclass(frozen=True, slots=True)
class Bar:
    """Everything a template draws."""

    filed_at: datetime
    until: datetime
    ended: bool
    paused: bool
    stretches: tuple[Stretch, ...]
    ticks: tuple[Tick, ...]
    points: tuple[Point, ...]
    lines: tuple[Line, ...]

    def how_many(self, *standings: str) -> int:
        """How many promises stand so."""
        return sum(line.standing in standings for line in self.lines)


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a due moment is: `late`, `today`, `soon` (tomorrow) or `later`, and days between."""

    tone: str
    days: int


@dataclass(frozen=True, slots=True)
class _Scale:
    start: datetime
    end: datetime

    def x(self, moment: datetime) -> int:
        whole = max(self.end - self.start, timedelta(minutes=1))
        share = (moment - self.start) / whole
        return round(LENGTH * min(max(share, 0.0), 1.0))


def nearness(due_at: datetime, at: datetime) -> Nearness:
    """How near `due_at` is at `at`, in calendar days of Bangkok."""
    days = (local(due_at).date() - local(at).date()).days
    if due_at < at:
        return Nearness("late", -days)
    if days == 0:
        return Nearness("today", 0)
    return Nearness("soon" if days == 1 else "later", days)


def draw(
    filed_at: datetime,
    at: datetime,
    promises: Iterable[Promised],
    *,
    ended_at: datetime | None = None,
    pauses: Iterable[tuple[datetime, datetime | None]] = (),
) -> Bar:
    """Lay out a matter filed at `filed_at` as it stands at `at`.

    `ended_at`: when it was resolved or closed, which ends the line. `pauses`: from, to (None: not
    ended). All moments aware. Promises are numbered in the order of their due moments.
    """
    until = ended_at or at
    ordered = sorted(promises, key=lambda promise: promise.due_at)
    lines = tuple(_line(number, each, until, ended_at) for number, each in enumerate(ordered, 1))
    scale = _Scale(filed_at, max([until, *(_last_moment(line) for line in lines)]))
    stopped = [(start, min(end or until, until)) for start, end in pauses if start < until]
    return Bar(
        filed_at=filed_at,
        until=until,
        ended=ended_at is not None,
        paused=ended_at is None and any(end == until for _, end in stopped),
        stretches=_stretches(scale, until, lines, stopped),
        ticks=_ticks(scale, lines),
        points=_points(scale, until, lines, ended=ended_at is not None),
        lines=lines,
    )


def _line(number: int, promise: Promised, until: datetime, ended_at: datetime | None) -> Line:
    dropped_at = promise.dropped_at or ended_at
    over = (promise.met_at or promise.dropped_at or until) - promise.due_at
    if promise.met_at:
        standing = Standing.KEPT_LATE if over > timedelta() else Standing.KEPT
    elif over > timedelta():
        standing = Standing.OVERDUE
    else:
        standing = Standing.DROPPED if dropped_at else Standing.WAITING
    late = max(over, timedelta())
    return Line(
        number=number,
        label=promise.label,
        kind=promise.kind,
        standing=standing,
        due_at=promise.due_at,
        met_at=promise.met_at,
        late_days=late // A_DAY,
        late_hours=(late % A_DAY) // timedelta(hours=1),
    )


def _last_moment(line: Line) -> datetime:
    return line.met_at if line.standing is Standing.DROPPED and line.met_at else line.due_at


def _stretches(
    scale: _Scale,
    until: datetime,
    lines: Sequence[Line],
    pauses: Sequence[tuple[datetime, datetime]],
) -> tuple[Stretch, ...]:
    now = scale.x(until)
    late = _joined(
        (scale.x(line.due_at), scale.x(line.met_at or until))
        for line in lines
        if line.standing in {Standing.KEPT_LATE, Standing.OVERDUE}
    )
    stopped = _joined((scale.x(start), scale.x(end)) for start, end in pauses)
    pieces = [Stretch(0, now, "past")]
    pieces += [Stretch(start, end, "late") for start, end in late]
    pieces += [Stretch(start, end, "paused") for start, end in stopped]
    if now < LENGTH:
        pieces.append(Stretch(now, LENGTH, "ahead"))
    return tuple(piece for piece in pieces if piece.width > 0)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping spans as one, so that nothing is painted twice."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _ticks(scale: _Scale, lines: Sequence[Line]) -> tuple[Tick, ...]:
    wanted = [line for line in lines if line.standing is not Standing.DROPPED]
    places = _apart([scale.x(line.due_at) for line in wanted], TICK_GAP)
    return tuple(Tick(x, line.standing) for x, line in zip(places, wanted, strict=True))


def _points(
    scale: _Scale, until: datetime, lines: Sequence[Line], *, ended: bool
) -> tuple[Point, ...]:
    happened = [(0, 0, "filed", 0)]
    happened += [
        (scale.x(line.met_at), 1, line.standing.value, line.number) for line in lines if line.met_at
    ]
    if not ended or all(x != scale.x(until) for x, *_ in happened):
        happened.append((scale.x(until), 2, "end" if ended else "now", 0))
    happened.sort()
    places = _apart([x for x, *_ in happened], POINT_GAP)
    return tuple(
        Point(x, tone, number) for x, (_, _, tone, number) in zip(places, happened, strict=True)
    )


def _apart(places: list[int], gap: int) -> list[int]:
    """Push ascending places apart to at least `gap`, staying between 0 and `LENGTH`."""
    gap = min(gap, LENGTH // max(len(places) - 1, 1))
    pushed = list(places)
    for index in range(1, len(pushed)):
        pushed[index] = max(pushed[index], pushed[index - 1] + gap)
    roof = LENGTH
    for index in range(len(pushed) - 1, -1, -1):
        pushed[index] = min(pushed[index], roof)
        roof = pushed[index] - gap
    return pushed
