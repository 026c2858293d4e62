"""When the office is open: its week and its holidays.

A change holds for promises made from then on; what is promised already keeps its moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import delete, insert, select

from portal.foundation import tenancy
from portal.foundation.database import session
from portal.foundation.errors import NotFound
from portal.foundation.i18n import lazy
from portal.response_times import queries
from portal.response_times.calendar import OfficeCalendar, Opening
from portal.response_times.lifecycle import Origin
from portal.response_times.models import Holiday, OfficeHours
from portal.response_times.timetable import NeverOpen

HolidayTitle = tuple[date, str, str]
"""A day with its names in Thai and English."""


def set_week(week: tuple[tuple[Opening, ...], ...]) -> None:
    """Set the openings of Monday to Sunday.

    Raises:
        Invalid: openings overlap or end before they begin.
        NeverOpen: there is none.

    """
    OfficeCalendar(week, frozenset(), frozenset())
    if not any(week):
        raise NeverOpen
    session.execute(delete(OfficeHours))
    session.execute(
        insert(OfficeHours),
        [
            {"weekday": weekday, "opens_at": opens_at, "closes_at": closes_at}
            for weekday, openings in enumerate(week)
            for opens_at, closes_at in openings
        ],
    )
    queries.forget_calendar(tenancy.municipality_id())


def confirm_year(holidays: Iterable[HolidayTitle]) -> None:
    """Enter the government's holidays of one or more years; days entered before stay as they are.

    A year is covered from its first government holiday on, so enter whole years.
    """
    entered = set(session.scalars(select(Holiday.day)))
    fresh = [
        {"day": day, "title_th": title_th, "title_en": title_en, "origin": Origin.GOVERNMENT}
        for day, title_th, title_en in holidays
        if day not in entered
    ]
    if fresh:
        session.execute(insert(Holiday), fresh)
    queries.forget_calendar(tenancy.municipality_id())


def stay_shut_on(day: date, title_th: str, title_en: str) -> None:
    """Add a local holiday, or take back that the office works on a government holiday."""
    found = _entered(day)
    if found is None:
        session.add(Holiday(day=day, title_th=title_th, title_en=title_en, origin=Origin.LOCAL))
    else:
        found.works = False
    session.flush()
    queries.forget_calendar(tenancy.municipality_id())


def work_on(day: date) -> None:
    """Strike a holiday: a local one goes, a government one stays, marked as worked on.

    Raises:
        NotFound: the day is no holiday.

    """
    found = _entered(day)
    if found is None:
        raise NotFound(lazy("This day is not in the list of holidays."))
    if found.origin == Origin.LOCAL:
        session.delete(found)
    else:
        found.works = True
    session.flush()
    queries.forget_calendar(tenancy.municipality_id())


def _entered(day: date) -> Holiday | None:
    return session.scalars(select(Holiday).where(Holiday.day == day)).first()
