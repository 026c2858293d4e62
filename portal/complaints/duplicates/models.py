"""Pairs of complaints that seem to be about one matter, and what was decided."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class DuplicatePair(Owned, Base):
    """A later complaint and an earlier one that it seems to repeat, with the reasons."""

    __tablename__ = "duplicate_pair"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    first_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    """The earlier of the two."""
    score: Mapped[int]
    metres: Mapped[int]
    words: Mapped[int]
    """Per cent of the words that both have."""
    same_category: Mapped[bool | None]
    """None where one of the two had no category."""
    found_at: Mapped[datetime]
    verdict: Mapped[str] = mapped_column(String(10), default="")
    """`merged`, `apart`, or nothing yet."""
    decided_at: Mapped[datetime | None]
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    """Who decided."""

    __table_args__ = (
        UniqueConstraint("municipality_id", "complaint_id", "first_id"),
        Index("ix_duplicate_pair_first", "municipality_id", "first_id"),
        Index("ix_duplicate_pair_verdict", "municipality_id", "verdict", "id"),
    )
