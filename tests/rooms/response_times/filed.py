"""A filed complaint and what can be seen of its promises."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import event

from portal.foundation.clock import BANGKOK
from portal.foundation.database import db
from portal.response_times import queries, services
from portal.response_times.lifecycle import PauseReason
from portal.response_times.promises import Matter, Standing
from portal.response_times.standards import PromiseKind, Standard, Unit

COMPLAINT = Matter("complaint", 2**52 + 7)
OTHER = Matter("complaint", 8)
ACKNOWLEDGE, ANSWER, RESOLVE, NEWS, REPORTER_ANSWER, REPORTER_REOPEN = PromiseKind
WAITING, ON_HOLD = PauseReason.WAITING_FOR_REPORTER, PauseReason.ON_HOLD
USUAL = (
    Standard(ACKNOWLEDGE, 24, Unit.CALENDAR_HOURS),
    Standard(ANSWER, 15, Unit.CALENDAR_DAYS),
    Standard(RESOLVE, 3, Unit.WORKING_DAYS),
)
LIMIT = Standard(REPORTER_ANSWER, 5, Unit.CALENDAR_DAYS)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


MONDAY = at("2026-11-23 10:00")
HOUR = timedelta(hours=1)


def file(matter: Matter = COMPLAINT, standards=USUAL, started_at: datetime = MONDAY):
    return services.promise(matter, standards, started_at, started_at)


def dues(matter: Matter = COMPLAINT) -> dict[str, datetime]:
    lines = queries.promises_of(matter)
    return {line.promise_kind: line.due_at for line in lines if line.superseded_at is None}


def standing(kind: PromiseKind, moment: datetime, matter: Matter = COMPLAINT) -> Standing:
    lines = [line for line in queries.promises_of(matter) if line.promise_kind == kind]
    return lines[-1].standing(moment)


def statements_of(work) -> list[str]:
    heard: list[str] = []

    def hear(_connection, _cursor, statement, *_rest):
        heard.append(statement)

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)
    return heard
