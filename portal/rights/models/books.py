"""The books of what was asked for, what must stay, and what went."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Json, Owned


class RightsRequest(Owned, Base):
    """What somebody asked for about their data, and what became of it."""

    __tablename__ = "rights_request"
    __table_args__ = (
        UniqueConstraint("municipality_id", "reference"),
        Index("ix_rights_request_state", "municipality_id", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    reference: Mapped[str] = mapped_column(String(12))
    """Told to the person, so that they can ask after it when nothing else of them is left."""
    kind: Mapped[str] = mapped_column(String(10))
    complaint_ids: Mapped[list[str]] = mapped_column(Json, default=list)
    """The complaints whose words and photos an officer looks at; as text, for JSON's numbers."""
    looked_at: Mapped[list[str]] = mapped_column(Json, default=list)
    account: Mapped[int | None] = mapped_column(BigInteger)
    """The number of an account that went: it means something only in a backup made before."""
    state: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(2))
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by: Mapped[int | None]


class LegalHold(Owned, Base):
    """A complaint that must be kept whole, for a court or an inquiry, until the hold is lifted."""

    __tablename__ = "legal_hold"
    __table_args__ = (Index("ix_legal_hold_complaint", "municipality_id", "complaint_id"),)

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(Text)
    placed_at: Mapped[datetime]
    placed_by: Mapped[int | None]
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[int | None]
    lifted_because: Mapped[str] = mapped_column(Text, default="")


class DeletionEntry(Owned, Base):
    """What personal data went, when and on what ground. It holds nothing of what went."""

    __tablename__ = "deletion_entry"
    __table_args__ = (Index("ix_deletion_entry_at", "municipality_id", "at"),)

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    at: Mapped[datetime]
    cause: Mapped[str] = mapped_column(String(10))
    ground: Mapped[str] = mapped_column(Text)
    of_table: Mapped[str] = mapped_column(String(40))
    fields: Mapped[list[str]] = mapped_column(Json, default=list)
    subjects: Mapped[list[str]] = mapped_column(Json, default=list)
    """Numbers of the complaints; of an account that is gone, nothing."""
    count: Mapped[int]
    actor_id: Mapped[int | None]
    reference: Mapped[str] = mapped_column(String(12), default="")
