"""The desk: what is to be done next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Select, and_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from portal.complaints import policy
from portal.complaints.marking.models import CaseMark
from portal.complaints.models import Complaint
from portal.complaints.queries.counts import MOST_COUNTED, Counts, counts
from portal.complaints.queries.filters import NONE, Filters, Lateness, Waiting, conditions
from portal.complaints.queries.queue_lines import Choices, Found, QueueLine, finished, offered
from portal.foundation import paging
from portal.foundation.database import session
from portal.foundation.paging import Page, Position
from portal.foundation.policy import Actor

__all__ = [
    "MOST_COUNTED",
    "NONE",
    "Choices",
    "Counts",
    "Filters",
    "Lateness",
    "QueueLine",
    "Waiting",
    "counts",
    "default_unit",
    "offered",
    "on_list",
    "queue",
]

ROWS = 40
Asked: TypeAlias = Select[*tuple[Any, ...]]


def default_unit(actor: Actor) -> int | None:
    """The unit whose queue somebody sees first: their own, or all for those who read all."""
    return actor.unit_id if actor.role in policy.OWN_UNIT else None


COLUMNS = (
    Complaint.id,
    Complaint.year,
    Complaint.running,
    Complaint.title,
    Complaint.language,
    Complaint.state,
    Complaint.priority,
    Complaint.category_id,
    Complaint.area_id,
    Complaint.unit_id,
    Complaint.officer_id,
    Complaint.next_due_at,
    Complaint.filed_at,
    Complaint.closed_at,
    Complaint.visibility,
    Complaint.reviewed_at,
    Complaint.cover_id,
    Complaint.photos_wait,
    Complaint.version,
    CaseMark.seen_version,
    CaseMark.remind_on,
    CaseMark.watch,
)


def queue(
    actor: Actor, filters: Filters, known: Choices, *, cursor: str | None, at: datetime
) -> Page[QueueLine]:
    """One page of the queue."""
    wanted = with_marks(actor).where(policy.readable_by(actor), *conditions(filters, at))
    if filters.by_promise:
        position = paging.decoded(cursor, (datetime, int))
        rows = _by_promise(wanted, position)
        found = paging.page(rows, ROWS, lambda row: (row.next_due_at, row.id), position)
    else:
        position = paging.decoded(cursor, (int,))
        rows = _newest_first(wanted, position)
        found = paging.page(rows, ROWS, lambda row: (row.id,), position)
    return Page(finished(found.items, known, at), found.newer, found.older)


def with_marks(actor: Actor) -> Asked:
    """The columns of a row of the queue, with what this person has marked about it."""
    mine = and_(CaseMark.complaint_id == Complaint.id, CaseMark.person_id == (actor.person_id or 0))
    return select(*COLUMNS).select_from(Complaint).outerjoin(CaseMark, mine)


def on_list(actor: Actor, known: Choices, at: datetime) -> list[QueueLine]:
    """What this person has put on their own list and may still read, in their own order."""
    rows = session.execute(
        with_marks(actor)
        .where(CaseMark.position.is_not(None), policy.readable_by(actor))
        .order_by(CaseMark.position, Complaint.id)
    ).all()
    return finished(rows, known, at)


def _newest_first(wanted: Asked, position: Position | None) -> Sequence[Found]:
    backwards = position is not None and position.backwards
    if position is not None:
        left = position.key[0]
        wanted = wanted.where(Complaint.id > left if backwards else Complaint.id < left)
    order = Complaint.id.asc() if backwards else Complaint.id.desc()
    return session.execute(wanted.order_by(order).limit(ROWS + 1)).all()


def _by_promise(wanted: Asked, position: Position | None) -> Sequence[Found]:
    """First what has a promised moment, then what has none: databases sort nothing differently."""
    backwards = position is not None and position.backwards
    due, none = Complaint.next_due_at, Complaint.next_due_at.is_(None)
    dated = wanted.where(due.is_not(None)).order_by(*_way(due, Complaint.id, backwards=backwards))
    undated = wanted.where(none).order_by(*_way(Complaint.id, backwards=backwards))
    parts = [dated, undated]
    if position is not None:
        moment, left = position.key
        if moment is None:
            parts[1] = undated.where(Complaint.id < left if backwards else Complaint.id > left)
            parts = parts if backwards else parts[1:]
        else:
            here, there = tuple_(due, Complaint.id), (moment, left)
            parts[0] = dated.where(here < there if backwards else here > there)
            parts = parts[:1] if backwards else parts
    rows: list[Found] = []
    for part in reversed(parts) if backwards else parts:
        if len(rows) <= ROWS:
            rows += session.execute(part.limit(ROWS + 1 - len(rows))).all()
    return rows


def _way(*columns: InstrumentedAttribute[Any], backwards: bool) -> list[Any]:
    return [column.desc() if backwards else column.asc() for column in columns]
