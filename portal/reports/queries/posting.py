"""The yearly postings, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select

from portal.foundation.database import session
from portal.foundation.dates import fiscal_year
from portal.foundation.i18n import Lazy, lazy
from portal.reports.models import PlanPosting

WITHIN = timedelta(days=15)
KEPT_UP = timedelta(days=30)
NOVEMBER, DECEMBER = 11, 12
LAST_DAY = 31


class Duty(StrEnum):
    """What the regulation asks of a year, and how it stands."""

    NOT_YET = "not_yet"
    SOON = "soon"
    TO_POST = "to_post"
    LATE = "late"
    SHORT = "short"
    HANGS = "hangs"
    DONE = "done"


DUTY_WORDS: dict[Duty, Lazy] = {
    Duty.NOT_YET: lazy("Not due yet"),
    Duty.SOON: lazy("To be presented to the council and posted by 31 December"),
    Duty.TO_POST: lazy("Presented: to be posted within 15 days"),
    Duty.LATE: lazy("Late"),
    Duty.SHORT: lazy("Taken down before 30 days were over"),
    Duty.HANGS: lazy("Posted now"),
    Duty.DONE: lazy("Done"),
}
TONES = {
    Duty.SOON: "yellow",
    Duty.TO_POST: "yellow",
    Duty.LATE: "red",
    Duty.SHORT: "red",
    Duty.HANGS: "blue",
    Duty.DONE: "green",
}


@dataclass(frozen=True, slots=True)
class PostingLine:
    """A year's posting."""

    year: int
    """The fiscal year (CE) it reports on."""
    report_id: int | None
    presented_on: date | None
    posted_on: date | None
    posted_until: date | None
    place: str
    version: int = 0

    @property
    def post_by(self) -> date | None:
        """The last day to post it."""
        return self.presented_on + WITHIN if self.presented_on else None

    @property
    def hang_until(self) -> date | None:
        """The earliest day to take it down."""
        return self.posted_on + KEPT_UP if self.posted_on else None


def posting(year: int) -> PostingLine:
    """What is recorded of a year; empty where nothing is."""
    row = session.scalar(select(PlanPosting).where(PlanPosting.year == year))
    return _line(row) if row else PostingLine(year, None, None, None, None, "")


def postings() -> list[PostingLine]:
    """Every year, the newest first."""
    rows = session.scalars(select(PlanPosting).order_by(PlanPosting.year.desc()))
    return [_line(row) for row in rows]


def wanted_year(today: date) -> int:
    """The fiscal year whose result is due next: the last that ended."""
    return fiscal_year(today) - 1


def duty(line: PostingLine, today: date) -> Duty:
    """How a year stands against the regulation.

    The result of a fiscal year that ends in September is due in the December after it; a warning
    begins on 1 November.
    """
    if line.posted_on is not None:
        return _posted(line, line.posted_on, today)
    if line.post_by is not None:
        return Duty.TO_POST if today <= line.post_by else Duty.LATE
    if today > date(line.year, DECEMBER, LAST_DAY):
        return Duty.LATE
    return Duty.SOON if today >= date(line.year, NOVEMBER, 1) else Duty.NOT_YET


def _posted(line: PostingLine, posted_on: date, today: date) -> Duty:
    if line.post_by is not None and posted_on > line.post_by:
        return Duty.LATE
    until = line.posted_until
    if until is not None and until < posted_on + KEPT_UP:
        return Duty.SHORT
    return Duty.DONE if until is not None and until < today else Duty.HANGS


def _line(row: PlanPosting) -> PostingLine:
    return PostingLine(
        row.year,
        row.report_id,
        row.presented_on,
        row.posted_on,
        row.posted_until,
        row.place,
        row.version,
    )
