"""The register of incidents with personal data (PDPA, section 37 (4))."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class Incident(Owned, Base):
    """Something that happened to personal data, and whom it was told to."""

    __tablename__ = "incident"
    __table_args__ = (
        UniqueConstraint("municipality_id", "number"),
        Index("ix_incident_known", "municipality_id", "known_at"),
    )

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    happened: Mapped[str] = mapped_column(Text)
    """What happened, to which data, as far as it is known."""
    found_by: Mapped[str] = mapped_column(Text, default="")
    people: Mapped[int | None]
    """How many people's data; none while nobody knows."""
    risk: Mapped[str] = mapped_column(String(10))
    known_at: Mapped[datetime]
    """The 72 hours run from here."""
    told_regulator_at: Mapped[datetime | None]
    told_people_at: Mapped[datetime | None]
    measures: Mapped[str] = mapped_column(Text, default="")
    not_told_because: Mapped[str] = mapped_column(Text, default="")
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class IncidentEntry(Owned, Base):
    """One line of an incident's book: what was written down, by whom, when. Added, never edited."""

    __tablename__ = "incident_entry"
    __table_args__ = (Index("ix_incident_entry_incident", "municipality_id", "incident_id"),)

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    at: Mapped[datetime]
    actor_id: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text)
