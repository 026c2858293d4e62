"""Routing rules, how often each fired, and who is away."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Json, Owned


class RoutingRule(Owned, Base):
    """One rule: which complaints it takes, and to whom they go. The lowest position is asked first.

    Unit and person are numbers without a foreign key: a rule must not keep a unit from being
    removed. It is then passed over, and its page says so.
    """

    __tablename__ = "routing_rule"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    position: Mapped[int]
    is_active: Mapped[bool] = mapped_column(default=True)
    category_ids: Mapped[list[int]] = mapped_column(Json, default=list)
    area_ids: Mapped[list[int]] = mapped_column(Json, default=list)
    hours: Mapped[str] = mapped_column(String(8), default="")
    weekdays: Mapped[list[int]] = mapped_column(Json, default=list)
    """1 is Monday."""
    since_minute: Mapped[int] = mapped_column(default=0)
    until_minute: Mapped[int] = mapped_column(default=0)
    """Minutes of the local day; an end before the beginning lies on the next day."""
    keywords: Mapped[list[str]] = mapped_column(Json, default=list)
    unit_id: Mapped[int] = mapped_column(BigInteger)
    officer_id: Mapped[int | None] = mapped_column(BigInteger)
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (Index("ix_routing_rule_position", "municipality_id", "position", "id"),)


class RoutingFiring(Owned, Base):
    """That a rule sent a complaint somewhere."""

    __tablename__ = "routing_firing"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    rule_id: Mapped[int] = mapped_column(BigInteger)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    at: Mapped[datetime]

    __table_args__ = (
        Index("ix_routing_firing_rule", "municipality_id", "rule_id", "at"),
        Index("ix_routing_firing_complaint", "municipality_id", "complaint_id"),
    )


class StaffAway(Owned, Base):
    """Days on which somebody is away: what rules would give them goes to their unit."""

    __tablename__ = "staff_away"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]

    __table_args__ = (Index("ix_staff_away_person", "municipality_id", "person_id", "last_day"),)
