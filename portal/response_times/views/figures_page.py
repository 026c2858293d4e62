"""What the pages of figures show: what was asked, counted, and put into words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from flask import request

from portal.foundation import clock
from portal.foundation.dates import date_short, parse_date
from portal.foundation.errors import Invalid
from portal.foundation.i18n import language, lazy
from portal.foundation.policy import Actor
from portal.foundation.thai import language_of
from portal.response_times import policy_figures as policy
from portal.response_times.figures import charts, periods, rooms
from portal.response_times.figures.charts import Chart
from portal.response_times.figures.looks import Looks
from portal.response_times.figures.periods import Period, Span
from portal.response_times.figures.rooms import Wanted, Which
from portal.response_times.figures.shares import is_rising
from portal.response_times.figures.sheets import BY_WORDS, By, Line, Sheet
from portal.response_times.lifecycle import REASON_LABELS, PauseReason
from portal.response_times.queries import figures_now
from portal.response_times.queries.figures_now import AGES, Now
from portal.response_times.services import figures as services
from portal.response_times.views import figures_words as words

if TYPE_CHECKING:
    from collections.abc import Callable

NAMED_WEEKS = 5
"""Places under the flow that are named, at most: more would not be legible on a telephone."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figures: of which cases, told apart by what."""

    period: Period
    by: By
    unit_id: int
    offered: tuple[tuple[str, str], ...]
    bys: tuple[tuple[str, object], ...]
    units: tuple[tuple[str, str], ...] = ()
    typed: tuple[str, str] | None = None
    """The first and last day as typed; None where days cannot be typed."""

    @property
    def query(self) -> dict[str, str]:
        """What stands in the address for the same figures."""
        found = {"period": self.period.name or "days", "by": self.by.value}
        if self.period.span is Span.DAYS:
            found |= {"from": self.period.first.isoformat(), "to": self.period.last.isoformat()}
        return found | ({"unit": str(self.unit_id)} if self.units and self.unit_id else {})


@dataclass(frozen=True, slots=True)
class Group:
    """A line of the table with its name, the line before, and where its cases are."""

    name: str
    line: Line
    before: Line
    rises: bool
    lists: dict[str, str | None]
    language: str = ""
    """Of a person's own name."""


@dataclass(frozen=True, slots=True)
class Page:
    """All that a page of figures shows."""

    title: str
    before_title: str
    days: str
    now: Now
    whole: Sheet
    line: Line
    before: Line
    rises: bool
    groups: list[Group]
    chart: Chart
    flow: Chart
    ages: Chart
    age_counts: list[tuple[object, int]]
    waiting: list[tuple[object, int]]
    lists: dict[str, str | None]
    week_rows: list[tuple[str, int, int]]
    looks: Looks
    looks_list: str | None
    length: Callable[..., str] = field(default=words.length)
    percent: Callable[..., str] = field(default=words.percent)
    share_by: Callable[..., float] = field(default=charts.share_by)


def asked(bys: Collection[By], at: datetime, *, days: bool, reader: Actor | None = None) -> Asked:
    """What the address asks for; raises `Invalid` in words for what cannot be counted."""
    today = clock.local(at).date()
    name = request.args.get("period", "") or Span.YEAR_TO_DAY.value
    typed = (request.args.get("from", ""), request.args.get("to", ""))
    period = (
        periods.between(parse_date(typed[0]), parse_date(typed[1]), today)
        if days and name == Span.DAYS
        else periods.named(name, today)
    )
    offered = [(one.name, words.period_title(one)) for one in periods.offered(today)]
    units: tuple[tuple[str, str], ...] = ()
    unit_id = 0
    if reader is not None:
        unit_id = policy.unit_seen(reader, request.args.get("unit", 0, int))
        if reader.role not in policy.OF_ONE_UNIT:
            units = tuple(_titles(By.UNIT))
    return Asked(
        period,
        _by(bys),
        unit_id,
        tuple(offered),
        tuple((by.value, BY_WORDS[by]) for by in bys),
        units,
        typed if days else None,
    )


def page(asked: Asked, at: datetime, *, public: bool) -> Page:
    """Everything the page shows."""
    kind, period = rooms.room().kind, asked.period
    bys = [By.ALL, asked.by]
    sheets = services.kept(kind, period, bys, at, asked.unit_id)
    former = services.kept(kind, period.before, bys, at, asked.unit_id)
    whole, line, before = sheets[By.ALL], sheets[By.ALL].all, former[By.ALL].all
    now = standing(kind, at, asked.unit_id)
    where = rooms.room().public_list if public else rooms.room().staff_list
    ages = list(zip(_age_names(), now.ages, strict=True))
    return Page(
        title=words.period_title(period),
        before_title=words.days_of(period.before),
        days=words.days_of(period),
        now=now,
        whole=whole,
        line=line,
        before=before,
        rises=is_rising(before.unfixed, line.unfixed),
        groups=_groups(asked, sheets[asked.by], former[asked.by], where),
        chart=charts.reached(whole.curves),
        flow=charts.flow(whole.flow, _week_names(whole)),
        ages=charts.columns([(short, n) for (_long, short), n in ages]),
        age_counts=[(long, n) for (long, _short), n in ages],
        waiting=[
            (REASON_LABELS[PauseReason(reason)], n) for reason, n in sorted(now.waiting.items())
        ],
        lists={
            which.value: where(
                Wanted(
                    which,
                    period=period if which is Which.RECEIVED else None,
                    unit_id=asked.unit_id,
                )
            )
            for which in Which
        },
        week_rows=[(_day_words(week), came, left) for week, came, left in whole.flow],
        looks=rooms.room().looks(period, asked.unit_id, at),
        looks_list=None if public else rooms.room().looks_list(),
    )


def standing(kind: str, at: datetime, unit_id: int) -> Now:
    """How it stands now, in the municipality or in a unit."""
    midnight = clock.local(at).replace(hour=0, minute=0, second=0, microsecond=0)
    mine = {"unit_id": unit_id} if unit_id else {}
    return figures_now.now(kind, at, midnight, **mine)


def my_day(reader: Actor, at: datetime) -> Now | None:
    """What lies with this person now; None for who has no cases of their own."""
    if reader.person_id is None or reader.role not in policy.OF_ONE_UNIT:
        return None
    midnight = clock.local(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return figures_now.now(rooms.room().kind, at, midnight, officer_id=reader.person_id)


def _groups(
    asked: Asked, sheet: Sheet, former: Sheet, where: Callable[[Wanted], str | None]
) -> list[Group]:
    names = rooms.room().names(asked.by)
    wanted = partial(Wanted, by=asked.by, period=asked.period, unit_id=asked.unit_id)
    found = []
    for line in words.in_order(asked.by, sheet.lines):
        before = former.line(line.key) or Line(line.key)
        lists = {which.value: where(wanted(which, key=line.key)) for which in Which}
        name = words.named(asked.by, line.key, names)
        rises = is_rising(before.unfixed, line.unfixed)
        own = language_of(name) if isinstance(names.get(line.key), str) else ""
        found.append(Group(name, line, before, rises, lists, own))
    return found


def _by(bys: Collection[By]) -> By:
    try:
        by = By(request.args.get("by", "") or By.CATEGORY.value)
    except ValueError:
        by = By.ALL
    if by not in bys:
        raise Invalid(lazy("Figures cannot be told apart by this. Choose from the list."))
    return by


def _titles(by: By) -> list[tuple[str, str]]:
    names = rooms.room().names(by)
    return [(key, words.named(by, key, names)) for key in names if key]


def _age_names() -> list[tuple[object, str]]:
    first = (lazy("up to %(n)s days", n=AGES[0]), f"≤{AGES[0]}")
    middle = [
        (lazy("%(low)s to %(high)s days", low=low + 1, high=high), f"{low + 1}–{high}")
        for low, high in pairwise(AGES)
    ]
    return [first, *middle, (lazy("more than %(n)s days", n=AGES[-1]), f">{AGES[-1]}")]


def _week_names(sheet: Sheet) -> dict[int, str]:
    every = max(1, -(-len(sheet.flow) // NAMED_WEEKS))
    return {
        place: _day_words(week).rpartition(" ")[0]
        for place, (week, _came, _left) in enumerate(sheet.flow)
        if place % every == 0
    }


def _day_words(day: str) -> str:
    return date_short(date.fromisoformat(day), language())
