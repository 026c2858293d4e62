"""Saved filters."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Json, Owned


class SavedFilter(Owned, Base):
    """A set of filters under a name. Everyone reads through it what they may read themselves."""

    __tablename__ = "saved_filter"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    """Whose it is."""
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    """The unit whose people see it, too."""
    title: Mapped[str] = mapped_column(String(60))
    chosen: Mapped[dict[str, str]] = mapped_column(Json)
    """The filters, as they stand in the address."""
    saved_at: Mapped[datetime]

    __table_args__ = (
        Index("ix_saved_filter_person", "municipality_id", "person_id", "id"),
        Index("ix_saved_filter_unit", "municipality_id", "unit_id", "id"),
    )
