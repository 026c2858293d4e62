"""The books kept beside complaints."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class ComplaintCoUnit(Owned, Base):
    """A further unit that works on a complaint and may read it."""

    __tablename__ = "complaint_co_unit"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)

    __table_args__ = (
        Index("ix_complaint_co_unit_unit", "municipality_id", "unit_id", "complaint_id"),
    )


class RegisterBook(Owned, Base):
    """The last number given in a calendar year: running, without gaps."""

    __tablename__ = "register_book"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    year: Mapped[int]
    last: Mapped[int] = mapped_column(default=0)

    __table_args__ = (UniqueConstraint("municipality_id", "year"),)


class MapCount(Owned, Base):
    """How many public complaints lie in a hexagon (H3, resolution 8), kept with each change."""

    __tablename__ = "map_count"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    cell: Mapped[int] = mapped_column(BigInteger)
    category_id: Mapped[int] = mapped_column(default=0)
    """0 where no category is known yet."""
    is_open: Mapped[bool]
    n: Mapped[int] = mapped_column(default=0)

    __table_args__ = (UniqueConstraint("municipality_id", "cell", "category_id", "is_open"),)
