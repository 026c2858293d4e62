"""Tasks, what they need, who is on their lists, gifts, the diary."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Date, ForeignKey, Index, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned
from portal.participation.tasks.terms import LONGEST_NAME, LONGEST_TITLE, LONGEST_UNIT


class WorkTask(Owned, Base):
    """Something to be done together, from when to when, and how many people it needs."""

    __tablename__ = "work_task"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    stage_id: Mapped[int] = mapped_column(ForeignKey("project_stage.id"))
    title_th: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    title_en: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    details_th: Mapped[str] = mapped_column(Text, default="")
    details_en: Mapped[str] = mapped_column(Text, default="")
    place_th: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    """Where people meet."""
    place_en: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    skills_th: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    """What some of them should be able to do."""
    skills_en: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    people: Mapped[int]
    """Places on it."""
    cancelled_at: Mapped[datetime | None]
    cancelled_why: Mapped[str] = mapped_column(Text, default="")
    reminded_for: Mapped[datetime | None]
    """The beginning of which those on its list were reminded last."""
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("people > 0", name="people"),
        CheckConstraint("ends_at > starts_at", name="length"),
        Index("ix_work_task_project", "municipality_id", "project_id", "starts_at"),
        Index("ix_work_task_starts", "municipality_id", "starts_at"),
    )


class WorkNeed(Owned, Base):
    """A thing that a task needs, and how many of it."""

    __tablename__ = "work_need"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("work_task.id"))
    what_th: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    what_en: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    unit_th: Mapped[str] = mapped_column(String(LONGEST_UNIT), default="")
    unit_en: Mapped[str] = mapped_column(String(LONGEST_UNIT), default="")
    wanted: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("wanted > 0", name="wanted"),
        Index("ix_work_need_task", "municipality_id", "task_id"),
    )


class WorkSignup(Owned, Base):
    """Somebody on the list of a task."""

    __tablename__ = "work_signup"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("work_task.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    """As it stands on the certificate; only staff read it."""
    standing: Mapped[str] = mapped_column(String(8))
    channel: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(Text, default="")
    """What they bring or can do: for the municipality alone."""
    signed_at: Mapped[datetime]
    minutes: Mapped[int | None]
    """How long they worked; zero: they did not come; None: not recorded yet."""

    __table_args__ = (
        Unique("municipality_id", "task_id", "person_id"),
        CheckConstraint("minutes IS NULL OR minutes >= 0", name="minutes"),
        Index("ix_work_signup_task", "municipality_id", "task_id", "signed_at"),
        Index("ix_work_signup_person", "municipality_id", "person_id"),
        Index("ix_work_signup_signed", "municipality_id", "signed_at"),
    )


class WorkGift(Owned, Base):
    """Something given for a project instead of money or time, with its value."""

    __tablename__ = "work_gift"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    form_id: Mapped[UUID]
    """Made with the form, so that a retry files nothing twice."""
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    need_id: Mapped[int | None] = mapped_column(ForeignKey("work_need.id"))
    what: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    """Masked: as everyone reads it."""
    language: Mapped[str] = mapped_column(String(2))
    quantity: Mapped[int]
    value: Mapped[int | None] = mapped_column(BigInteger)
    """In satang, as staff estimate it when they receive it."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    giver: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    """Who gives it, as they want to be named; empty: nobody is named."""
    channel: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(8))
    offered_at: Mapped[datetime]
    received_on: Mapped[date | None] = mapped_column(Date)
    why: Mapped[str] = mapped_column(Text, default="")
    """Why it was not taken."""
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        Unique("municipality_id", "form_id"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("value IS NULL OR value >= 0", name="value"),
        Index("ix_work_gift_project", "municipality_id", "project_id", "state"),
        Index("ix_work_gift_person", "municipality_id", "person_id"),
        Index("ix_work_gift_offered", "municipality_id", "offered_at"),
    )


class WorkEntry(Owned, Base):
    """A page of the diary: words and photos of somebody who works on it."""

    __tablename__ = "work_diary"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    form_id: Mapped[UUID]
    """Made with the form, so that a retry files nothing twice."""
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    text: Mapped[str] = mapped_column(Text, default="")
    """Masked: as everyone reads it."""
    language: Mapped[str] = mapped_column(String(2))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    is_official: Mapped[bool] = mapped_column(default=False)
    """Written by staff for the municipality."""
    filed_at: Mapped[datetime]
    photos_wait: Mapped[bool] = mapped_column(default=False)
    """Whether it has photos that nobody has looked at yet."""
    hidden_at: Mapped[datetime | None]
    hidden_why: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        Unique("municipality_id", "form_id"),
        Index("ix_work_diary_project", "municipality_id", "project_id", "filed_at"),
        Index("ix_work_diary_person", "municipality_id", "person_id"),
        Index("ix_work_diary_photos", "municipality_id", "photos_wait", "id"),
        Index("ix_work_diary_filed", "municipality_id", "filed_at"),
    )
