"""A matter about conduct, its history, who holds a key to it, and who opened it when."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Json, Owned

MATTER = "conduct"
"""What it is called as the owner of photos."""


class ConductMatter(Owned, Base):
    """What somebody told about a person or a unit. No other room reads this table."""

    __tablename__ = "conduct_matter"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    form_id: Mapped[UUID]
    year: Mapped[int]
    running: Mapped[int]
    tracking_code: Mapped[str] = mapped_column(String(6))
    sort: Mapped[str] = mapped_column(String(10))
    meant: Mapped[str] = mapped_column(String(10))
    accused: Mapped[str] = mapped_column(Text, default="")
    """Who it is about, in the reporter's words."""
    accused_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    text: Mapped[str] = mapped_column(Text)
    happened: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    """What could prove it, and who else saw it."""
    language: Mapped[str] = mapped_column(String(2))
    state: Mapped[str] = mapped_column(String(10))
    outcome: Mapped[str | None] = mapped_column(String(10))
    filed_at: Mapped[datetime]
    answer_by: Mapped[datetime]
    changed_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        UniqueConstraint("municipality_id", "form_id"),
        UniqueConstraint("municipality_id", "year", "running"),
        Index("ix_conduct_matter_filed", "municipality_id", "filed_at"),
    )


class ConductContact(Owned, Base):
    """How to reach whoever told it, where they wanted to be reached."""

    __tablename__ = "conduct_contact"

    matter_id: Mapped[int] = mapped_column(ForeignKey("conduct_matter.id"), primary_key=True)
    name: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(2))

    __table_args__ = (Index("ix_conduct_contact_matter", "municipality_id", "matter_id"),)


class ConductStep(Owned, Base):
    """One move in a matter's history. Rows are added, never edited."""

    __tablename__ = "conduct_step"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("conduct_matter.id"))
    verb: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime]
    actor_id: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text, default="")
    details: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)

    __table_args__ = (Index("ix_conduct_step_matter", "municipality_id", "matter_id", "id"),)


class ConductKey(Owned, Base):
    """That one person may read one matter, from when to when. Nothing else opens it."""

    __tablename__ = "conduct_key"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("conduct_matter.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime]
    given_by: Mapped[int | None]
    """None: by the rule in force when it was filed."""
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_conduct_key_person", "municipality_id", "person_id", "ended_at", "matter_id"),
        Index("ix_conduct_key_matter", "municipality_id", "matter_id"),
    )


class ConductOpening(Owned, Base):
    """That somebody opened a matter, or carried it away in a file."""

    __tablename__ = "conduct_opening"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("conduct_matter.id"))
    person_id: Mapped[int]
    how: Mapped[str] = mapped_column(String(8))
    at: Mapped[datetime]

    __table_args__ = (Index("ix_conduct_opening_matter", "municipality_id", "matter_id", "id"),)


class ConductRecipients(Owned, Base):
    """Whom the municipality named to read what comes in from then on. Rows are added only."""

    __tablename__ = "conduct_recipients"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    person_ids: Mapped[list[int]] = mapped_column(Json)
    why: Mapped[str] = mapped_column(Text)
    named_by: Mapped[int]
    at: Mapped[datetime]

    __table_args__ = (Index("ix_conduct_recipients_at", "municipality_id", "id"),)


class ConductBook(Owned, Base):
    """The last number given in a calendar year: a register of its own."""

    __tablename__ = "conduct_book"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    year: Mapped[int]
    last: Mapped[int] = mapped_column(default=0)

    __table_args__ = (UniqueConstraint("municipality_id", "year"),)
