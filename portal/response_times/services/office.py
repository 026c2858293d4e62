"""The working calendar as the clerk changes it: hours, single days, a new year.

A change holds for promises made from then on. What is promised already moves only when an operator
counts it anew (`recounting`).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from portal.foundation import tenancy, thai
from portal.foundation.errors import Forbidden, Invalid, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.response_times import government_holidays, policy, queries
from portal.response_times.calendar import Opening
from portal.response_times.services import opening
from portal.response_times.timetable import YearMissing

LONGEST_TITLE = 200


def change_hours(actor: Actor, week: tuple[tuple[Opening, ...], ...]) -> None:
    """Set when the office opens. Raises `Forbidden`, `Invalid` and `NeverOpen` as `set_week`."""
    _refuse_others(actor)
    opening.set_week(week)


def strike(actor: Actor, day: date) -> None:
    """The office works on this holiday. Raises `Forbidden`, `NotFound`."""
    _refuse_others(actor)
    opening.work_on(day)


def shut_again(actor: Actor, day: date) -> None:
    """Take back that the office works on a holiday of the government."""
    _refuse_others(actor)
    lines = queries.holidays_of(tenancy.municipality_id())
    if any(line.day == day and line.works for line in lines):
        opening.stay_shut_on(day, "", "")
    else:
        raise OutOfOrder(lazy("The office is shut on this day already."))


def add_day(actor: Actor, day: date, title_th: str, title_en: str) -> None:
    """Add a day on which only this office stays shut.

    Raises:
        Forbidden: not for this person.
        YearMissing: the year has not been confirmed; its name is in the message.
        Invalid: a name is missing or too long, or the day is in the list already; by field.

    """
    _refuse_others(actor)
    titles = {"title_th": thai.cleaned(title_th), "title_en": thai.cleaned(title_en)}
    wrong: dict[str, object] = {}
    for name, title in titles.items():
        if not title:
            wrong[name] = lazy("Enter a name for the day")
        elif len(title) > LONGEST_TITLE:
            wrong[name] = lazy("Shorten the name to %(most)s characters", most=LONGEST_TITLE)
    here = tenancy.municipality_id()
    if any(line.day == day and not line.works for line in queries.holidays_of(here)):
        wrong["day"] = lazy("The office is shut on this day already.")
    elif day.year not in queries.covered_years(here):
        wrong["day"] = YearMissing(day.year).message
    if wrong:
        raise Invalid(fields=wrong)
    opening.stay_shut_on(day, **titles)


def confirm(actor: Actor, year: int, shut_on: Collection[date]) -> None:
    """Confirm the government's holidays of a year (A.D.); on the others of its list we work.

    Raises:
        Forbidden: not for this person.
        Invalid: too far ahead, or no day was chosen.
        OutOfOrder: the year has been confirmed.

    """
    _refuse_others(actor)
    if year in queries.covered_years(tenancy.municipality_id()):
        raise OutOfOrder(lazy("The calendar of this year has been confirmed already."))
    if year not in confirmable():
        raise Invalid(lazy("Only the next years can be confirmed, one after the other."))
    listed = government_holidays.of_year(year)
    if not any(day in shut_on for day, _th, _en in listed):
        raise Invalid(fields={"days": lazy("Choose the days on which the office stays shut")})
    opening.confirm_year(listed)
    for day, _title_th, _title_en in listed:
        if day not in shut_on:
            opening.work_on(day)


def confirmable() -> list[int]:
    """The years that can be confirmed next: the one after the last, and gaps between."""
    covered = queries.covered_years(tenancy.municipality_id())
    if not covered:
        return []
    first, last = min(covered), max(covered)
    gaps = [year for year in range(first, last) if year not in covered]
    return [*gaps, last + 1]


def _refuse_others(actor: Actor) -> None:
    if not policy.may_set(actor):
        raise Forbidden(lazy("You do not have permission to change the working calendar."))
