"""What stops the clock by the municipality's own decision, from which moment on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class ClockRule(Owned, Base):
    """One decision on what stops the clock. Rows are added and never changed; the last one holds.

    Where there is none the clock goes on while an outside body has a matter.
    """

    __tablename__ = "clock_rule"
    __table_args__ = (Index(None, "municipality_id", "entered_at"),)

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    outside_body_stops: Mapped[bool]
    entered_at: Mapped[datetime]
    entered_by: Mapped[int | None]
