"""What somebody higher up was told of: each level of each promise and of each matter once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class Escalation(Owned, Base):
    """One level that came. Rows are added, never edited."""

    __tablename__ = "escalation"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    matter_kind: Mapped[str] = mapped_column(String(20))
    matter_id: Mapped[int] = mapped_column(BigInteger)
    promise_id: Mapped[int] = mapped_column(BigInteger, default=0)
    """0 for a level of the matter's own age."""
    promise_kind: Mapped[str] = mapped_column(String(20), default="")
    level: Mapped[str] = mapped_column(String(10))
    came_at: Mapped[datetime]
    """The level's own moment."""
    told_at: Mapped[datetime]
    is_in_digest: Mapped[bool] = mapped_column(default=False)
    """Where so many came at once that only the morning's digest tells of it."""

    __table_args__ = (
        UniqueConstraint("municipality_id", "matter_kind", "matter_id", "promise_id", "level"),
        Index("ix_escalation_told", "municipality_id", "told_at"),
    )


class EscalationWatch(Owned, Base):
    """Since when levels are told of in this municipality: what came before is let be."""

    __tablename__ = "escalation_watch"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    since: Mapped[datetime]

    __table_args__ = (UniqueConstraint("municipality_id"),)
