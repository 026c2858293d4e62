"""Who wants to hear of what, and what has been found for them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned
from portal.foundation.personal import NOTICE, Ground


class Alert(Owned, Base):
    """An address that wants to hear of new public complaints: where, what, how often."""

    __tablename__ = "alert"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2))
    person_id: Mapped[int | None] = mapped_column(BigInteger)
    """The account it was asked for from, if any."""
    category_id: Mapped[int | None] = mapped_column(BigInteger)
    """None for all."""
    area_id: Mapped[int | None] = mapped_column(BigInteger)
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    radius: Mapped[int | None]
    """Metres around the point."""
    cadence: Mapped[str] = mapped_column(String(10))
    asked_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    """None until the code sent to the address was typed in: nothing is sent before."""
    code_hash: Mapped[str] = mapped_column(String(64), default="")
    stop_code: Mapped[str] = mapped_column(String(16))
    """Stands in every message; whoever types it ends the alert."""
    told_at: Mapped[datetime | None]
    ground: Mapped[str] = mapped_column(String(12), default=Ground.CONSENT.value)
    notice: Mapped[str] = mapped_column(String(10), default=NOTICE)
    """Which notice its reader could read when asking for it."""

    __table_args__ = (
        UniqueConstraint("municipality_id", "stop_code"),
        Index("ix_alert_confirmed", "municipality_id", "confirmed_at"),
        Index("ix_alert_email", "municipality_id", "email"),
    )


class AlertFind(Owned, Base):
    """A complaint found for an alert, to be told or told already."""

    __tablename__ = "alert_find"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    alert_id: Mapped[int] = mapped_column(ForeignKey("alert.id", ondelete="CASCADE"))
    complaint_id: Mapped[int] = mapped_column(BigInteger)
    found_at: Mapped[datetime]
    told_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("municipality_id", "alert_id", "complaint_id"),
        Index("ix_alert_find_told", "municipality_id", "told_at", "alert_id"),
    )


class AlertLook(Owned, Base):
    """A complaint that all alerts have been compared with, so that nobody is told of it twice."""

    __tablename__ = "alert_look"

    complaint_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    looked_at: Mapped[datetime]

    __table_args__ = (Index("ix_alert_look_at", "municipality_id", "looked_at"),)
