"""Who follows a complaint without having reported it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned
from portal.foundation.personal import NOTICE, Ground


class CaseFollower(Owned, Base):
    """A person or a contact that follows a complaint: with an address for notices, or without."""

    __tablename__ = "case_follower"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    form_id: Mapped[UUID]
    """Of the form it was asked with, so that a retry adds nobody twice."""
    code: Mapped[str] = mapped_column(String(12))
    """Opens and ends the following; whoever has it needs no account."""
    email: Mapped[str] = mapped_column(String(254), default="")
    """Where notices go; empty for who looks for themselves."""
    language: Mapped[str] = mapped_column(String(2))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str] = mapped_column(Text, default="")
    """What they add to what was reported. Staff read it, nobody else."""
    photos: Mapped[int] = mapped_column(default=0)
    """How many of the complaint's photos came with it."""
    followed_at: Mapped[datetime]
    ground: Mapped[str] = mapped_column(String(12), default=Ground.CONSENT.value)
    notice: Mapped[str] = mapped_column(String(10), default=NOTICE)

    __table_args__ = (
        UniqueConstraint("municipality_id", "code"),
        UniqueConstraint("municipality_id", "complaint_id", "form_id"),
        Index("ix_case_follower_email", "municipality_id", "email"),
        Index("ix_case_follower_person", "municipality_id", "person_id"),
    )
