"""What was handed over and taken over, the directory of outside bodies, codes and replies."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Json, Owned


class HandOver(Owned, Base):
    """One half of a hand-over between two municipalities; the other has its own, of the same pair.

    Neither half reads the other but through `crossing`.
    """

    __tablename__ = "hand_over"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    """The own complaint: what was handed over, or what arrived."""
    pair: Mapped[UUID]
    direction: Mapped[str] = mapped_column(String(3))
    other_id: Mapped[int] = mapped_column(BigInteger)
    """The other municipality."""
    mode: Mapped[str] = mapped_column(String(6))
    consent: Mapped[str] = mapped_column(String(8), default="")
    """How the reporter agreed that name and contact go along; empty where they did not."""
    path: Mapped[list[int]] = mapped_column(Json)
    """The municipalities it has been through, the first one first."""
    heard: Mapped[list[int]] = mapped_column(Json, default=list)
    """The steps of the other side that were written down here: each once."""
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    """Who handed it over; nobody on the other side."""

    __table_args__ = (
        UniqueConstraint("municipality_id", "pair"),
        Index("ix_hand_over_complaint", "municipality_id", "complaint_id", "direction"),
    )


class OutsideBody(Owned, Base):
    """An agency without an account here, in the municipality's directory."""

    __tablename__ = "outside_body"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    title_th: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    category_ids: Mapped[list[int]] = mapped_column(Json, default=list)
    """The kinds of matter it is offered first for."""
    is_active: Mapped[bool] = mapped_column(default=True)

    __table_args__ = (Index("ix_outside_body_active", "municipality_id", "is_active", "id"),)


class ReplyCode(Owned, Base):
    """What opens one complaint for an outside body. Only a keyed hash of the code is kept."""

    __tablename__ = "reply_code"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    body: Mapped[str] = mapped_column(String(200))
    code_hash: Mapped[str] = mapped_column(String(40))
    shows_photos: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    person_id: Mapped[int | None] = mapped_column(BigInteger)

    __table_args__ = (
        UniqueConstraint("municipality_id", "code_hash"),
        Index("ix_reply_code_complaint", "municipality_id", "complaint_id"),
    )


class OutsideReply(Owned, Base):
    """What an outside body answered. It waits for an officer before the reporter reads it."""

    __tablename__ = "outside_reply"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    code_id: Mapped[int] = mapped_column(ForeignKey("reply_code.id"))
    form_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(8))
    words: Mapped[str] = mapped_column(Text)
    their_number: Mapped[str] = mapped_column(String(200), default="")
    their_day: Mapped[date | None]
    at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decision: Mapped[str] = mapped_column(String(8), default="")
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    """Who decided what becomes of it."""

    __table_args__ = (
        UniqueConstraint("municipality_id", "form_id"),
        Index("ix_outside_reply_complaint", "municipality_id", "complaint_id", "id"),
    )
