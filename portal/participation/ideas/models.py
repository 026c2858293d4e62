"""Ideas, support, comments, answers, and the books of what was merged, flagged and hidden."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned
from portal.participation.ideas.terms import MOST_QUOTA, Standing


class IdeaRules(Owned, Base):
    """How a stage of ideas goes; a stage without a row goes by the usual rules."""

    __tablename__ = "idea_rules"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("project_stage.id"))
    quota: Mapped[int]
    checks_first: Mapped[bool]
    answer_days: Mapped[int]

    __table_args__ = (Unique("municipality_id", "stage_id"),)


class Idea(Owned, Base):
    """What somebody proposes, in one project; its number there never changes."""

    __tablename__ = "idea"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    form_id: Mapped[UUID]
    """Made with the form, so that a retry files nothing twice."""
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    stage_id: Mapped[int] = mapped_column(ForeignKey("project_stage.id"))
    running: Mapped[int]
    code: Mapped[str] = mapped_column(String(10))
    """Shows that one is its author, without an account."""
    channel: Mapped[str] = mapped_column(String(10))

    title: Mapped[str] = mapped_column(Text)
    """As everyone reads it: telephones, e-mails and identity numbers are masked."""
    text: Mapped[str] = mapped_column(Text)
    public_text: Mapped[str] = mapped_column(Text)
    """The same, masked."""
    language: Mapped[str] = mapped_column(String(2))
    searched: Mapped[str] = mapped_column(Text)
    """Title and public text as a search compares them."""
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))

    lat: Mapped[float | None]
    lon: Mapped[float | None]
    cell: Mapped[int | None] = mapped_column(BigInteger)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id"))
    landmark: Mapped[str] = mapped_column(Text, default="")

    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """The account of its author, if there is one."""
    email: Mapped[str] = mapped_column(String(254), default="")
    """Where an author without an account wants to be told."""
    answers_in: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[datetime]
    standing: Mapped[str] = mapped_column(String(8), default=Standing.SHOWN.value)
    is_public: Mapped[bool]
    """Shown and not merged: what lists hold."""
    first_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id"))
    """The idea in which it goes on."""
    photos_wait: Mapped[bool] = mapped_column(default=False)
    """Whether it has photos that nobody has looked at yet."""

    supports: Mapped[int] = mapped_column(default=0)
    """Counted anew from the rows by each verb that changes one."""
    comments: Mapped[int] = mapped_column(default=0)
    answer: Mapped[str] = mapped_column(String(8), default="")
    """The state of the last official answer; empty where there is none."""
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    next_due_at: Mapped[datetime | None]
    """The next moment promised by the municipality; none when nothing is owed."""
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        Unique("municipality_id", "form_id"),
        Unique("municipality_id", "project_id", "running"),
        Index("ix_idea_newest", "municipality_id", "project_id", "is_public", "id"),
        Index("ix_idea_supported", "municipality_id", "project_id", "is_public", "supports", "id"),
        Index("ix_idea_due", "municipality_id", "next_due_at", "id"),
        Index("ix_idea_standing", "municipality_id", "standing", "id"),
        Index("ix_idea_photos", "municipality_id", "photos_wait", "id"),
        Index("ix_idea_first", "municipality_id", "first_id"),
        Index("ix_idea_person", "municipality_id", "person_id"),
        Index("ix_idea_stage", "municipality_id", "stage_id", "id"),
    )


class IdeaRun(Owned, Base):
    """A run of an idea's words, as a number: how what is like it is found among thousands."""

    __tablename__ = "idea_run"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"))
    run: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (
        Index("ix_idea_run_run", "municipality_id", "project_id", "run", "idea_id"),
        Index("ix_idea_run_idea", "municipality_id", "idea_id"),
    )


class IdeaSupport(Owned, Base):
    """One person stands behind one idea, in one of the places their quota gives them."""

    __tablename__ = "idea_support"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"))
    stage_id: Mapped[int] = mapped_column(ForeignKey("project_stage.id"))
    """Of the idea it was given to: the quota is counted there."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """None once the account is gone: the support stays counted."""
    slot: Mapped[int]
    given_at: Mapped[datetime]
    came_from_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id"))
    """The idea it was given to, where that was merged."""

    __table_args__ = (
        Unique("municipality_id", "idea_id", "person_id"),
        Unique("municipality_id", "stage_id", "person_id", "slot"),
        CheckConstraint(f"slot BETWEEN 1 AND {MOST_QUOTA}", name="slot"),
        Index("ix_idea_support_person", "municipality_id", "person_id"),
        Index("ix_idea_support_given", "municipality_id", "given_at"),
    )


class IdeaComment(Owned, Base):
    """What somebody says for or against an idea, or in reply to a comment."""

    __tablename__ = "idea_comment"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    form_id: Mapped[UUID]
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("idea_comment.id"))
    """The comment it replies to, which is no reply itself."""
    leaning: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    public_text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]
    standing: Mapped[str] = mapped_column(String(8))

    __table_args__ = (
        Unique("municipality_id", "form_id"),
        Index("ix_idea_comment_idea", "municipality_id", "idea_id", "standing", "id"),
        Index("ix_idea_comment_standing", "municipality_id", "standing", "id"),
        Index("ix_idea_comment_person", "municipality_id", "person_id"),
        Index("ix_idea_comment_written", "municipality_id", "written_at"),
    )


class IdeaAnswer(Owned, Base):
    """What the municipality answered. Rows are added, never edited."""

    __tablename__ = "idea_answer"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"))
    state: Mapped[str] = mapped_column(String(8))
    reason_th: Mapped[str] = mapped_column(Text)
    reason_en: Mapped[str] = mapped_column(Text, default="")
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    news_by: Mapped[datetime | None]
    """Until when the unit says how it goes on."""
    answered_at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    __table_args__ = (Index("ix_idea_answer_idea", "municipality_id", "idea_id", "id"),)


class IdeaMerge(Owned, Base):
    """One idea went on in another: the trace, which nothing takes away."""

    __tablename__ = "idea_merge"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"))
    into_id: Mapped[int] = mapped_column(ForeignKey("idea.id"))
    """Where it went at that time; that one may have been merged later itself."""
    reason: Mapped[str] = mapped_column(Text)
    merged_at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    moved: Mapped[int]
    """How many supports went along."""
    doubled: Mapped[int]
    """How many people supported both, and got one of the two back."""

    __table_args__ = (
        Unique("municipality_id", "idea_id"),
        Index("ix_idea_merge_into", "municipality_id", "into_id", "id"),
    )


class IdeaFlag(Owned, Base):
    """Somebody asks the municipality to look at an idea or a comment."""

    __tablename__ = "idea_flag"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"))
    comment_id: Mapped[int] = mapped_column(BigInteger, default=0)
    """Zero for the idea itself."""
    ground: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(Text, default="")
    sender: Mapped[str] = mapped_column(String(60))
    """A keyed name that tells nobody anything: each sender flags a thing once."""
    flagged_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    __table_args__ = (
        Unique("municipality_id", "idea_id", "comment_id", "sender"),
        Index("ix_idea_flag_settled", "municipality_id", "settled_at", "id"),
    )


class IdeaHiding(Owned, Base):
    """An idea or a comment was hidden, why, and what came of its author's appeal."""

    __tablename__ = "idea_hiding"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"))
    comment_id: Mapped[int] = mapped_column(BigInteger, default=0)
    ground: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text)
    """For the author."""
    hidden_at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who hid it."""
    appeal_words: Mapped[str] = mapped_column(Text, default="")
    appealed_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decider_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    is_upheld: Mapped[bool | None]
    """Whether the appeal was right; None where there is none, or no decision."""
    decision: Mapped[str] = mapped_column(Text, default="")
    restored_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_idea_hiding_what", "municipality_id", "idea_id", "comment_id", "id"),
        Index("ix_idea_hiding_appealed", "municipality_id", "decided_at", "appealed_at"),
    )


class IdeaComplaint(Owned, Base):
    """A complaint from which an idea was opened."""

    __tablename__ = "idea_complaint"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id"))
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))

    __table_args__ = (
        Unique("municipality_id", "idea_id", "complaint_id"),
        Index("ix_idea_complaint_complaint", "municipality_id", "complaint_id"),
    )
