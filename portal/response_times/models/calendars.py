"""When the office is open."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import CheckConstraint, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class Holiday(Owned, Base):
    """A day on which the office stays shut.

    `origin` is `government` for the days of a confirmed year (a year is covered if it has any)
    and `local` for days added by hand. A government day on which this office works nevertheless
    stays, marked `works`, so that confirming the year again does not bring it back.
    """

    __tablename__ = "holiday"
    __table_args__ = (UniqueConstraint("municipality_id", "day"),)

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    day: Mapped[date]
    title_th: Mapped[str] = mapped_column(String(300))
    title_en: Mapped[str] = mapped_column(String(300))
    origin: Mapped[str] = mapped_column(String(12))
    works: Mapped[bool] = mapped_column(default=False)


class OfficeHours(Owned, Base):
    """One opening of one weekday (0 is Monday), local time; closing at 00.00 means 24.00."""

    __tablename__ = "office_hours"
    __table_args__ = (
        UniqueConstraint("municipality_id", "weekday", "opens_at"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
    )

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    weekday: Mapped[int] = mapped_column(SmallInteger)
    opens_at: Mapped[time]
    closes_at: Mapped[time]
