"""What may be said of complaints like one, counted each night."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class Forecast(Owned, Base):
    """How long one kind of matter took in the past year: a category in an area, a category, or all.

    Without area it is the whole category, without both it is everything; that row always exists.
    """

    __tablename__ = "forecast"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    matter_kind: Mapped[str] = mapped_column(String(20))
    category_id: Mapped[int | None]
    area_id: Mapped[int | None]
    n: Mapped[int]
    resolved: Mapped[int]
    median_seconds: Mapped[int | None]
    p90_seconds: Mapped[int | None]
    open_share: Mapped[float]
    untimed_share: Mapped[float]
    """Of the finished ones, those of which nobody knows when they ended."""
    made_at: Mapped[datetime]
    withheld: Mapped[str] = mapped_column(String(10), default="")
    """Why nothing is said (`Withheld`); empty where something is."""

    __table_args__ = (
        Index("ix_forecast_alike", "municipality_id", "matter_kind", "category_id", "area_id"),
    )
