"""That somebody was seen to live here: the fact, the day, the area and by whom."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
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

    __table_args__ = (Index("ix_verification_person", "municipality_id", "person_id", "ended_at"),)
