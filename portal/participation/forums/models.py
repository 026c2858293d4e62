"""Forums, the groups they consist of, who registered or came, decisions, ideas talked about."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned
from portal.participation.forums.terms import LONGEST_NAME, LONGEST_TITLE


class Forum(Owned, Base):
    """A meeting of residents (ประชาคม): when, where, about what, and what was said."""

    __tablename__ = "forum"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    stage_id: Mapped[int] = mapped_column(ForeignKey("project_stage.id"))
    title_th: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    title_en: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    place_th: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    place_en: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    agenda_th: Mapped[str] = mapped_column(Text, default="")
    """One item on each line."""
    agenda_en: Mapped[str] = mapped_column(Text, default="")
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    """For whose residents it is; none: everyone."""
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    announced_on: Mapped[date | None] = mapped_column(Date)
    """When its composition was announced."""
    minutes_th: Mapped[str] = mapped_column(Text, default="")
    minutes_en: Mapped[str] = mapped_column(Text, default="")
    minutes_at: Mapped[datetime | None]
    """When the minutes were published first."""
    cancelled_at: Mapped[datetime | None]
    cancelled_why: Mapped[str] = mapped_column(Text, default="")
    reminded_for: Mapped[datetime | None]
    """The beginning of which those who registered were reminded last."""
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="length"),
        Index("ix_forum_project", "municipality_id", "project_id", "starts_at"),
        Index("ix_forum_starts", "municipality_id", "starts_at"),
    )


class ForumGroup(Owned, Base):
    """A group that a forum consists of, and how many of it are invited."""

    __tablename__ = "forum_group"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    title_th: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    title_en: Mapped[str] = mapped_column(String(LONGEST_TITLE), default="")
    seats: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("seats > 0", name="seats"),
        Index("ix_forum_group_forum", "municipality_id", "forum_id"),
    )


class ForumGuest(Owned, Base):
    """Somebody who registered, or people of one group, sex and age on the sheet at the door."""

    __tablename__ = "forum_guest"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), default="")
    """For the list at the door: only staff read it."""
    group_id: Mapped[int | None] = mapped_column(ForeignKey("forum_group.id"))
    age: Mapped[str] = mapped_column(String(5), default="")
    sex: Mapped[str] = mapped_column(String(1), default="")
    n: Mapped[int] = mapped_column(default=1)
    """How many people; more than one only for those counted at the door."""
    registered_at: Mapped[datetime]
    came_at: Mapped[datetime | None]

    __table_args__ = (
        Unique("municipality_id", "forum_id", "person_id"),
        CheckConstraint("n > 0", name="n"),
        Index("ix_forum_guest_forum", "municipality_id", "forum_id", "registered_at"),
        Index("ix_forum_guest_person", "municipality_id", "person_id"),
        Index("ix_forum_guest_registered", "municipality_id", "registered_at"),
    )


class ForumDecision(Owned, Base):
    """What the room decided, how, and with how many votes."""

    __tablename__ = "forum_decision"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    text_th: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text, default="")
    how: Mapped[str] = mapped_column(String(8))
    votes_for: Mapped[int] = mapped_column(default=0)
    votes_against: Mapped[int] = mapped_column(default=0)
    abstained: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("votes_for >= 0 AND votes_against >= 0 AND abstained >= 0", name="votes"),
        Index("ix_forum_decision_forum", "municipality_id", "forum_id"),
    )


class ForumIdea(Owned, Base):
    """An idea that was talked about at a forum, or taken down there."""

    __tablename__ = "forum_idea"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"))

    __table_args__ = (
        Unique("municipality_id", "forum_id", "idea_id"),
        Index("ix_forum_idea_idea", "municipality_id", "idea_id"),
    )
