"""What is promised, to which matters, from which day on."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class StandardVersion(Owned, Base):
    """One version of a standard. Rows are added beside the former ones and never changed.

    `category_id` empty stands for every category, `priority` empty text for every priority.
    `amount` and `unit` empty say that from this day on there is no standard of its own here.
    The id means something only to the room that has matters of this kind.
    """

    __tablename__ = "standard"
    __table_args__ = (Index(None, "municipality_id", "matter_kind"),)

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    matter_kind: Mapped[str] = mapped_column(String(20))
    category_id: Mapped[int | None]
    priority: Mapped[str] = mapped_column(String(10), default="")
    promise_kind: Mapped[str] = mapped_column(String(20))
    amount: Mapped[int | None]
    unit: Mapped[str | None] = mapped_column(String(20))
    in_force_from: Mapped[date]
    entered_at: Mapped[datetime]
    entered_by: Mapped[int | None]
    """Empty for what the municipality started with."""
