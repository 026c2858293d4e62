"""Milestones, contracts, money, inspections, findings, followers, seats."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Index, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned
from portal.participation.monitoring.terms import LONGEST_TITLE


class Milestone(Owned, Base):
    """A part of the work that is done or not."""

    __tablename__ = "milestone"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    title_th: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    title_en: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    weight: Mapped[int]
    planned_from: Mapped[date] = mapped_column(Date)
    planned_to: Mapped[date] = mapped_column(Date)
    first_to: Mapped[date] = mapped_column(Date)
    """By when it was to be done when it was first planned."""
    begun_on: Mapped[date | None] = mapped_column(Date)
    done_on: Mapped[date | None] = mapped_column(Date)
    reason_th: Mapped[str] = mapped_column(Text, default="")
    """Why it is late."""
    reason_en: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("weight >= 0", name="weight"),
        Index("ix_milestone_project", "municipality_id", "project_id", "planned_to"),
    )


class Contract(Owned, Base):
    """A contract of the project, with the day of each of its steps."""

    __tablename__ = "project_contract"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    reference: Mapped[str] = mapped_column(String(60))
    title_th: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    title_en: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    company: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    """As the public register of contracts names it."""
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (Unique("municipality_id", "project_id", "reference"),)


class ContractDay(Owned, Base):
    """When a step of a contract was planned, and when it was."""

    __tablename__ = "contract_day"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    contract_id: Mapped[int] = mapped_column(ForeignKey("project_contract.id"))
    step: Mapped[str] = mapped_column(String(12))
    planned_on: Mapped[date | None] = mapped_column(Date)
    done_on: Mapped[date | None] = mapped_column(Date)

    __table_args__ = (Unique("municipality_id", "contract_id", "step"),)


class MoneyYear(Owned, Base):
    """The money of a project in one fiscal year, in satang."""

    __tablename__ = "project_money"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    year: Mapped[int]
    """The year (CE) in which the fiscal year ends."""
    approved: Mapped[int] = mapped_column(BigInteger)
    contracted: Mapped[int] = mapped_column(BigInteger)
    paid: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (
        Unique("municipality_id", "project_id", "year"),
        CheckConstraint("approved >= 0 AND contracted >= 0 AND paid >= 0", name="amounts"),
    )


class Inspection(Owned, Base):
    """What a resident saw on the site."""

    __tablename__ = "inspection"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    form_id: Mapped[UUID]
    """Made with the form, so that a retry files nothing twice."""
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    stage_id: Mapped[int] = mapped_column(ForeignKey("project_stage.id"))
    running: Mapped[int]
    verdict: Mapped[str] = mapped_column(String(8))
    checks: Mapped[str] = mapped_column(String(120), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    public_text: Mapped[str] = mapped_column(Text, default="")
    """The same, masked."""
    language: Mapped[str] = mapped_column(String(2))
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    landmark: Mapped[str] = mapped_column(Text, default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    filed_at: Mapped[datetime]
    photos_wait: Mapped[bool] = mapped_column(default=False)
    """Whether it has photos that nobody has looked at yet."""
    hidden_at: Mapped[datetime | None]
    hidden_why: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        Unique("municipality_id", "form_id"),
        Unique("municipality_id", "project_id", "running"),
        Index("ix_inspection_person", "municipality_id", "person_id"),
        Index("ix_inspection_photos", "municipality_id", "photos_wait", "id"),
        Index("ix_inspection_filed", "municipality_id", "filed_at"),
    )


class Finding(Owned, Base):
    """Something found on an inspection that a unit has to close."""

    __tablename__ = "finding"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    text: Mapped[str] = mapped_column(Text)
    """Masked: as everyone reads it."""
    language: Mapped[str] = mapped_column(String(2))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    next_due_at: Mapped[datetime | None]
    """By when it is to be closed; none once it is."""
    closed_at: Mapped[datetime | None]
    closing_th: Mapped[str] = mapped_column(Text, default="")
    closing_en: Mapped[str] = mapped_column(Text, default="")
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    """The complaint it goes on as."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who closed it."""
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        Index("ix_finding_due", "municipality_id", "next_due_at", "id"),
        Index("ix_finding_project", "municipality_id", "project_id", "id"),
        Index("ix_finding_inspection", "municipality_id", "inspection_id"),
    )


class WorkFollower(Owned, Base):
    """Somebody who wants to be told when the work moves."""

    __tablename__ = "work_follower"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime]

    __table_args__ = (
        Unique("municipality_id", "project_id", "person_id"),
        Index("ix_work_follower_person", "municipality_id", "person_id"),
    )


class CommitteeSeat(Owned, Base):
    """A term of one member on one seat of the plan's monitoring committee."""

    __tablename__ = "committee_seat"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    chosen_by: Mapped[str] = mapped_column(String(12))
    """The group the seat belongs to."""
    place: Mapped[int]
    """Which of the seats of its group: 1, 2, 3."""
    holder: Mapped[str] = mapped_column(String(120))
    """The member's name, which is announced with the appointment."""
    office: Mapped[str] = mapped_column(String(10))
    begins_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    """The last day of the term."""

    __table_args__ = (Index("ix_committee_seat", "municipality_id", "ends_on"),)
