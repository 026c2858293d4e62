"""The three days of the yearly result of the plan: presented, posted, kept up.

Source: the Interior Ministry's regulation on local development plans, 2548, as amended by No. 3,
2561: the executive presents the result to the council and the plan committee and announces it in
an open place within fifteen days, for at least thirty days, at least once a year in December.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select

from portal.foundation import audit, clock, database, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.reports import acts, policy
from portal.reports.models import PlanPosting
from portal.reports.queries import issued

LONGEST_PLACE: Final = 200


@dataclass(frozen=True, slots=True)
class Posting:
    """What is recorded of one year; a day that has not come is None."""

    year: int
    report_id: int | None
    presented_on: date | None
    posted_on: date | None
    posted_until: date | None
    place: str


def post(officer: Actor, new: Posting, *, at: datetime) -> PlanPosting:
    """Keep the days of a year. Raises `Forbidden`, and `Invalid`, naming the fields."""
    if officer.role not in policy.POSTERS:
        raise Forbidden(lazy("The clerk or the mayor records the posting."))
    _check(new, clock.local(at).date())
    database.lock(f"plan_posting:{new.year}")
    row = session.scalar(select(PlanPosting).where(PlanPosting.year == new.year))
    if row is None:
        row = PlanPosting(year=new.year)
        session.add(row)
    row.report_id = issued.report(new.report_id).id if new.report_id else None
    row.presented_on, row.posted_on = new.presented_on, new.posted_on
    row.posted_until, row.place = new.posted_until, thai.cleaned(new.place)
    session.flush()
    audit.note(acts.POSTED, "plan_posting", row.id, by=officer, at=at, year=new.year)
    return row


def _check(new: Posting, today: date) -> None:
    wrong: dict[str, object] = {}
    for name, day in (("presented_on", new.presented_on), ("posted_on", new.posted_on)):
        if day is not None and day > today:
            wrong[name] = lazy("This day has not come yet: enter what has happened")
    wrong |= _order(new)
    if len(new.place) > LONGEST_PLACE or (new.posted_on and not thai.cleaned(new.place)):
        wrong["place"] = lazy("Say in a line where it hangs")
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)


def _order(new: Posting) -> dict[str, object]:
    """What is wrong with the order of the days."""
    wrong: dict[str, object] = {}
    if new.posted_on is not None and new.presented_on is None:
        wrong["presented_on"] = lazy("First comes the day it was presented to the council")
    elif new.posted_on and new.presented_on and new.posted_on < new.presented_on:
        wrong["posted_on"] = lazy("It is posted after it was presented, not before")
    if new.posted_until is not None and new.posted_on is None:
        wrong["posted_on"] = lazy("Enter since when it hangs")
    elif new.posted_on and new.posted_until and new.posted_until < new.posted_on:
        wrong["posted_until"] = lazy("The last day lies before the first")
    return wrong
