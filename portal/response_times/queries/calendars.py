"""Questions about the office calendar."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal.foundation import tenancy
from portal.foundation.database import session
from portal.response_times.calendar import OfficeCalendar, Opening
from portal.response_times.lifecycle import Origin
from portal.response_times.models import Holiday, OfficeHours

CALENDAR_KEPT_SECONDS = 60.0
"""How long another process may still count by a calendar that was changed meanwhile."""
_UNSAVED = "calendars this transaction has changed"


@dataclass(frozen=True, slots=True)
class HolidayLine:
    """A day in the calendar; on a day that `works` the office opens nevertheless."""

    day: date
    title_th: str
    title_en: str
    origin: str
    works: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    calendar: OfficeCalendar
    until: float


_calendars: dict[int, _Kept] = {}


def calendar_of(municipality_id: int) -> OfficeCalendar:
    """The office calendar of a municipality, kept in this process for a minute.

    A transaction that changes the calendar sees its own change at once and shows it to nobody
    else before it is saved.
    """
    unsaved: dict[int, OfficeCalendar | None] = session().info.get(_UNSAVED, {})
    if municipality_id in unsaved:
        calendar = unsaved[municipality_id] or _load_calendar(municipality_id)
        unsaved[municipality_id] = calendar
        return calendar
    kept = _calendars.get(municipality_id)
    if kept is None or kept.until < time.monotonic():
        calendar = _load_calendar(municipality_id)
        kept = _Kept(calendar, time.monotonic() + CALENDAR_KEPT_SECONDS)
        _calendars[municipality_id] = kept
    return kept.calendar


def forget_calendar(municipality_id: int) -> None:
    """Read the calendar anew next time; for the verbs that change it."""
    _calendars.pop(municipality_id, None)
    session().info.setdefault(_UNSAVED, {})[municipality_id] = None


def forget_calendars() -> None:
    """Read every calendar anew next time; for a new database in an old process, as in tests."""
    _calendars.clear()


def holidays_of(municipality_id: int) -> list[HolidayLine]:
    """All entered days in order, with those on which the office works nevertheless."""
    rows = session.execute(
        select(Holiday.day, Holiday.title_th, Holiday.title_en, Holiday.origin, Holiday.works)
        .where(Holiday.municipality_id == municipality_id)
        .order_by(Holiday.day)
    )
    return [HolidayLine(*row) for row in rows]


def covered_years(municipality_id: int) -> frozenset[int]:
    """The years (A.D.) whose government holidays have been entered."""
    return frozenset(
        day.year
        for day in session.scalars(
            select(Holiday.day).where(
                Holiday.municipality_id == municipality_id, Holiday.origin == Origin.GOVERNMENT
            )
        )
    )


def _load_calendar(municipality_id: int) -> OfficeCalendar:
    if municipality_id != tenancy.municipality_id():
        message = "A calendar is read inside its own municipality only."
        raise tenancy.NoMunicipality(message)
    days = session.execute(
        select(Holiday.day, Holiday.origin, Holiday.works).where(
            Holiday.municipality_id == municipality_id
        )
    ).all()
    return OfficeCalendar(
        week=week_of(municipality_id),
        holidays=frozenset(day for day, _origin, works in days if not works),
        years=frozenset(day.year for day, origin, _works in days if origin == Origin.GOVERNMENT),
    )


def week_of(municipality_id: int) -> tuple[tuple[Opening, ...], ...]:
    """The openings of Monday to Sunday, in order of the clock."""
    rows = session.execute(
        select(OfficeHours.weekday, OfficeHours.opens_at, OfficeHours.closes_at)
        .where(OfficeHours.municipality_id == municipality_id)
        .order_by(OfficeHours.weekday, OfficeHours.opens_at)
    ).all()
    week: list[list[Opening]] = [[] for _day in range(7)]
    for weekday, opens_at, closes_at in rows:
        week[weekday].append((opens_at, closes_at))
    return tuple(tuple(openings) for openings in week)
