"""Facts travel up: an event is written in the same transaction as the change it tells of.

Each listener gets a row of its own, is told in a transaction of its own, at least once, and again
later when it failed: after 10 s, 20 s, 40 s … up to an hour. A listener bears repetition.
A row under work is leased for a minute, so that a killed worker's rows are taken up by another.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

import structlog
from sqlalchemy import BigInteger, Index, String, bindparam, delete, func, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation import database, tenancy
from portal.foundation.database import Base, Identifier, Json, session

log = structlog.get_logger()

LEASE = timedelta(seconds=60)
FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)
BATCH = 20
COURTESY = 0.25
"""Seconds to stand aside when somebody else was writing: people go first."""


@dataclass(frozen=True)
class Event:
    """A past-tense fact: ids and plain values only."""

    kinds: ClassVar[dict[str, type[Event]]] = {}

    def __init_subclass__(cls) -> None:
        """Know every kind of fact by its name."""
        super().__init_subclass__()
        Event.kinds[cls.__name__] = cls


Listener = Callable[[Any, datetime], None]
_listeners: dict[str, dict[str, Listener]] = {}


class OutboxRow(Base):
    """One fact on its way to one listener."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    municipality_id: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(80))
    listener: Mapped[str] = mapped_column(String(160))
    payload: Mapped[dict[str, Any]] = mapped_column(Json)
    recorded_at: Mapped[datetime]
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(String(200))

    __table_args__ = (Index("ix_outbox_due_at", "due_at"),)


_TAKE = (
    delete(OutboxRow)
    .where(OutboxRow.id == bindparam("row"))
    .returning(OutboxRow.municipality_id, OutboxRow.kind, OutboxRow.listener, OutboxRow.payload)
)


def listens(kind: type[Event]) -> Callable[[Listener], Listener]:
    """Make a function `(event, at)` hear every fact of this kind."""

    def register(listener: Listener) -> Listener:
        name = f"{listener.__module__}.{listener.__name__}"
        _listeners.setdefault(kind.__name__, {})[name] = listener
        return listener

    return register


def heard() -> dict[str, list[str]]:
    """Which listeners hear which kind of fact: for the laws."""
    return {kind: sorted(listeners) for kind, listeners in _listeners.items()}


def record(fact: Event, at: datetime) -> None:
    """Write the fact into the present transaction, once for each that listens."""
    record_all((fact,), at)


def record_all(facts: Sequence[Event], at: datetime) -> None:
    """The same for many facts, in one statement."""
    here = tenancy.municipality_id() if facts else 0
    database.write_now(
        *(
            OutboxRow(
                municipality_id=here,
                kind=type(fact).__name__,
                listener=listener,
                payload={key: _plain(value) for key, value in asdict(fact).items()},
                recorded_at=at,
                due_at=at,
            )
            for fact in facts
            for listener in _listeners.get(type(fact).__name__, ())
        )
    )


def _plain(value: object) -> object:
    return str(value) if isinstance(value, UUID) else value


def waiting() -> int:
    """How many facts are not yet heard."""
    rows = session.execute(select(OutboxRow.id).limit(1000)).all()
    return len(rows)


def oldest() -> datetime | None:
    """Since when the oldest fact waits; None where all are told."""
    return session.scalar(select(func.min(OutboxRow.recorded_at)))


def deliver(
    clock: Callable[[], datetime], *, limit: int = 1000, ending: Callable[[], bool] = lambda: False
) -> int:
    """Tell what is due, oldest first; returns how many were told. Meant for the worker.

    Once `ending` says yes, what is not told yet is given back for the next worker.
    """
    told = 0
    while told < limit and _is_anything_due(clock()):
        leased = _lease(clock())
        if not leased:
            return told
        for at, row_id in enumerate(leased):
            if ending():
                _give_back(leased[at:], clock())
                return told
            told += _tell(row_id, clock)
            if database.had_to_wait():
                time.sleep(COURTESY)
    return told


def _is_anything_due(at: datetime) -> bool:
    """Look without locking anything: most rounds find nothing to tell."""
    found = session.scalar(select(OutboxRow.id).where(OutboxRow.due_at <= at).limit(1))
    session.remove()
    return found is not None


def _lease(at: datetime) -> list[int]:
    due = (
        select(OutboxRow.id).where(OutboxRow.due_at <= at).order_by(OutboxRow.due_at, OutboxRow.id)
    )
    with database.writing() as current:
        query = due.limit(BATCH).with_for_update(skip_locked=True)
        ids = list(current.scalars(query))
        if ids:
            current.execute(
                update(OutboxRow)
                .where(OutboxRow.id.in_(ids))
                .values(due_at=at + LEASE, attempts=OutboxRow.attempts + 1)
            )
        return ids


def _give_back(ids: Sequence[int], at: datetime) -> None:
    with database.writing() as current:
        current.execute(
            update(OutboxRow)
            .where(OutboxRow.id.in_(ids))
            .values(due_at=at, attempts=OutboxRow.attempts - 1)
        )


def _tell(row_id: int, clock: Callable[[], datetime]) -> int:
    try:
        with database.writing() as current:
            row = current.connection().execute(_TAKE, {"row": row_id}).one_or_none()
            if row is None:
                return 0
            listener = _listeners.get(row.kind, {}).get(row.listener)
            if listener is not None:
                with tenancy.acting_for(row.municipality_id):
                    listener(Event.kinds[row.kind](**row.payload), clock())
                    current.flush()
    except Exception as error:
        log.exception("outbox_failed", row=row_id)
        _put_back(row_id, clock(), error)
        return 0
    return 1


def _put_back(row_id: int, at: datetime, error: Exception) -> None:
    with database.writing() as current:
        row = current.get(OutboxRow, row_id)
        if row is not None:
            wait = min(FIRST_WAIT * 2 ** min(row.attempts - 1, 20), LONGEST_WAIT)
            row.due_at = at + wait
            row.last_error = type(error).__name__


def wipe() -> None:
    """Forget everything undelivered; for tests only."""
    session.execute(text("DELETE FROM outbox"))
