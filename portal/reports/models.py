"""Reports as they were issued, questions about them, residents by group, postings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Date, ForeignKey, Index, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Json, Owned


class Report(Owned, Base):
    """A report as it was issued: nothing of it is written again. A correction stands beside it."""

    __tablename__ = "report"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    kind: Mapped[str] = mapped_column(String(14))
    period: Mapped[str] = mapped_column(String(10))
    """A quarter or a fiscal year; empty for a project from its beginning."""
    project_id: Mapped[int] = mapped_column(BigInteger, default=0)
    """0 for the whole municipality."""
    version: Mapped[int]
    because: Mapped[str] = mapped_column(Text, default="")
    """Why there is a new version; empty for the first."""
    counted_at: Mapped[datetime]
    issued_at: Mapped[datetime]
    issued_by: Mapped[int | None] = mapped_column(BigInteger)
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    content_hash: Mapped[str] = mapped_column(String(64))

    __table_args__ = (
        Unique("municipality_id", "kind", "period", "project_id", "version"),
        Index("ix_report_issued", "municipality_id", "issued_at"),
    )


class ReportRecords(Owned, Base):
    """What is behind one figure of a report, as it was then."""

    __tablename__ = "report_records"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    key: Mapped[str] = mapped_column(String(30))
    content: Mapped[dict[str, Any]] = mapped_column(Json)

    __table_args__ = (Unique("municipality_id", "report_id", "key"),)


class ReportQuestion(Owned, Base):
    """What somebody of the council asks about a figure, and the administration's answer."""

    __tablename__ = "report_question"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    about: Mapped[str] = mapped_column(String(30))
    """The key of a figure; empty for the whole report."""
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    asked_at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    due_at: Mapped[datetime | None]
    """By when it is to be answered; none once it is."""
    answer: Mapped[str] = mapped_column(Text, default="")
    answer_language: Mapped[str] = mapped_column(String(2), default="")
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        Index("ix_report_question_report", "municipality_id", "report_id", "id"),
        Index("ix_report_question_due", "municipality_id", "due_at", "id"),
        Index("ix_report_question_person", "municipality_id", "person_id"),
    )


class Population(Owned, Base):
    """How many people were registered on one day. A later table stands beside it."""

    __tablename__ = "population"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    as_of: Mapped[date] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(200))
    loaded_at: Mapped[datetime]

    __table_args__ = (Unique("municipality_id", "as_of"),)


class PopulationGroup(Owned, Base):
    """So many registered residents of one area, age band and sex."""

    __tablename__ = "population_group"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    population_id: Mapped[int] = mapped_column(ForeignKey("population.id"))
    area_id: Mapped[int | None] = mapped_column(BigInteger)
    """None where the statistics do not tell the area."""
    age: Mapped[str] = mapped_column(String(5))
    sex: Mapped[str] = mapped_column(String(1))
    people: Mapped[int]

    __table_args__ = (Index("ix_population_group_table", "municipality_id", "population_id"),)


class PlanPosting(Owned, Base):
    """The yearly result of monitoring the plan: presented, posted, kept up (regulation, (5))."""

    __tablename__ = "plan_posting"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    year: Mapped[int]
    """The fiscal year (CE) that it reports on."""
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"))
    presented_on: Mapped[date | None] = mapped_column(Date)
    posted_on: Mapped[date | None] = mapped_column(Date)
    posted_until: Mapped[date | None] = mapped_column(Date)
    place: Mapped[str] = mapped_column(String(200), default="")
    """Where it hangs."""
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (Unique("municipality_id", "year"),)
