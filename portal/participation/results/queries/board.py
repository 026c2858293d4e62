"""Everything about the result of one project, finished for a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from portal.attachments import queries as attachments
from portal.attachments.queries import Purpose
from portal.complaints.queries.said import Said, said
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.participation.monitoring.queries.board import Picture, shown
from portal.participation.results.models import (
    Benefit,
    Caretaker,
    Pact,
    PactCheck,
    ProjectResult,
    Satisfaction,
)
from portal.participation.results.terms import (
    CONTENT_FROM,
    FEWEST_SHOWN,
    PHOTOS,
    STAR_WORDS,
    Condition,
)
from portal.places import queries as places
from portal.response_times.figures.shares import Share, wilson

MOST_CHECKS = 12
"""Looks of a pact on one page."""


@dataclass(frozen=True, slots=True)
class ResultLine:
    """What came of a project; numbers in hundredths of their unit."""

    id: int
    summary: Bilingual
    measure: Bilingual
    unit: Bilingual
    before: int | None
    after: int | None
    in_use_on: date | None
    ours: Bilingual
    theirs: Bilingual
    saved_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class BenefitLine:
    """How many of whom benefit, and where; no area: everywhere."""

    id: int
    who: Bilingual
    area_id: int | None
    area: Bilingual | None
    people: int
    version: int


@dataclass(frozen=True, slots=True)
class Content:
    """How content people are: how many answered and, from five on, what."""

    n: int
    stars: dict[int, int]
    """How many gave so many stars, five first; empty below five answers."""
    percent: int | None
    """Who gave four or five stars, in whole percent, rounded down."""
    low: int | None
    """Where the true share lies with 95 %, in percent, rounded outwards."""
    high: int | None


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A look at what is looked after."""

    id: int
    checked_on: date
    condition: Condition
    words: Said
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class PactLine:
    """Who looks after what."""

    id: int
    project_id: int
    what: Bilingual
    keeper: str
    every_months: int
    agreed_on: date
    ends_on: date | None
    next_on: date
    ended_at: datetime | None
    ended_why: Said
    people: int
    """How many take part with an account."""
    takes_part: bool
    checks: tuple[CheckLine, ...]
    """The last first."""
    version: int

    def is_over(self, today: date) -> bool:
        """Whether nobody looks after it any more."""
        return self.ended_at is not None or (self.ends_on is not None and self.ends_on < today)

    def is_late(self, today: date) -> bool:
        """Whether the next look is overdue."""
        return not self.is_over(today) and self.next_on < today

    @property
    def last(self) -> CheckLine | None:
        """The last look that everyone can read."""
        return next((one for one in self.checks if not one.is_hidden), None)


def result(project_id: int) -> ResultLine | None:
    """What came of it, if it is recorded."""
    row = session.scalar(select(ProjectResult).where(ProjectResult.project_id == project_id))
    if row is None:
        return None
    return ResultLine(
        row.id,
        Bilingual(row.summary_th, row.summary_en),
        Bilingual(row.measure_th, row.measure_en),
        Bilingual(row.unit_th, row.unit_en),
        row.before,
        row.after,
        row.in_use_on,
        Bilingual(row.ours_th, row.ours_en),
        Bilingual(row.theirs_th, row.theirs_en),
        row.saved_at,
        row.version,
    )


def photos(project_id: int) -> dict[str, tuple[Picture, ...]]:
    """Photos of before and after, as far as there are any."""
    found = attachments.of(PHOTOS, project_id)
    return {
        purpose.value: shown([one for one in found if one.purpose is purpose], staff=False)
        for purpose in (Purpose.BEFORE, Purpose.AFTER)
    }


def benefits(project_id: int) -> list[BenefitLine]:
    """Who benefits: everywhere first, then by the order of areas."""
    order = {area.id: n for n, area in enumerate(places.every_area(), start=1)}
    titles = {area.id: area.title for area in places.every_area()}
    rows = session.scalars(select(Benefit).where(Benefit.project_id == project_id)).all()
    return [
        BenefitLine(
            row.id,
            Bilingual(row.who_th, row.who_en),
            row.area_id,
            titles.get(row.area_id) if row.area_id else None,
            row.people,
            row.version,
        )
        for row in sorted(rows, key=lambda one: (order.get(one.area_id or 0, 0), one.id))
    ]


def content(project_id: int) -> Content:
    """How content people are. Below five answers only how many answered."""
    rows = session.execute(
        select(Satisfaction.stars, func.count())
        .where(Satisfaction.project_id == project_id)
        .group_by(Satisfaction.stars)
    )
    counted: Counter[int] = Counter({row[0]: row[1] for row in rows})
    n = counted.total()
    if n < FEWEST_SHOWN:
        return Content(n, {}, None, None, None)
    share = Share(sum(many for stars, many in counted.items() if stars >= CONTENT_FROM), n)
    low, high = wilson(share)
    return Content(
        n,
        {stars: counted[stars] for stars in STAR_WORDS},
        share.part * 100 // n,
        int(low * 100),
        -int(-high * 100 // 1),
    )


def own_answer(project_id: int, person_id: int | None) -> tuple[int, str] | None:
    """The stars and words somebody gave."""
    if person_id is None:
        return None
    row = session.scalar(
        select(Satisfaction).where(
            Satisfaction.project_id == project_id, Satisfaction.person_id == person_id
        )
    )
    return (row.stars, row.text) if row else None


def words_for_staff(project_id: int) -> list[Said]:
    """What people wrote with their stars, without who and when, in an order that tells nothing."""
    texts = session.scalars(
        select(Satisfaction.text).where(
            Satisfaction.project_id == project_id, Satisfaction.text != ""
        )
    )
    return [said(text) for text in sorted(texts)]


def pacts(project_id: int, person_id: int | None = None) -> list[PactLine]:
    """Who looks after what; those that go on first."""
    rows = session.scalars(
        select(Pact).where(Pact.project_id == project_id).order_by(Pact.id)
    ).all()
    return _lines(rows, person_id)


def every_pact() -> list[PactLine]:
    """Every pact that goes on, the one to be looked at next first."""
    rows = session.scalars(
        select(Pact).where(Pact.ended_at.is_(None)).order_by(Pact.next_on, Pact.id)
    ).all()
    return _lines(rows, None)


def _lines(rows: Sequence[Pact], person_id: int | None) -> list[PactLine]:
    ids = [row.id for row in rows]
    people: Counter[int] = Counter()
    mine: set[int] = set()
    asked = select(Caretaker.pact_id, Caretaker.person_id).where(Caretaker.pact_id.in_(ids))
    for pact_id, one in session.execute(asked):
        people[pact_id] += 1
        if one == person_id:
            mine.add(pact_id)
    checks = _checks(ids)
    lines = [
        PactLine(
            row.id,
            row.project_id,
            Bilingual(row.what_th, row.what_en),
            row.keeper,
            row.every_months,
            row.agreed_on,
            row.ends_on,
            row.next_on,
            row.ended_at,
            said(row.ended_why),
            people[row.id],
            row.id in mine,
            tuple(checks.get(row.id, ())[:MOST_CHECKS]),
            row.version,
        )
        for row in rows
    ]
    return sorted(lines, key=lambda one: one.ended_at is not None)


def _checks(pact_ids: Sequence[int]) -> dict[int, list[CheckLine]]:
    """The looks of each pact, the last first."""
    asked = (
        select(PactCheck)
        .where(PactCheck.pact_id.in_(pact_ids))
        .order_by(PactCheck.checked_on.desc(), PactCheck.id.desc())
    )
    found: dict[int, list[CheckLine]] = {}
    for row in session.scalars(asked):
        words, hidden = Said(row.text, row.language), row.hidden_at is not None
        line = CheckLine(row.id, row.checked_on, Condition(row.condition), words, hidden)
        found.setdefault(row.pact_id, []).append(line)
    return found
