"""What ends a duration: one table, used in the counting and printed on the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from portal.foundation.i18n import Lazy, lazy
from portal.response_times.calendar import OfficeCalendar, working_seconds_between
from portal.response_times.lifecycle import Outcome
from portal.response_times.timetable import NeverOpen, YearMissing


class Fact(NamedTuple):
    """What is known of one matter, in the order of the question that reads it."""

    category_id: int | None
    unit_id: int | None
    area_id: int | None
    officer_id: int | None
    channel: str
    priority: str
    is_timed: bool
    filed_at: datetime
    acknowledged_at: datetime | None
    answered_at: datetime | None
    ended_at: datetime | None
    outcome: str
    forwarded_at: datetime | None
    next_due_at: datetime | None
    reopened: int
    acknowledged_office: int | None
    answered_office: int | None
    ended_office: int | None
    rating: int | None = None
    evidence: str = ""


class Measure(StrEnum):
    """A time to something, always from the filing."""

    ACKNOWLEDGE = "acknowledge"
    ANSWER = "answer"
    RESOLVE = "resolve"
    SETTLE = "settle"


class Clock(StrEnum):
    """Which seconds count: all of them, or those in which the office is open."""

    CALENDAR = "calendar"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Rule:
    """When a time ends, and what only stops the watching (the case then counts as unfinished)."""

    title: Lazy
    question: Lazy
    ends: Lazy
    stops: Lazy
    outcomes: frozenset[Outcome] = frozenset()


RULES: dict[Measure, Rule] = {
    Measure.ACKNOWLEDGE: Rule(
        lazy("Time to acknowledge"),
        lazy("How long until somebody takes it up?"),
        lazy("A member of staff acknowledged the case."),
        lazy("Still waiting at the moment of the figure; ended or merged before it."),
    ),
    Measure.ANSWER: Rule(
        lazy("Time to first answer"),
        lazy("How long until somebody answers?"),
        lazy("The first answer in substance was sent. An automatic receipt is none."),
        lazy("Still without an answer at the moment of the figure; ended or merged before it."),
    ),
    Measure.RESOLVE: Rule(
        lazy("Time to resolve"),
        lazy("How long until it is fixed?"),
        lazy(
            "The work was recorded as done and the case was not opened again by the moment of the "
            "figure. A case that was opened again counts as open since its filing."
        ),
        lazy(
            "Still open, also while referred to another agency; closed without a fix; withdrawn; "
            "merged with another case, which goes on."
        ),
        frozenset({Outcome.RESOLVED}),
    ),
    Measure.SETTLE: Rule(
        lazy("Time to settle"),
        lazy("How long until it is settled, one way or the other?"),
        lazy("Resolved as above, or closed without a fix: refused, not ours, cannot be done."),
        lazy("Still open; withdrawn; merged with another case."),
        frozenset({Outcome.RESOLVED, Outcome.UNFIXED}),
    ),
}

Spell = tuple[float, bool]
"""Seconds, and whether it ended then; False is "still unfinished after so long"."""


@dataclass(frozen=True, slots=True)
class Spells:
    """The durations of one matter. What cannot be measured is not in it."""

    calendar: dict[Measure, Spell]
    office: dict[Measure, Spell]
    end: tuple[float, str | None] | None
    """How it ended, competing with the other ways; None where nothing can be measured."""

    def of(self, clock: Clock) -> dict[Measure, Spell]:
        """By this clock."""
        return self.calendar if clock is Clock.CALENDAR else self.office


NOTHING = Spells({}, {}, None)
_ENDS = frozenset({Outcome.RESOLVED, Outcome.UNFIXED, Outcome.WITHDRAWN})


def spells_of(fact: Fact, at: datetime, calendar: OfficeCalendar) -> Spells:
    """The durations of a matter as they stand at `at`; moments that cannot be true give none."""
    stopped_at = fact.ended_at if fact.outcome else at
    if not fact.is_timed or stopped_at is None or not fact.filed_at <= stopped_at <= at:
        return NOTHING
    seconds = (stopped_at - fact.filed_at).total_seconds()
    office = fact.ended_office if fact.outcome else office_seconds(fact.filed_at, at, calendar)
    whole: dict[Measure, Spell] = {}
    worked: dict[Measure, Spell] = {}
    for measure, moment, passed in (
        (Measure.ACKNOWLEDGE, fact.acknowledged_at, fact.acknowledged_office),
        (Measure.ANSWER, fact.answered_at, fact.answered_office),
    ):
        if moment is None:
            whole[measure] = (seconds, False)
            _put(worked, measure, office, ended=False)
        elif fact.filed_at <= moment <= at:
            whole[measure] = ((moment - fact.filed_at).total_seconds(), True)
            _put(worked, measure, passed, ended=True)
    for measure in (Measure.RESOLVE, Measure.SETTLE):
        ended = fact.outcome in RULES[measure].outcomes
        whole[measure] = (seconds, ended)
        _put(worked, measure, office, ended=ended)
    return Spells(whole, worked, (seconds, fact.outcome if fact.outcome in _ENDS else None))


def office_seconds(filed_at: datetime, at: datetime, calendar: OfficeCalendar) -> int | None:
    """Office time passed; None where the calendar lacks a year or the office never opens."""
    try:
        return working_seconds_between(filed_at, at, calendar)
    except (YearMissing, NeverOpen):
        return None


def _put(
    worked: dict[Measure, Spell], measure: Measure, passed: int | None, *, ended: bool
) -> None:
    if passed is not None and passed >= 0:
        worked[measure] = (passed, ended)
