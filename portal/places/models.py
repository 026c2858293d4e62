"""Tables of places: the municipality's outline and its areas."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Json, Owned


class Boundary(Owned, Base):
    """The outline of a municipality, one row each; none means that every place is inside."""

    __tablename__ = "boundary"
    __table_args__ = (UniqueConstraint("municipality_id"),)

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    geojson: Mapped[dict[str, Any]] = mapped_column(Json)
    set_at: Mapped[datetime]


class Area(Owned, Base):
    """A part of a municipality that people know by name: a ward, a community, a village."""

    __tablename__ = "area"
    __table_args__ = (UniqueConstraint("municipality_id", "code"),)

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    code: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(40))
    title_th: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200), default="")
    boundary: Mapped[dict[str, Any] | None] = mapped_column(Json)
    position: Mapped[int] = mapped_column(default=0)
    closed_at: Mapped[datetime | None]
    """Since when nothing new is put into it; what lies in it keeps its name."""


class GroundDraft(Owned, Base):
    """A file that was sent and looked at, and not yet taken: the last of its kind."""

    __tablename__ = "ground_draft"
    __table_args__ = (UniqueConstraint("municipality_id", "kind"),)

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    """What it is to become: the boundary, or the areas."""
    geojson: Mapped[dict[str, Any]] = mapped_column(Json)
    sent_at: Mapped[datetime]
