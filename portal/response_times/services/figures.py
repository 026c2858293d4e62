"""Count figures, and keep what was counted until it is too old."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from time import perf_counter

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.foundation import clock, database, tenancy
from portal.foundation.database import session
from portal.foundation.dates import fiscal_year
from portal.response_times.figures import counting, periods
from portal.response_times.figures.counting import Ended, Watched
from portal.response_times.figures.periods import Period, Span
from portal.response_times.figures.sheets import BY_TIME, By, Line, Sheet, as_json
from portal.response_times.figures.spells import Clock, Measure
from portal.response_times.models import FigureSheet
from portal.response_times.queries import figures as queries
from portal.response_times.queries.figures import PromisesDue
from portal.response_times.services.book import office

FRESH = timedelta(minutes=10)
"""How old figures may be that are quickly counted; others are counted once a day."""
QUICK_SECONDS = 0.5
KEPT = timedelta(days=8)
"""Sheets of periods that nobody asks for any more are removed."""
EVERY_BY = tuple(By)
BRIEF: counting.Times = {Clock.CALENDAR: (Measure.RESOLVE,)}


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What the figures of a period are counted from, of one unit or of all."""

    months: Sequence[Period]
    cases: Sequence[Watched]
    ended: Sequence[Ended]
    promises: Sequence[PromisesDue]
    not_counted: int

    def of_unit(self, unit_id: int, not_counted: int) -> _Loaded:
        """Only what carries this unit's label."""
        return _Loaded(
            self.months,
            [case for case in self.cases if case[0].unit_id == unit_id],
            [one for one in self.ended if one[2].unit_id == unit_id],
            [one for one in self.promises if one.fact.unit_id == unit_id],
            not_counted,
        )


def counted(
    kind: str, period: Period, bys: Sequence[By], at: datetime, unit_id: int = 0
) -> dict[By, Sheet]:
    """The figures of a period as they stand at `at`, by each of these dimensions."""
    began = perf_counter()
    return _sheets(_load(kind, period, at, unit_id), period, bys, at, began)


def briefly(kind: str, period: Period, bys: Sequence[By], at: datetime) -> dict[By, Sheet]:
    """The same as a report tells it: how long resolving takes by the calendar, and no drawings.

    A municipality with a hundred thousand complaints has it in half the time.
    """
    months = _months(period)
    cases = counting.watched(queries.filed_in(kind, period), at, office())
    promises = list(queries.promises_due(kind, months, at))
    made: dict[By, Sheet] = {}
    for by in bys:
        found = counting.lines(cases, by, at, BRIEF)
        if by is By.ALL:
            found.setdefault("", Line(""))
        made[by] = Sheet(at, list(found.values()))
        _add_promises(made[by], promises, by, months)
        if by is By.ALL:
            made[by].not_counted = queries.not_counted_in(period)
            made[by].days = counting.filed_on(cases)
    return made


def _load(kind: str, period: Period, at: datetime, unit_id: int = 0) -> _Loaded:
    months = _months(period)
    return _Loaded(
        months,
        counting.watched(queries.filed_in(kind, period, unit_id), at, office()),
        [
            (fact.ended_at, fact.outcome, fact)
            for fact in queries.ended_in(kind, period, unit_id)
            if fact.ended_at is not None and fact.ended_at <= at
        ],
        list(queries.promises_due(kind, months, at, unit_id)),
        queries.not_counted_in(period, unit_id),
    )


def _sheets(
    loaded: _Loaded, period: Period, bys: Sequence[By], at: datetime, began: float
) -> dict[By, Sheet]:
    sheets = {by: Sheet(at, _lines(loaded.cases, loaded.ended, by, at)) for by in bys}
    for by, sheet in sheets.items():
        _add_promises(sheet, loaded.promises, by, loaded.months)
        sheet.seconds = round((perf_counter() - began) / len(bys), 3)
    if By.ALL in sheets:
        whole = sheets[By.ALL]
        whole.flow = counting.flow(period, loaded.cases, loaded.ended)
        whole.curves = counting.curves(loaded.cases)
        whole.not_counted = loaded.not_counted
    return sheets


def kept(
    kind: str, period: Period, bys: Sequence[By], at: datetime, unit_id: int = 0
) -> dict[By, Sheet]:
    """The same, from what was counted before where that is fresh enough.

    What had to be counted is kept for the next who asks. Never inside a writing transaction.
    """
    known = queries.kept_sheets(kind, period, unit_id, bys)
    found = {by: sheet for by, (made_at, sheet) in known.items() if is_fresh(sheet, made_at, at)}
    missing = [by for by in bys if by not in found]
    if missing:
        made = counted(kind, period, missing, at, unit_id)
        session.remove()
        _keep(kind, period, unit_id, made)
        found.update(made)
    return found


def is_fresh(sheet: Sheet, made_at: datetime, at: datetime) -> bool:
    """Whether figures made then may still be shown. A clock that went back trusts none ahead."""
    age = at - made_at
    if age < timedelta(0) or _day(made_at) != _day(at):
        return False
    return age < FRESH or sheet.seconds > QUICK_SECONDS


def count_standing(kind: str, at: datetime) -> int:
    """Count the periods that most people look at, once a day; returns how many were counted.

    Of the municipality and of each unit, for its head: what is counted from is read once. Each
    period is kept in short transactions of its own, so that counting holds nobody up.
    """
    done = 0
    for period in standing(_day(at)):
        known = queries.kept_sheets(kind, period, 0, EVERY_BY)
        if len(known) == len(EVERY_BY) and all(
            _day(made_at) == _day(at) for made_at, _sheet in known.values()
        ):
            continue
        _count_units(kind, period, at)
        done += 1
    return done


def _count_units(kind: str, period: Period, at: datetime) -> None:
    """Count a period for each unit and, last, for all of them: that one says it is finished."""
    began = perf_counter()
    loaded = _load(kind, period, at)
    units = sorted({fact.unit_id for fact, _spells in loaded.cases if fact.unit_id is not None})
    apart = {unit_id: queries.not_counted_in(period, unit_id) for unit_id in units}
    session.remove()
    whole = _sheets(loaded, period, EVERY_BY, at, began)
    reading = perf_counter() - began
    for unit_id in units:
        own = loaded.of_unit(unit_id, apart[unit_id])
        share = len(own.cases) / len(loaded.cases)
        # As if it had been read by itself: what takes long is not counted again the same day.
        made = _sheets(own, period, EVERY_BY, at, perf_counter() - reading * share)
        _keep(kind, period, unit_id, made)
    _keep(kind, period, 0, whole)


def remove_old(at: datetime) -> None:
    """Remove sheets that were not made anew for a week."""
    with database.writing() as current:
        current.execute(delete(FigureSheet).where(FigureSheet.made_at < at - KEPT))


def standing(today: date) -> list[Period]:
    """The periods that are counted before anyone asks, and those they are compared with."""
    year = periods.fiscal_year_of(fiscal_year(today))
    asked = [
        periods.last_days(Span.YEAR_TO_DAY, 365, today),
        periods.last_days(Span.MONTH_TO_DAY, 30, today),
        year,
        periods.quarter_of(today),
        periods.month_of(today),
    ]
    return list(dict.fromkeys([*asked, *(period.before for period in asked)]))


def _keep(kind: str, period: Period, unit_id: int, made: dict[By, Sheet]) -> None:
    """Put the new sheets in place of the old; whoever is second leaves the first one's."""
    about = {
        "municipality_id": tenancy.municipality_id(),
        "matter_kind": kind,
        "first_day": period.first,
        "last_day": period.last,
        "unit_id": unit_id,
    }
    try:
        with database.own_transaction() as own:
            _replace(own, about, made)
    except IntegrityError:
        return


def _replace(own: Session, about: dict[str, object], made: dict[By, Sheet]) -> None:
    same = [getattr(FigureSheet, name) == value for name, value in about.items()]
    own.execute(delete(FigureSheet).where(*same, FigureSheet.by.in_([by.value for by in made])))
    for by, sheet in made.items():
        own.add(FigureSheet(**about, by=by.value, made_at=sheet.at, sheet=as_json(sheet)))


def _lines(cases: Sequence[Watched], ended: Sequence[Ended], by: By, at: datetime) -> list[Line]:
    found = counting.lines(cases, by, at)
    counting.add_closed(found, ended, by)
    if by is By.ALL:
        found.setdefault("", Line(""))
    return list(found.values())


def _add_promises(
    sheet: Sheet, promises: Sequence[queries.PromisesDue], by: By, months: Sequence[Period]
) -> None:
    """Put in the promises due in the period; by time they belong to when they were due."""
    key = counting.key_of(by)
    known = {line.key: line for line in sheet.lines}
    for due in promises:
        fact = due.fact
        if by in BY_TIME:
            fact = fact._replace(filed_at=months[due.place].begins_at)
        name = key(fact)
        if name not in known:
            known[name] = Line(name)
            sheet.lines.append(known[name])
        promised = known[name].promises
        part, n = promised.get(due.kind, (0, 0))
        promised[due.kind] = (part + due.kept, n + due.n)


def _months(period: Period) -> list[Period]:
    """The months of a period, the first and the last cut short as it is."""
    found = [periods.month_of(period.first)]
    while found[-1].last < period.last:
        found.append(periods.month_of(found[-1].ends_at.astimezone(clock.BANGKOK).date()))
    found[0] = replace(found[0], first=period.first)
    found[-1] = replace(found[-1], last=period.last)
    return found


def _day(moment: datetime) -> date:
    return clock.local(moment).date()
