"""The kinds of matter a municipality takes."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Json, Owned


class Category(Owned, Base):
    """A kind of matter, its responsible unit, its promised times and who may read it."""

    __tablename__ = "category"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    code: Mapped[str] = mapped_column(String(40))
    title_th: Mapped[str] = mapped_column(Text)
    title_en: Mapped[str] = mapped_column(Text)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    co_unit_ids: Mapped[list[int]] = mapped_column(Json, default=list)
    visibility: Mapped[str] = mapped_column(String(10))
    outside_owner_th: Mapped[str] = mapped_column(Text, default="")
    outside_owner_en: Mapped[str] = mapped_column(Text, default="")
    traffy_types: Mapped[list[str]] = mapped_column(Json, default=list)
    is_active: Mapped[bool] = mapped_column(default=True)
    """Whether it can be chosen for a new complaint."""
    is_staff_only: Mapped[bool] = mapped_column(default=False)
    """Whether only staff choose it: residents are not offered it."""
    near_metres: Mapped[int] = mapped_column(default=50)
    """How near another complaint must lie to be at the same place."""
    position: Mapped[int]

    __table_args__ = (UniqueConstraint("municipality_id", "code"),)
