"""Keep the facts of matters: one row each, written again whenever its room says how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select

from portal.foundation import database, tenancy
from portal.foundation.database import KEPT, session
from portal.response_times.calendar import OfficeCalendar, working_seconds_between
from portal.response_times.facts import Labels, Told
from portal.response_times.models import MatterFact, Promise
from portal.response_times.services.book import office
from portal.response_times.standards import PromiseKind
from portal.response_times.timetable import NeverOpen, YearMissing

_IDS_PER_STATEMENT = 500
_FIRST_MET = (PromiseKind.ACKNOWLEDGE, PromiseKind.ANSWER)

_MET = (
    select(Promise.matter_id, Promise.promise_kind, func.min(Promise.met_at))
    .where(
        Promise.matter_kind == bindparam("kind"),
        Promise.matter_id.in_(bindparam("ids", expanding=True)),
        Promise.promise_kind.in_(_FIRST_MET),
        Promise.met_at.is_not(None),
    )
    .group_by(Promise.matter_id, Promise.promise_kind)
    .execution_options(**KEPT)
)
_REMOVE = delete(MatterFact).where(
    MatterFact.matter_kind == bindparam("kind"),
    MatterFact.matter_id.in_(bindparam("ids", expanding=True)),
)
_WRITE = insert(MatterFact.__table__)  # type: ignore[arg-type]
"""Past the session: every row has every column, and nobody holds these rows as objects."""
_LABELS = tuple(field.name for field in fields(Labels))


def begin(kind: str, told: Told) -> None:
    """Write the fact of a matter that is new: nothing was met yet and nothing is read."""
    database.write_now(MatterFact(**_row(kind, told, {}, office())))


def tell(kind: str, matters: Iterable[Told]) -> int:
    """Write the facts of these matters anew, in place of the former ones; returns how many.

    When they were acknowledged and answered comes from the promises that were met. Doing it twice
    changes nothing.
    """
    waiting: list[Told] = []
    written = 0
    for told in matters:
        waiting.append(told)
        if len(waiting) == _IDS_PER_STATEMENT:
            written += _write(kind, waiting)
            waiting = []
    return written + _write(kind, waiting)


def _write(kind: str, matters: Sequence[Told]) -> int:
    if not matters:
        return 0
    ids = [told.matter_id for told in matters]
    met: dict[int, dict[str, datetime | None]] = {}
    for matter_id, promise_kind, first in session.execute(_MET, {"kind": kind, "ids": ids}):
        met.setdefault(matter_id, {})[promise_kind] = first
    session.execute(_REMOVE, {"kind": kind, "ids": ids})
    calendar = office()
    rows = [_row(kind, told, met.get(told.matter_id, {}), calendar) for told in matters]
    session.connection().execute(_WRITE, rows)
    return len(rows)


def _row(
    kind: str, told: Told, met: Mapping[str, datetime | None], calendar: OfficeCalendar
) -> dict[str, Any]:
    course = told.course
    moments = {
        "acknowledged": met.get(PromiseKind.ACKNOWLEDGE),
        "answered": met.get(PromiseKind.ANSWER),
        "ended": course.ended_at,
    }
    return {
        "municipality_id": tenancy.municipality_id(),
        "matter_kind": kind,
        "matter_id": told.matter_id,
        **{name: getattr(told.labels, name) for name in _LABELS},
        "is_timed": course.is_timed,
        "filed_at": course.filed_at,
        "outcome": course.outcome or "",
        "reason": course.reason,
        "forwarded_at": course.forwarded_at,
        "next_due_at": course.next_due_at,
        "reopened": course.reopened,
        "rating": course.rating,
        "evidence": course.evidence or "",
        **{f"{name}_at": moment for name, moment in moments.items()},
        **{
            f"{name}_office": _office_seconds(course.filed_at, moment, calendar)
            for name, moment in moments.items()
        },
    }


def _office_seconds(
    filed_at: datetime, moment: datetime | None, calendar: OfficeCalendar
) -> int | None:
    """Seconds of office time, where the calendar knows them and the moment can be true."""
    if moment is None or moment < filed_at:
        return None
    try:
        return working_seconds_between(filed_at, moment, calendar)
    except (YearMissing, NeverOpen):
        return None
