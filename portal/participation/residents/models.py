"""That somebody was seen to live here: the fact, the day, the area and by whom."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class Verification(Owned, Base):
    """A resident whose card, house register or code was seen. One that ended stays as a fact."""

    __tablename__ = "verification"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(BigInteger)
    """The member of staff who saw it; None for a code or a provider."""
    ground: Mapped[str] = mapped_column(String(16))
    """A `Proof`."""
    area_id: Mapped[int | None] = mapped_column(BigInteger)
    ended_at: Mapped[datetime | None]
    likeness: Mapped[str | None] = mapped_column(String(64))
    """A keyed hash of name and day of birth, to be compared and not to be read."""
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("code_batch.id"))
    """The printed codes it came from; which one is not kept."""

    __table_args__ = (
        Index("ix_verification_person", "municipality_id", "person_id", "ended_at"),
        Index("ix_verification_likeness", "municipality_id", "likeness"),
        Index("ix_verification_batch", "municipality_id", "batch_id"),
    )


class CodeBatch(Owned, Base):
    """Codes printed together and handed out in one area."""

    __tablename__ = "code_batch"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    form_id: Mapped[UUID]
    """Of the form that made it: sent twice, it makes no second batch."""
    title: Mapped[str] = mapped_column(String(100))
    area_id: Mapped[int | None] = mapped_column(BigInteger)
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(BigInteger)
    ends_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("municipality_id", "form_id"),)


class PrintedCode(Owned, Base):
    """A code that works once. Only a keyed hash is kept; nobody can print it again."""

    __tablename__ = "printed_code"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("code_batch.id"))
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("municipality_id", "code_hash"),
        Index("ix_printed_code_batch", "municipality_id", "batch_id", "used_at"),
    )


class LikelyDouble(Owned, Base):
    """Two verified accounts that are likely one person, until somebody decides."""

    __tablename__ = "likely_double"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    """The account verified later: its verification ends when they are one."""
    found_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(BigInteger)
    is_same: Mapped[bool | None]

    __table_args__ = (
        UniqueConstraint("municipality_id", "first_id", "second_id"),
        Index("ix_likely_double_open", "municipality_id", "decided_at"),
    )
