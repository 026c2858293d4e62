"""Marks of one person on one complaint, and mentions of people in notes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class CaseMark(Owned, Base):
    """What one member of staff keeps about one complaint. Nobody else reads it."""

    __tablename__ = "case_mark"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    seen_version: Mapped[int | None]
    """The complaint's version when this person last said to have read it, or moved it."""
    seen_at: Mapped[datetime | None]
    watch: Mapped[str] = mapped_column(String(8), default="")
    """How this person is told of changes; empty: not at all."""
    told_version: Mapped[int] = mapped_column(default=0)
    """Up to this version they have been told."""
    position: Mapped[int | None]
    """The place on their own list."""
    remind_on: Mapped[date | None]
    remind_note: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        UniqueConstraint("municipality_id", "person_id", "complaint_id"),
        Index("ix_case_mark_complaint", "municipality_id", "complaint_id"),
        Index(
            "ix_case_mark_watch",
            "municipality_id",
            "watch",
            "person_id",
            "complaint_id",
            sqlite_where=sql("watch <> ''"),
            postgresql_where=sql("watch <> ''"),
        ),
    )


class CaseMention(Owned, Base):
    """That a colleague was named in an internal note."""

    __tablename__ = "case_mention"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    version: Mapped[int]
    """The complaint's version with that note."""
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    by_person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_case_mention_person", "municipality_id", "person_id", "read_at", "id"),
        Index("ix_case_mention_complaint", "municipality_id", "complaint_id"),
    )
