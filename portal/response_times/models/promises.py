"""What was promised, and when the clock stood still."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import BigInteger, Index, SmallInteger, String
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""Long past: what has not been looked at yet is looked at first."""
_OPEN_PROMISE = "met_at IS NULL AND cancelled_at IS NULL AND superseded_at IS NULL"
_OPEN_PAUSE = "ended_at IS NULL"


class Promise(Owned, Base):
    """A promise with its stored due moment. Rows are closed and followed by others, never lost.

    `first_due_at` is the moment as promised; `due_at` is the same moved by pauses. `round` counts
    from 1 and grows with each reopening. `amount` and `unit` are empty for a date named outright.
    """

    __tablename__ = "promise"
    __table_args__ = (
        Index(None, "municipality_id", "matter_kind", "matter_id"),
        Index(
            "uq_promise_open",
            "municipality_id",
            "matter_kind",
            "matter_id",
            "promise_kind",
            unique=True,
            sqlite_where=sql(_OPEN_PROMISE),
            postgresql_where=sql(_OPEN_PROMISE),
        ),
        Index(
            "ix_promise_look",
            "municipality_id",
            "look_at",
            sqlite_where=sql(_OPEN_PROMISE),
            postgresql_where=sql(_OPEN_PROMISE),
        ),
    )

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    matter_kind: Mapped[str] = mapped_column(String(20))
    matter_id: Mapped[int] = mapped_column(BigInteger)
    promise_kind: Mapped[str] = mapped_column(String(20))
    round: Mapped[int] = mapped_column(SmallInteger, default=1)
    amount: Mapped[int | None]
    unit: Mapped[str | None] = mapped_column(String(20))
    started_at: Mapped[datetime]
    promised_at: Mapped[datetime]
    first_due_at: Mapped[datetime]
    due_at: Mapped[datetime]
    met_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    superseded_at: Mapped[datetime | None]
    look_at: Mapped[datetime] = mapped_column(default=BEGINNING)
    """When an open promise is next looked at: whether a level of escalation has come."""


class Pause(Owned, Base):
    """A time in which the clock of a matter stood still; at most one of a reason is open.

    The clock stands still while any of them is open, and time counts once where they overlap.
    """

    __tablename__ = "pause"
    __table_args__ = (
        Index(None, "municipality_id", "matter_kind", "matter_id"),
        Index(
            "uq_pause_open",
            "municipality_id",
            "matter_kind",
            "matter_id",
            "reason",
            unique=True,
            sqlite_where=sql(_OPEN_PAUSE),
            postgresql_where=sql(_OPEN_PAUSE),
        ),
    )

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    matter_kind: Mapped[str] = mapped_column(String(20))
    matter_id: Mapped[int] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(String(40))
    began_at: Mapped[datetime]
    stopped_since: Mapped[datetime]
    """Since when the clock has stood still without a break: earlier than `began_at` where another
    pause was open then.
    """
    ended_at: Mapped[datetime | None]
