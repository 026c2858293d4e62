"""From facts to lines: groups the matters of a period and counts each group."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

from portal.foundation import clock
from portal.foundation.dates import fiscal_quarter, fiscal_year
from portal.response_times.calendar import OfficeCalendar
from portal.response_times.figures import aalen_johansen, kaplan_meier
from portal.response_times.figures.kaplan_meier import Curve, quantile_with_band
from portal.response_times.figures.periods import Period
from portal.response_times.figures.shares import FEWEST
from portal.response_times.figures.sheets import STARS, By, Line, Measured
from portal.response_times.figures.spells import Clock, Fact, Measure, Spell, Spells, spells_of
from portal.response_times.lifecycle import Outcome

MOST_POINTS = 120
"""A drawing is narrower than a curve of thousands of steps."""

Watched = tuple[Fact, Spells]
Ended = tuple[datetime, str, Fact]
"""When and how a matter ended, with its labels."""
Times = Mapping[Clock, Sequence[Measure]]
"""Which measures, by which clock."""
EVERY_TIME: Times = {time: tuple(Measure) for time in Clock}


def watched(facts: Iterable[Fact], at: datetime, calendar: OfficeCalendar) -> list[Watched]:
    """Each matter with its durations as they stand at `at`."""
    return [(fact, spells_of(fact, at, calendar)) for fact in facts]


def filed_on(cases: Iterable[Watched]) -> dict[str, int]:
    """How many came in on each day (ISO), in order."""
    days = Counter(clock.local(fact.filed_at).date() for fact, _spells in cases)
    return {day.isoformat(): n for day, n in sorted(days.items())}


def key_of(by: By) -> Callable[[Fact], str]:
    """What group a matter belongs to; empty for those that have none of the kind."""
    match by:
        case By.ALL:
            return lambda _fact: ""
        case By.CHANNEL | By.PRIORITY:
            return lambda fact: str(getattr(fact, by.value))
        case By.MONTH:
            return lambda fact: f"{clock.local(fact.filed_at):%Y-%m}"
        case By.QUARTER:
            return lambda fact: quarter_name(clock.local(fact.filed_at))
        case By.FISCAL_YEAR:
            return lambda fact: f"fy-{fiscal_year(fact.filed_at)}"
        case _:
            name = f"{by.value}_id"
            return lambda fact: "" if (value := getattr(fact, name)) is None else str(value)


def quarter_name(day: date) -> str:
    """As it stands in addresses: `2027-q1`."""
    return f"{fiscal_year(day)}-q{fiscal_quarter(day)}"


def lines(
    cases: Sequence[Watched], by: By, at: datetime, times: Times = EVERY_TIME
) -> dict[str, Line]:
    """A line for each group, by its key; with these of its times."""
    key = key_of(by)
    groups: defaultdict[str, list[Watched]] = defaultdict(list)
    for case in cases:
        groups[key(case[0])].append(case)
    return {name: _counted(name, group, at, times) for name, group in groups.items()}


def add_closed(found: dict[str, Line], ended: Iterable[Ended], by: By) -> None:
    """Put in what ended within the period, whenever it was filed."""
    key = key_of(by)
    if by in {By.MONTH, By.QUARTER, By.FISCAL_YEAR}:
        groups = Counter((key(fact._replace(filed_at=at)), end) for at, end, fact in ended)
    else:
        groups = Counter((key(fact), end) for _at, end, fact in ended)
    for (name, end), n in groups.items():
        found.setdefault(name, Line(name)).closed[end] = n


def flow(
    period: Period, cases: Sequence[Watched], ended: Iterable[Ended]
) -> list[tuple[str, int, int]]:
    """How many came in and how many ended in each week."""
    weeks = [first for first, _last in period.weeks()]
    came = Counter(bisect_right(weeks, clock.local(fact.filed_at).date()) for fact, _ in cases)
    left = Counter(bisect_right(weeks, clock.local(at).date()) for at, _end, _fact in ended)
    return [(week.isoformat(), came[place], left[place]) for place, week in enumerate(weeks, 1)]


def curves(cases: Sequence[Watched]) -> dict[str, list[tuple[float, float]]]:
    """Share ended after each time, for the drawing."""
    found = {}
    for measure in Measure:
        curve = _curve(cases, Clock.CALENDAR, measure)
        if curve.n >= FEWEST:
            found[measure.value] = thinned(curve)
    return found


def thinned(curve: Curve) -> list[tuple[float, float]]:
    """At most so many steps as a drawing can show, the first and the last among them."""
    places = range(len(curve.times))
    if len(places) > MOST_POINTS:
        step = (len(places) - 1) / (MOST_POINTS - 1)
        places = [round(number * step) for number in range(MOST_POINTS)]  # type: ignore[assignment]
    return [(curve.times[place], round(1 - curve.survival[place], 6)) for place in places]


def _counted(name: str, group: Sequence[Watched], at: datetime, times: Times) -> Line:
    line = Line(name, received=len(group))
    ended: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for fact, spells in group:
        line.untimed += not spells.calendar
        line.reopened += fact.reopened > 0
        if fact.rating is not None and fact.rating in STARS:
            line.stars[fact.rating - 1] += 1
        if fact.outcome:
            ended[fact.outcome] += 1
            shown[fact.evidence] += fact.outcome == Outcome.RESOLVED and bool(fact.evidence)
            continue
        line.open += 1
        line.overdue += fact.next_due_at is not None and fact.next_due_at < at
        line.forwarded += fact.forwarded_at is not None
    line.ended = dict(ended)
    line.shown = dict(+shown)
    line.times = {time.value: _times(group, time, wanted) for time, wanted in times.items()}
    _count_ends(line, group)
    return line


def _times(group: Sequence[Watched], time: Clock, wanted: Sequence[Measure]) -> dict[str, Measured]:
    """Each measure; the durations are gathered in one pass, for groups of a hundred thousand."""
    found: defaultdict[Measure, list[Spell]] = defaultdict(list)
    for _fact, spells in group:
        for measure, spell in spells.of(time).items():
            found[measure].append(spell)
    return {measure.value: _measured(found[measure]) for measure in wanted}


def _measured(durations: Sequence[Spell]) -> Measured:
    n = len(durations)
    if n < FEWEST:
        return Measured(n)
    curve = kaplan_meier.curve(durations)
    half, ninety = (quantile_with_band(curve, share) for share in (0.5, 0.9))
    return Measured(
        n, curve.ended, (half.at, half.low, half.high), (ninety.at, ninety.low, ninety.high)
    )


def _curve(group: Sequence[Watched], time: Clock, measure: Measure) -> Curve:
    each = (spells.of(time).get(measure) for _fact, spells in group)
    return kaplan_meier.curve(spell for spell in each if spell is not None)


def _count_ends(line: Line, group: Sequence[Watched]) -> None:
    ends = [spells.end for _fact, spells in group if spells.end is not None]
    line.ends_n = len(ends)
    if len(ends) >= FEWEST:
        line.ends = aalen_johansen.last_shares(ends)
