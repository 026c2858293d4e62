"""People as numbers, and what they did."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class Participant(Owned, Base):
    """Somebody who took part, and what they said of themselves for the figures."""

    __tablename__ = "participant"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """None once the account is gone: the acts stay one person's, and nobody knows whose."""
    age: Mapped[str] = mapped_column(String(5), default="")
    sex: Mapped[str] = mapped_column(String(1), default="")
    area_id: Mapped[int | None] = mapped_column(BigInteger)

    __table_args__ = (UniqueConstraint("municipality_id", "person_id"),)


class ParticipationAct(Owned, Base):
    """One act, or several at once of people whom nobody knows, with what was known that day."""

    __tablename__ = "participation_act"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    kind: Mapped[str] = mapped_column(String(14))
    record_id: Mapped[int] = mapped_column(BigInteger)
    """The record in the tool's own table: a support, a comment; of a ballot only the vote."""
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    """None for whoever acted without an account."""
    day: Mapped[date] = mapped_column(Date)
    channel: Mapped[str] = mapped_column(String(10))
    n: Mapped[int] = mapped_column(default=1)
    """How many; more than one for a pile of paper only."""
    age: Mapped[str] = mapped_column(String(5), default="")
    sex: Mapped[str] = mapped_column(String(1), default="")
    area_id: Mapped[int | None] = mapped_column(BigInteger)
    is_counted: Mapped[bool] = mapped_column(default=True)
    """Not while staff have hidden what was said."""

    __table_args__ = (
        Index("ix_participation_act_day", "municipality_id", "day"),
        Index("ix_participation_act_project", "municipality_id", "project_id", "day"),
        Index("ix_participation_act_record", "municipality_id", "kind", "record_id"),
        Index("ix_participation_act_participant", "municipality_id", "participant_id", "day"),
    )
