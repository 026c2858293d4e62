"""Projects and their stages."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned
from portal.participation.projects.terms import LONGEST_TITLE


class Project(Owned, Base):
    """Something the municipality plans or does together with people."""

    __tablename__ = "project"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    number: Mapped[int]
    """Running in the municipality; it stands in the address."""
    form: Mapped[str] = mapped_column(String(30))
    title_th: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    title_en: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    summary_th: Mapped[str] = mapped_column(Text, default="")
    summary_en: Mapped[str] = mapped_column(Text, default="")
    influence: Mapped[str] = mapped_column(String(12))
    area_id: Mapped[int | None] = mapped_column(BigInteger)
    """None for the whole municipality."""
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who owes the closing statement."""
    is_published: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    closing_th: Mapped[str | None] = mapped_column(Text)
    closing_en: Mapped[str | None] = mapped_column(Text)
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        UniqueConstraint("municipality_id", "number"),
        Index("ix_project_open", "municipality_id", "is_published", "closed_at", "number"),
        Index("ix_project_officer", "municipality_id", "officer_id"),
    )


class ClosingReminder(Owned, Base):
    """That whoever owes a closing statement was told, for one step and one end of the project."""

    __tablename__ = "closing_reminder"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    step: Mapped[str] = mapped_column(String(8))
    ends_at: Mapped[datetime]
    """The end of the last stage, as it was then."""
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("municipality_id", "project_id", "step"),)


class Stage(Owned, Base):
    """A part of a project with a tool of its own; the clock opens and closes it."""

    __tablename__ = "project_stage"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    position: Mapped[int]
    tool: Mapped[str] = mapped_column(String(12))
    title_th: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    title_en: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(12))

    __table_args__ = (
        Index("ix_project_stage_project", "municipality_id", "project_id", "position"),
        Index("ix_project_stage_tool", "municipality_id", "tool", "ends_at"),
    )
