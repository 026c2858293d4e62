"""Figures that were counted, kept so that a page need not count them again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Json, Owned


class FigureSheet(Owned, Base):
    """The figures of a period by one dimension. It can be counted again at any time."""

    __tablename__ = "figure_sheet"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    matter_kind: Mapped[str] = mapped_column(String(20))
    first_day: Mapped[date]
    last_day: Mapped[date]
    unit_id: Mapped[int] = mapped_column(default=0)
    """0 for the whole municipality."""
    by: Mapped[str] = mapped_column(String(12))
    made_at: Mapped[datetime]
    sheet: Mapped[dict[str, Any]] = mapped_column(Json)

    __table_args__ = (
        UniqueConstraint(
            "municipality_id", "matter_kind", "first_day", "last_day", "unit_id", "by"
        ),
    )
