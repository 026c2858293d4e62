"""Charts as shapes for one SVG picture each: drawn on the server, without script.

Pure geometry in units of a picture `WIDTH` wide, which on the smallest telephone is nearly a pixel
each. Lines differ by their dashes and bars by their shade, so that they can be told in grey.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log10

WIDTH = 340
HEIGHT = 220
LEFT, RIGHT, TOP, BOTTOM = 42, 8, 10, 28
_SHORTEST = 3600.0
"""Seconds at which the axis of time begins: an hour."""
_DAY = 86_400.0
TICKS: tuple[tuple[float, str], ...] = (
    (_SHORTEST, "hour"),
    (_DAY, "1"),
    (7 * _DAY, "7"),
    (30 * _DAY, "30"),
    (90 * _DAY, "90"),
    (365 * _DAY, "365"),
)
"""Moments on the axis of time; but for the first they are named by their days."""
GAP = 0.3
"""Part of a column's room that stays free."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on an axis and its words."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One upright bar."""

    x: float
    y: float
    width: float
    height: float
    words: str = ""
    """Over it."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What a template draws: paths by name, bars, and both axes."""

    paths: Mapping[str, str] = field(default_factory=dict)
    bars: Sequence[Bar] = ()
    across: Sequence[Mark] = ()
    up: Sequence[Mark] = ()
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    ground: int = HEIGHT - BOTTOM


def reached(curves: Mapping[str, Sequence[tuple[float, float]]]) -> Chart:
    """Steps of the share that has ended after each time, the time on a scale of magnitudes."""
    longest = max((curve[-1][0] for curve in curves.values() if curve), default=_DAY)
    longest = max(longest, 7 * _DAY)
    return Chart(
        paths={name: _steps(curve, longest) for name, curve in curves.items() if curve},
        across=[
            Mark(round(_along(seconds, longest), 1), words)
            for seconds, words in TICKS
            if seconds <= longest
        ],
        up=[Mark(round(_height(share / 100, 1.0), 1), f"{share}%") for share in (0, 50, 90)],
    )


def share_by(curve: Sequence[tuple[float, float]], seconds: float) -> float:
    """The share that has ended by this time, as the chart shows it."""
    return next((share for time, share in reversed(curve) if time <= seconds), 0.0)


def flow(weeks: Sequence[tuple[str, int, int]], names: Mapping[int, str]) -> Chart:
    """What came in as bars and what ended as a line; `names` are words under some places."""
    highest = nice(max((max(came, left) for _week, came, left in weeks), default=0))
    room = (WIDTH - LEFT - RIGHT) / max(len(weeks), 1)
    bars = []
    points = []
    for place, (_week, came, left) in enumerate(weeks):
        x = LEFT + place * room
        bars.append(_bar(x, room, came, highest))
        points.append(f"{x + room / 2:.1f} {_height(left, highest):.1f}")
    return Chart(
        paths={"out": f"M{'L'.join(points)}"} if points else {},
        bars=bars,
        across=[Mark(round(LEFT + place * room, 1), words) for place, words in names.items()],
        up=_levels(highest),
    )


def columns(values: Sequence[tuple[str, int]]) -> Chart:
    """One bar for each value, its number over it and its words under it."""
    highest = nice(max((n for _words, n in values), default=0))
    room = (WIDTH - LEFT - RIGHT) / max(len(values), 1)
    places = [LEFT + place * room for place in range(len(values))]
    return Chart(
        bars=[
            _bar(x, room, n, highest, f"{n:,}")
            for x, (_words, n) in zip(places, values, strict=True)
        ],
        across=[
            Mark(round(x + room / 2, 1), words)
            for x, (words, _n) in zip(places, values, strict=True)
        ],
        up=_levels(highest),
    )


def nice(highest: int) -> int:
    """A round number not below this one, for the top of an axis that has a middle."""
    if highest <= 2:  # noqa: PLR2004 - the smallest axis with a middle
        return 2
    size = int(10 ** int(log10(highest)))
    steps = (size, 2 * size, 4 * size, 5 * size, 6 * size, 8 * size, 10 * size)
    fitting = (step for step in steps if step >= highest and step % 2 == 0)
    return next(fitting, 10 * size)


def _levels(highest: int) -> list[Mark]:
    return [
        Mark(round(_height(level, highest), 1), f"{level:,}")
        for level in (0, highest // 2, highest)
    ]


def _bar(x: float, room: float, n: int, highest: int, words: str = "") -> Bar:
    y = _height(n, highest)
    ground = HEIGHT - BOTTOM
    return Bar(
        round(x + room * GAP / 2, 1),
        round(y, 1),
        round(room * (1 - GAP), 1),
        round(ground - y, 1),
        words,
    )


def _steps(curve: Sequence[tuple[float, float]], longest: float) -> str:
    y = _height(curve[0][1], 1.0)
    parts = [f"M{LEFT} {y:.1f}"]
    for seconds, share in curve[1:]:
        parts.append(f"H{_along(seconds, longest):.1f}V{_height(share, 1.0):.1f}")
    return "".join(parts)


def _along(seconds: float, longest: float) -> float:
    part = log10(max(seconds, _SHORTEST) / _SHORTEST) / log10(longest / _SHORTEST)
    return LEFT + (WIDTH - LEFT - RIGHT) * part


def _height(value: float, highest: float) -> float:
    """From the top of the picture."""
    ground = HEIGHT - BOTTOM
    return ground - (ground - TOP) * value / highest
