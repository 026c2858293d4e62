"""The municipality itself (the tenant) and its units."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Json, Owned


class Municipality(Base):
    """A local government that runs the portal. Not `Owned`: it is the owner."""

    __tablename__ = "municipality"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    host: Mapped[str | None] = mapped_column(String(253), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    title_th: Mapped[str] = mapped_column(String(120))
    title_en: Mapped[str] = mapped_column(String(120))
    letters_th: Mapped[str] = mapped_column(String(8))
    letters_en: Mapped[str] = mapped_column(String(8))
    colour: Mapped[str] = mapped_column(String(7))
    phone: Mapped[str] = mapped_column(String(40), default="")
    address_th: Mapped[str] = mapped_column(String(300), default="")
    address_en: Mapped[str] = mapped_column(String(300), default="")
    demo: Mapped[bool] = mapped_column(default=False)
    settings: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    public_version: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime | None]


class Unit(Owned, Base):
    """A bureau, division or section that answers for categories of complaints."""

    __tablename__ = "unit"
    __table_args__ = (
        UniqueConstraint("municipality_id", "code"),
        Index(None, "municipality_id", "position"),
    )

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    code: Mapped[str] = mapped_column(String(40))
    title_th: Mapped[str] = mapped_column(String(120))
    title_en: Mapped[str] = mapped_column(String(120))
    position: Mapped[int]
    is_fallback: Mapped[bool] = mapped_column(default=False)
    closed_at: Mapped[datetime | None]
    """Since when nothing is given to it; what it did stays under its name."""


class Logo(Owned, Base):
    """The municipality's seal for the head of every page: a small PNG of our own making."""

    __tablename__ = "logo"
    __table_args__ = (UniqueConstraint("municipality_id"),)

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    picture: Mapped[bytes] = mapped_column(LargeBinary)
    set_at: Mapped[datetime]
