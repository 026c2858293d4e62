"""What is kept against misuse: complaints held for a look, blocks, and what readers report."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class ComplaintHold(Owned, Base):
    """Why a complaint was taken and held for an officer's look, and what came of it."""

    __tablename__ = "complaint_hold"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    cause: Mapped[str] = mapped_column(String(10))
    held_at: Mapped[datetime]
    looked_at: Mapped[datetime | None]
    looked_by: Mapped[int | None]

    __table_args__ = (
        Index("ix_complaint_hold_open", "municipality_id", "looked_at", "complaint_id"),
    )


class FilingBlock(Owned, Base):
    """Somebody whose complaints are held until a day. Whom it means is a keyed hash."""

    __tablename__ = "filing_block"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    mark: Mapped[str] = mapped_column(String(40))
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    """The complaint for which it was put up."""
    reason: Mapped[str] = mapped_column(Text)
    put_by: Mapped[int]
    put_at: Mapped[datetime]
    until: Mapped[datetime]
    lifted_by: Mapped[int | None]
    lifted_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_filing_block_mark", "municipality_id", "mark", "until"),)


class MisuseReport(Owned, Base):
    """A reader's word that a public page should not be as it is."""

    __tablename__ = "misuse_report"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    reason: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(Text, default="")
    reported_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None]

    __table_args__ = (
        Index("ix_misuse_report_open", "municipality_id", "settled_at", "complaint_id"),
        Index("ix_misuse_report_complaint", "municipality_id", "complaint_id"),
    )
