"""Count open promises anew after the calendar has changed, for the operator who says so.

A promise met, cancelled or replaced keeps its moment, and so does a day that was named outright.
The moment as first promised stays in the history.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.foundation.database import session
from portal.response_times.calendar import due_with_pauses
from portal.response_times.models import Pause, Promise
from portal.response_times.models.promises import BEGINNING
from portal.response_times.promises import finished_stops
from portal.response_times.services.book import office
from portal.response_times.standards import PAUSABLE, PromiseKind, Standard, Unit

_IDS_PER_STATEMENT = 500


@dataclass(frozen=True, slots=True)
class Moved:
    """A promise whose due moment is another by the calendar of today."""

    matter_id: int
    promise_kind: PromiseKind
    was: datetime
    now: datetime


def recount(matter_kind: str, *, keep: bool) -> list[Moved]:
    """Every open promise by a standard whose due moment has moved; `keep` writes the new ones.

    The caller brings up to date what it keeps of the next due moment.

    Raises:
        YearMissing, NeverOpen: as a promise would; nothing is changed.

    """
    moved = [
        (promise, Moved(promise.matter_id, PromiseKind(promise.promise_kind), promise.due_at, now))
        for promise, now in _counted(matter_kind)
        if promise.due_at != now
    ]
    if keep:
        for promise, change in moved:
            promise.due_at = change.now
            promise.look_at = BEGINNING
        session.flush()
    return [change for _promise, change in moved]


def _counted(matter_kind: str) -> Iterator[tuple[Promise, datetime]]:
    """Each open promise by a standard with its due moment as the calendar now says."""
    calendar = office()
    promises = session.scalars(
        select(Promise)
        .where(
            Promise.matter_kind == matter_kind,
            Promise.amount.is_not(None),
            Promise.met_at.is_(None),
            Promise.cancelled_at.is_(None),
            Promise.superseded_at.is_(None),
        )
        .order_by(Promise.matter_id, Promise.id)
        .with_for_update()
    ).all()
    pauses = _finished_pauses(matter_kind, {promise.matter_id for promise in promises})
    for promise in promises:
        kind, unit = PromiseKind(promise.promise_kind), Unit(promise.unit or "")
        standard = Standard(kind, promise.amount or 0, unit)
        ended = pauses[promise.matter_id] if kind in PAUSABLE else ()
        yield promise, due_with_pauses(standard, promise.started_at, ended, calendar)


def _finished_pauses(
    matter_kind: str, ids: Iterable[int]
) -> dict[int, list[tuple[datetime, datetime]]]:
    """The times it stood still, oldest first; a running pause moves its promises when it ends."""
    found: dict[int, list[Pause]] = defaultdict(list)
    wanted = sorted(ids)
    for start in range(0, len(wanted), _IDS_PER_STATEMENT):
        some = wanted[start : start + _IDS_PER_STATEMENT]
        rows = session.scalars(
            select(Pause).where(Pause.matter_kind == matter_kind, Pause.matter_id.in_(some))
        )
        for pause in rows:
            found[pause.matter_id].append(pause)
    return defaultdict(list, {key: finished_stops(pauses) for key, pauses in found.items()})
