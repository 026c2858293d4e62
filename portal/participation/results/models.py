"""Results, who benefits, answers about being content, pacts of caretakers and their checks."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Index, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned
from portal.participation.results.terms import LONGEST_TITLE, LONGEST_UNIT


class ProjectResult(Owned, Base):
    """What came of a project; one for each."""

    __tablename__ = "project_result"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    summary_th: Mapped[str] = mapped_column(Text)
    summary_en: Mapped[str] = mapped_column(Text, default="")
    measure_th: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    """What was measured before and after."""
    measure_en: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    unit_th: Mapped[str] = mapped_column(String(LONGEST_UNIT), default="")
    unit_en: Mapped[str] = mapped_column(String(LONGEST_UNIT), default="")
    before: Mapped[int | None] = mapped_column(BigInteger)
    """In hundredths of the unit."""
    after: Mapped[int | None] = mapped_column(BigInteger)
    in_use_on: Mapped[date | None] = mapped_column(Date)
    """Since when people use it."""
    ours_th: Mapped[str] = mapped_column(Text, default="")
    """What the municipality answers for from now on."""
    ours_en: Mapped[str] = mapped_column(Text, default="")
    theirs_th: Mapped[str] = mapped_column(Text, default="")
    """What residents answer for."""
    theirs_en: Mapped[str] = mapped_column(Text, default="")
    saved_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (Unique("municipality_id", "project_id"),)


class Benefit(Owned, Base):
    """How many people of a group benefit, in one area or everywhere."""

    __tablename__ = "result_benefit"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    """None: the whole municipality."""
    who_th: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    who_en: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    people: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("people > 0", name="people"),
        Index("ix_result_benefit_project", "municipality_id", "project_id"),
    )


class Satisfaction(Owned, Base):
    """How content one person is with a finished project."""

    __tablename__ = "satisfaction"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    stage_id: Mapped[int] = mapped_column(ForeignKey("project_stage.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    stars: Mapped[int]
    text: Mapped[str] = mapped_column(Text, default="")
    """For the municipality alone."""
    filed_at: Mapped[datetime]

    __table_args__ = (
        Unique("municipality_id", "project_id", "person_id"),
        CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
        Index("ix_satisfaction_person", "municipality_id", "person_id"),
        Index("ix_satisfaction_filed", "municipality_id", "filed_at"),
    )


class Pact(Owned, Base):
    """Who looks after what, and how often."""

    __tablename__ = "caretaker_pact"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    what_th: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    what_en: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    keeper: Mapped[str] = mapped_column(String(120))
    """The group, school or shop that looks after it, as it is announced."""
    every_months: Mapped[int]
    agreed_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    """The last day; none: until it is ended."""
    next_on: Mapped[date] = mapped_column(Date)
    """By when it is to be looked at next."""
    reminded_for: Mapped[date | None] = mapped_column(Date)
    """The day of which its caretakers were reminded last."""
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("every_months > 0", name="every_months"),
        Index("ix_caretaker_pact_project", "municipality_id", "project_id"),
        Index("ix_caretaker_pact_next", "municipality_id", "next_on"),
    )


class Caretaker(Owned, Base):
    """Somebody who takes part in a pact and is reminded."""

    __tablename__ = "caretaker"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    pact_id: Mapped[int] = mapped_column(ForeignKey("caretaker_pact.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    since: Mapped[datetime]

    __table_args__ = (
        Unique("municipality_id", "pact_id", "person_id"),
        Index("ix_caretaker_person", "municipality_id", "person_id"),
    )


class PactCheck(Owned, Base):
    """A look at what is looked after."""

    __tablename__ = "caretaker_check"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    form_id: Mapped[UUID]
    """Made with the form, so that a retry files nothing twice."""
    pact_id: Mapped[int] = mapped_column(ForeignKey("caretaker_pact.id"))
    checked_on: Mapped[date] = mapped_column(Date)
    condition: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text, default="")
    """Masked: as everyone reads it."""
    language: Mapped[str] = mapped_column(String(2))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    filed_at: Mapped[datetime]
    hidden_at: Mapped[datetime | None]
    hidden_why: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        Unique("municipality_id", "form_id"),
        Index("ix_caretaker_check_pact", "municipality_id", "pact_id", "checked_on"),
        Index("ix_caretaker_check_person", "municipality_id", "person_id"),
        Index("ix_caretaker_check_filed", "municipality_id", "filed_at"),
    )
