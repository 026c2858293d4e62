"""Editions of a draft, their paragraphs, comments on them, official answers, flags."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class Draft(Owned, Base):
    """An edition of a draft text. Published once, never edited: a later one stands beside it."""

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("project_stage.id"))
    edition: Mapped[int]
    checks_first: Mapped[bool]
    """Whether somebody looks at comments before everyone reads them."""
    published_at: Mapped[datetime]

    __table_args__ = (Unique("municipality_id", "stage_id", "edition"),)


class DraftParagraph(Owned, Base):
    """A paragraph of an edition."""

    __tablename__ = "draft_paragraph"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    position: Mapped[int]
    text_th: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Unique("municipality_id", "draft_id", "position"),)


class DraftAnswer(Owned, Base):
    """What the municipality answers to one comment or several. Rows are added, never edited."""

    __tablename__ = "draft_answer"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("project_stage.id"))
    state: Mapped[str] = mapped_column(String(8))
    reason_th: Mapped[str] = mapped_column(Text)
    reason_en: Mapped[str] = mapped_column(Text, default="")
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    answered_at: Mapped[datetime]

    __table_args__ = (Index("ix_draft_answer_stage", "municipality_id", "stage_id", "id"),)


class DraftComment(Owned, Base):
    """What a resident says of a paragraph."""

    __tablename__ = "draft_comment"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    form_id: Mapped[UUID]
    stage_id: Mapped[int] = mapped_column(ForeignKey("project_stage.id"))
    paragraph_id: Mapped[int] = mapped_column(ForeignKey("draft_paragraph.id"))
    text: Mapped[str] = mapped_column(Text)
    public_text: Mapped[str] = mapped_column(Text)
    """The same with telephones, e-mails and identity numbers masked."""
    language: Mapped[str] = mapped_column(String(2))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime]
    standing: Mapped[str] = mapped_column(String(8))
    ground: Mapped[str] = mapped_column(String(10), default="")
    why_hidden: Mapped[str] = mapped_column(Text, default="")
    """For its author."""
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("draft_answer.id"))

    __table_args__ = (
        Unique("municipality_id", "form_id"),
        Index("ix_draft_comment_paragraph", "municipality_id", "paragraph_id", "standing", "id"),
        Index(
            "ix_draft_comment_owed", "municipality_id", "stage_id", "standing", "answer_id", "id"
        ),
        Index("ix_draft_comment_person", "municipality_id", "person_id"),
        Index("ix_draft_comment_written", "municipality_id", "written_at"),
    )


class DraftFlag(Owned, Base):
    """Somebody asks the municipality to look at a comment."""

    __tablename__ = "draft_flag"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("draft_comment.id"))
    ground: Mapped[str] = mapped_column(String(10))
    sender: Mapped[str] = mapped_column(String(60))
    """A keyed name that tells nobody anything: each sender flags a thing once."""
    flagged_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    __table_args__ = (
        Unique("municipality_id", "comment_id", "sender"),
        Index("ix_draft_flag_settled", "municipality_id", "settled_at", "id"),
    )
