"""Promises for many matters at once, most of them long past."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from portal.response_times.calendar import OfficeCalendar, due
from portal.response_times.promises import Matter, PromiseLine, next_due
from portal.response_times.services.book import office
from portal.response_times.services.rows import values_of, write_many
from portal.response_times.standards import PromiseKind, Standard
from portal.response_times.timetable import YearMissing

_ROWS_PER_STATEMENT = 5_000


@dataclass(frozen=True, slots=True)
class PastMatter:
    """A matter as a register tells it.

    `met` holds the moments known. `is_over` without `ended_at` is a matter that ended nobody knows
    when: what it did not demonstrably meet is not promised, for it could not be judged. `dues` are
    moments promised outright, in place of the standard of their kind.
    """

    matter: Matter
    standards: Sequence[Standard]
    started_at: datetime
    met: Mapping[PromiseKind, datetime] = field(default_factory=dict)
    dues: Mapping[PromiseKind, datetime] = field(default_factory=dict)
    is_over: bool = False
    ended_at: datetime | None = None


@dataclass(slots=True)
class Promised:
    """What came of it, row by row and in sum.

    `next_dues` follows the order of the rows. `without_calendar` counts by year the promises left
    out because that year is not in the calendar, `untimed` those left out for lack of a moment.
    """

    next_dues: list[datetime | None] = field(default_factory=list)
    written: int = 0
    untimed: int = 0
    without_calendar: Counter[int] = field(default_factory=Counter)


def promise_many(rows: Iterable[PastMatter], at: datetime) -> Promised:
    """Promise for imported matters from their own beginnings, all in the present transaction.

    The calendar is loaded once. A year it lacks refuses only the promises that need it, and says
    so in the result. A met moment before the beginning is not trusted.
    """
    calendar = office()
    result = Promised()
    waiting: list[dict[str, object]] = []
    for row in rows:
        lines = _lines(row, at, calendar, result)
        result.next_dues.append(next_due(lines))
        waiting.extend(values_of(line) for line in lines)
        if len(waiting) >= _ROWS_PER_STATEMENT:
            write_many(waiting)
            waiting = []
    write_many(waiting)
    return result


def _lines(
    row: PastMatter, at: datetime, calendar: OfficeCalendar, result: Promised
) -> list[PromiseLine]:
    lines: list[PromiseLine] = []
    asked: dict[PromiseKind, Standard | datetime] = {
        each.promise_kind: each
        for each in row.standards
        if each.promise_kind is not PromiseKind.NEWS  # nobody knows what was told elsewhere
    }
    for kind, promised in {**asked, **row.dues}.items():
        met_at = row.met.get(kind)
        if met_at is not None and met_at < row.started_at:
            met_at = None
        if met_at is None and row.is_over and row.ended_at is None:
            result.untimed += 1
            continue
        try:
            lines.append(_line(row, kind, promised, calendar, (met_at, at)))
        except YearMissing as missing:
            result.without_calendar[missing.year] += 1
    result.written += len(lines)
    return lines


def _line(
    row: PastMatter,
    kind: PromiseKind,
    promised: Standard | datetime,
    calendar: OfficeCalendar,
    moments: tuple[datetime | None, datetime],
) -> PromiseLine:
    met_at, at = moments
    standard = promised if isinstance(promised, Standard) else None
    due_at = due(promised, row.started_at, calendar) if isinstance(promised, Standard) else promised
    return PromiseLine(
        matter=row.matter,
        promise_kind=kind,
        round=1,
        amount=standard.amount if standard else None,
        unit=standard.unit if standard else None,
        started_at=row.started_at,
        promised_at=at,
        first_due_at=due_at,
        due_at=due_at,
        met_at=met_at,
        cancelled_at=row.ended_at if row.is_over and met_at is None else None,
    )
