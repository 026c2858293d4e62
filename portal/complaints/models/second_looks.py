"""Second looks: which finished complaints were drawn by lot, and what a second person found."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class SecondLookDraw(Owned, Base):
    """One draw: of which week, out of how many, and the seed that gives the same lots again."""

    __tablename__ = "second_look_draw"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    first_day: Mapped[date]
    """The Monday of the week in which the complaints were finished."""
    seed: Mapped[str] = mapped_column(String(32))
    finished: Mapped[int]
    """How many complaints the lots were drawn from."""
    size: Mapped[int]
    """How many were to be drawn; fewer where fewer were finished."""
    drawn_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("municipality_id", "first_day"),)


class SecondLook(Owned, Base):
    """A finished complaint that somebody other than who finished it looks at again."""

    __tablename__ = "second_look"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("second_look_draw.id"))
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    """Whose work it was when it was drawn."""
    finisher_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who called it finished; never the one who looks."""
    finished_at: Mapped[datetime]
    due_at: Mapped[datetime]
    verdict: Mapped[str] = mapped_column(String(10), default="")
    """What was found (`Verdict`); empty while nobody has looked."""
    looked_at: Mapped[datetime | None]
    looker_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    step_id: Mapped[int | None] = mapped_column(ForeignKey("complaint_step.id"))
    """The line of the history that holds the words."""

    __table_args__ = (
        UniqueConstraint("municipality_id", "draw_id", "complaint_id"),
        Index("ix_second_look_verdict", "municipality_id", "verdict", "id"),
        Index("ix_second_look_finished", "municipality_id", "finished_at"),
        Index("ix_second_look_complaint", "municipality_id", "complaint_id"),
    )
