"""A complaint and its history."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from portal.complaints.lifecycle import OPEN, State
from portal.foundation.database import Base, Identifier, Json, Owned

MATTER = "complaint"
"""What a complaint is called as a matter of promises and photos."""

OFTEN_ASKED = ("unit_id", "officer_id", "state", "channel", "priority", "next_due_at")
"""What saved filters ask of open complaints beside a category or an area: they are counted from
the index alone."""


class Complaint(Owned, Base):
    """One complaint. Its id grows with the moment of filing, so newest first is id descending."""

    __tablename__ = "complaint"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    form_id: Mapped[UUID]
    """Made with the form, so that a retry files nothing twice."""
    year: Mapped[int]
    running: Mapped[int]
    tracking_code: Mapped[str] = mapped_column(String(6))
    kind: Mapped[str] = mapped_column(String(12))
    channel: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(14), default=State.RECEIVED.value)
    reason: Mapped[str | None] = mapped_column(String(20))
    """What it waits for while on hold; why it was closed without a fix."""
    priority: Mapped[str] = mapped_column(String(10), default="normal")
    is_referred: Mapped[bool] = mapped_column(default=False)
    """Whether an outside body has it; also while the reporter is asked something meanwhile."""
    first_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    """The complaint it was merged with and goes on in."""
    split_from_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    """The complaint it was a part of."""

    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    title: Mapped[str] = mapped_column(Text)
    """The first line of the public text."""
    text: Mapped[str] = mapped_column(Text)
    public_text: Mapped[str] = mapped_column(Text)
    """The same with phones, e-mails and national ids masked."""
    language: Mapped[str] = mapped_column(String(2))
    """The language of the text, for `lang=` and for screen readers."""

    lat: Mapped[float | None]
    lon: Mapped[float | None]
    cell: Mapped[int | None] = mapped_column(BigInteger)
    """H3 cell of resolution 10, for what is near."""
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    landmark: Mapped[str] = mapped_column(Text, default="")
    is_outside: Mapped[bool] = mapped_column(default=False)

    occurred_at: Mapped[datetime | None]
    filed_at: Mapped[datetime]
    """When it reached the municipality; a letter's day for a letter."""
    counted_from: Mapped[datetime | None]
    """An earlier filing from which it counts: that of a complaint merged with it."""
    recorded_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    reopen_until: Mapped[datetime | None]
    next_due_at: Mapped[datetime | None]
    """The next moment promised by the municipality; none when nothing is owed."""

    visibility: Mapped[str] = mapped_column(String(10))
    reviewed_at: Mapped[datetime | None]
    """When an officer looked at text and photos for the public page."""
    is_public: Mapped[bool] = mapped_column(default=False)
    withheld: Mapped[str | None] = mapped_column(String(8))
    """Why the public does not see it whatever its category: held, misuse, hidden."""
    is_open: Mapped[bool] = mapped_column(default=True)
    cover_id: Mapped[UUID | None]
    """The first photo, for lists; shown to the public only after the look."""

    words_gone_at: Mapped[datetime | None]
    """When what was said here was taken away, because its time was over."""
    photos_wait: Mapped[bool] = mapped_column(default=False)
    """Whether the reporter added photos that no officer has looked at yet."""

    evidence: Mapped[str] = mapped_column(String(6), default="")
    """What shows the result: a photo taken afterwards, or a reason why there is none."""
    rating: Mapped[int | None]
    rating_reason: Mapped[str] = mapped_column(Text, default="")
    reopened: Mapped[int] = mapped_column(default=0)
    source: Mapped[str | None] = mapped_column(String(20))
    source_number: Mapped[str | None] = mapped_column(String(60))
    version: Mapped[int] = mapped_column(default=1)

    # A partial index serves a question only when both say its condition in the same words, and
    # `is_open.is_(True)` is written `IS 1` on SQLite, `IS true` on PostgreSQL. The desk counts from
    # them alone: `kind`, which decides who may read, stands at their end.
    __table_args__ = (
        UniqueConstraint("municipality_id", "form_id"),
        UniqueConstraint("municipality_id", "year", "running"),
        UniqueConstraint("municipality_id", "source", "source_number"),
        Index("ix_complaint_public", "municipality_id", "is_public", "id"),
        Index("ix_complaint_public_category", "municipality_id", "is_public", "category_id", "id"),
        Index("ix_complaint_state", "municipality_id", "state", "id", "kind"),
        Index("ix_complaint_filed", "municipality_id", "filed_at"),
        Index("ix_complaint_resolved", "municipality_id", "resolved_at"),
        Index("ix_complaint_closed", "municipality_id", "closed_at"),
        Index("ix_complaint_cell", "municipality_id", "cell", "id"),
        Index(
            "ix_complaint_due",
            "municipality_id",
            "next_due_at",
            "id",
            "kind",
            sqlite_where=sql("is_open IS 1"),
            postgresql_where=sql("is_open IS true"),
        ),
        Index(
            "ix_complaint_unit_due",
            "municipality_id",
            "unit_id",
            "next_due_at",
            "id",
            "kind",
            sqlite_where=sql("is_open IS 1"),
            postgresql_where=sql("is_open IS true"),
        ),
        Index(
            "ix_complaint_officer_due",
            "municipality_id",
            "officer_id",
            "next_due_at",
            "id",
            "kind",
            sqlite_where=sql("is_open IS 1"),
            postgresql_where=sql("is_open IS true"),
        ),
        Index(
            "ix_complaint_urgent",
            "municipality_id",
            "next_due_at",
            "id",
            "kind",
            sqlite_where=sql("is_open IS 1 AND priority = 'urgent'"),
            postgresql_where=sql("is_open IS true AND priority = 'urgent'"),
        ),
        Index(
            "ix_complaint_open_category",
            "municipality_id",
            "category_id",
            *OFTEN_ASKED,
            sqlite_where=sql("is_open IS 1"),
            postgresql_where=sql("is_open IS true"),
        ),
        Index(
            "ix_complaint_open_area",
            "municipality_id",
            "area_id",
            "category_id",
            *OFTEN_ASKED,
            sqlite_where=sql("is_open IS 1"),
            postgresql_where=sql("is_open IS true"),
        ),
        Index(
            "ix_complaint_open_cell",
            "municipality_id",
            "cell",
            "category_id",
            "id",
            sqlite_where=sql("is_open IS 1"),
            postgresql_where=sql("is_open IS true"),
        ),
        Index(
            "ix_complaint_first",
            "municipality_id",
            "first_id",
            sqlite_where=sql("first_id IS NOT NULL"),
            postgresql_where=sql("first_id IS NOT NULL"),
        ),
        Index(
            "ix_complaint_split_from",
            "municipality_id",
            "split_from_id",
            sqlite_where=sql("split_from_id IS NOT NULL"),
            postgresql_where=sql("split_from_id IS NOT NULL"),
        ),
        Index(
            "ix_complaint_reopen_until",
            "municipality_id",
            "reopen_until",
            sqlite_where=sql("reopen_until IS NOT NULL"),
            postgresql_where=sql("reopen_until IS NOT NULL"),
        ),
    )

    @property
    def counts_from(self) -> datetime:
        """When its time began: its own filing, or an earlier one merged with it."""
        return self.counted_from or self.filed_at

    @property
    def owes(self) -> bool:
        """Whether the municipality still owes something here."""
        return State(self.state) in OPEN


class ComplaintStep(Owned, Base):
    """One move in a complaint's history. Rows are added, never edited."""

    __tablename__ = "complaint_step"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    """Given in the transaction of the step, without gaps; the proof binds steps in this order."""
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    version: Mapped[int]
    """The complaint's version after this step."""
    verb: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(14))
    """The state after this step."""
    at: Mapped[datetime]
    actor_id: Mapped[int | None]
    actor_role: Mapped[str] = mapped_column(String(14))
    note: Mapped[str] = mapped_column(Text, default="")
    """Words for the reporter (and, masked, for the public when `is_public`)."""
    is_public: Mapped[bool] = mapped_column(default=False)
    details: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)

    __table_args__ = (
        UniqueConstraint("municipality_id", "number"),
        Index("ix_complaint_step_complaint", "municipality_id", "complaint_id", "id"),
    )
