"""What became of each matter, in one row: what every figure is counted from."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, PrimaryKeyConstraint, String
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Owned
from portal.response_times.models.promises import BEGINNING


class MatterFact(Owned, Base):
    """The course of one matter and the labels its room gave it, as they now are.

    Kept by the verb that changes the matter, in the same transaction. Durations in office time are
    whole seconds from `filed_at`; they are empty where the moment is, or where the calendar lacks
    the year. After a reopening `outcome` and `ended_at` are empty again.
    """

    __tablename__ = "matter_fact"

    matter_kind: Mapped[str] = mapped_column(String(20))
    matter_id: Mapped[int] = mapped_column(BigInteger, autoincrement=False)

    category_id: Mapped[int | None]
    unit_id: Mapped[int | None]
    area_id: Mapped[int | None]
    officer_id: Mapped[int | None]
    channel: Mapped[str] = mapped_column(String(14))
    priority: Mapped[str] = mapped_column(String(10), default="normal")
    is_counted: Mapped[bool] = mapped_column(default=True)
    """False for what stays out of every figure but one total."""
    is_timed: Mapped[bool] = mapped_column(default=True)
    """False where the moments came from a register that did not keep them."""

    filed_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    """Empty while it is open, and where nobody knows when it ended."""
    outcome: Mapped[str] = mapped_column(String(10), default="")
    """How it ended (`Outcome`); empty while it is open."""
    reason: Mapped[str] = mapped_column(String(20), default="")
    """The room’s own finer word for the outcome."""
    forwarded_at: Mapped[datetime | None]
    """Since when it lies with somebody outside; empty when it does not."""
    next_due_at: Mapped[datetime | None]
    reopened: Mapped[int] = mapped_column(default=0)
    rating: Mapped[int | None]
    """The stars last given, one to five."""
    evidence: Mapped[str] = mapped_column(String(6), default="")
    """What shows the result (`Evidence`); empty while there is none, and where nobody knows."""

    look_at: Mapped[datetime] = mapped_column(default=BEGINNING)
    """When an open matter is next looked at: whether it has been open for 30, 60 or 90 days."""

    acknowledged_office: Mapped[int | None]
    answered_office: Mapped[int | None]
    ended_office: Mapped[int | None]

    __table_args__ = (
        # The municipality stands first: asked for it and for ids, SQLite would else take another
        # index and read all facts of the municipality for each batch.
        PrimaryKeyConstraint("municipality_id", "matter_kind", "matter_id"),
        Index("ix_matter_fact_filed", "municipality_id", "matter_kind", "filed_at"),
        Index("ix_matter_fact_ended", "municipality_id", "matter_kind", "ended_at"),
        Index(
            "ix_matter_fact_open",
            "municipality_id",
            "matter_kind",
            "next_due_at",
            sqlite_where=sql("outcome = ''"),
            postgresql_where=sql("outcome = ''"),
        ),
        Index(
            "ix_matter_fact_look",
            "municipality_id",
            "look_at",
            sqlite_where=sql("outcome = ''"),
            postgresql_where=sql("outcome = ''"),
        ),
    )
