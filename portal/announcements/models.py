"""Site notices and emergencies. Rows are ended, never removed: what was told stays known."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Json, Owned


class SiteNotice(Owned, Base):
    """A sentence or two on every page, from one moment to another."""

    __tablename__ = "site_notice"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    level: Mapped[str] = mapped_column(String(10))
    text_th: Mapped[str] = mapped_column(String(400))
    text_en: Mapped[str] = mapped_column(String(400))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(BigInteger)

    __table_args__ = (Index("ix_site_notice_ends", "municipality_id", "ends_at"),)


class Emergency(Owned, Base):
    """A time in which much more comes in than can be read: a flood, a storm, a fire."""

    __tablename__ = "emergency"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    reason_th: Mapped[str] = mapped_column(String(200))
    reason_en: Mapped[str] = mapped_column(String(200))
    call_th: Mapped[str] = mapped_column(String(200), default="")
    """Where to call for what is held."""
    call_en: Mapped[str] = mapped_column(String(200), default="")
    held_category_ids: Mapped[list[int]] = mapped_column(Json, default=list)
    began_at: Mapped[datetime]
    began_by: Mapped[int | None] = mapped_column(BigInteger)
    ends_at: Mapped[datetime]
    is_closed: Mapped[bool] = mapped_column(default=False)
    """Whether its end has been written down: by a person, or by the portal when it was over."""

    __table_args__ = (Index("ix_emergency_ends", "municipality_id", "ends_at"),)
