"""Plans, their items with the money of each year, feasibility checks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned
from portal.participation.plans.terms import LONGEST_LINE


class Plan(Owned, Base):
    """The plan of one project: which five years, and whether it was announced."""

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    first_year: Mapped[int]
    """In the Common Era."""
    begun_at: Mapped[datetime]
    adopted_at: Mapped[datetime | None]
    """When it was announced; what was in the draft then is in the plan."""

    __table_args__ = (Unique("municipality_id", "project_id"),)


class PlanItem(Owned, Base):
    """A row of the form; its number in the plan never changes and is never given again."""

    __tablename__ = "plan_item"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    running: Mapped[int]
    strategy: Mapped[str] = mapped_column(String(LONGEST_LINE))
    heading: Mapped[str] = mapped_column(String(LONGEST_LINE))
    title: Mapped[str] = mapped_column(String(LONGEST_LINE))
    title_en: Mapped[str] = mapped_column(String(LONGEST_LINE), default="")
    objective: Mapped[str] = mapped_column(Text, default="")
    target: Mapped[str] = mapped_column(Text, default="")
    indicator: Mapped[str] = mapped_column(Text, default="")
    result: Mapped[str] = mapped_column(Text, default="")
    responsible: Mapped[str] = mapped_column(String(LONGEST_LINE))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    searched: Mapped[str] = mapped_column(Text)
    """What a search compares, normalised."""
    added_at: Mapped[datetime]
    adopted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    why_withdrawn: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        Unique("municipality_id", "plan_id", "running"),
        Index("ix_plan_item_strategy", "municipality_id", "plan_id", "strategy", "heading"),
        Index("ix_plan_item_area", "municipality_id", "area_id"),
    )


class PlanMoney(Owned, Base):
    """The money of an item in one year: what is planned, and what the year's budget gives."""

    __tablename__ = "plan_money"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("plan_item.id"))
    year: Mapped[int]
    """In the Common Era."""
    satang: Mapped[int] = mapped_column(BigInteger)
    approved: Mapped[int | None] = mapped_column(BigInteger)
    """Satang in the budget of the year; with it the row is a budget line."""
    ordinance: Mapped[str] = mapped_column(String(LONGEST_LINE), default="")
    """Which budget ordinance, and where in it."""
    approved_at: Mapped[datetime | None]

    __table_args__ = (
        Unique("municipality_id", "item_id", "year"),
        CheckConstraint("satang >= 0", name="planned"),
        CheckConstraint("approved >= 0", name="given"),
        Index("ix_plan_money_year", "municipality_id", "year", "item_id"),
        Index("ix_plan_money_approved", "municipality_id", "approved_at", "id"),
    )


class PlanCheck(Owned, Base):
    """Whether an item can be done, published. Rows are added, never edited."""

    __tablename__ = "plan_check"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("plan_item.id"))
    verdict: Mapped[str] = mapped_column(String(8))
    cost: Mapped[int] = mapped_column(BigInteger)
    """What it is likely to cost, in satang."""
    power: Mapped[str] = mapped_column(String(8))
    reason_th: Mapped[str] = mapped_column(Text)
    reason_en: Mapped[str] = mapped_column(Text, default="")
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    """Which unit checked; who of it did stands in the log."""
    checked_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("cost >= 0", name="cost"),
        Index("ix_plan_check_item", "municipality_id", "item_id", "id"),
    )
