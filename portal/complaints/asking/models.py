"""Questions of categories, their answers, and what interrupts somebody who files."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Json, Owned


class CategoryQuestion(Owned, Base):
    """A question that a category asks. One that was taken away keeps its row for its answers."""

    __tablename__ = "category_question"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    version: Mapped[int] = mapped_column(default=1)
    """Grows with each change; an answer keeps the version it was given to."""
    kind: Mapped[str] = mapped_column(String(8))
    title_th: Mapped[str] = mapped_column(Text)
    title_en: Mapped[str] = mapped_column(Text)
    hint_th: Mapped[str] = mapped_column(Text, default="")
    hint_en: Mapped[str] = mapped_column(Text, default="")
    options: Mapped[list[dict[str, str]]] = mapped_column(Json, default=list)
    """What can be chosen: `code`, `th`, `en` each."""
    measure_th: Mapped[str] = mapped_column(Text, default="")
    measure_en: Mapped[str] = mapped_column(Text, default="")
    """What a number counts: lamps, metres."""
    least: Mapped[float | None]
    most: Mapped[float | None]
    is_required: Mapped[bool] = mapped_column(default=False)
    is_public: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    when_id: Mapped[int | None] = mapped_column(ForeignKey("category_question.id"))
    """The question on whose answer it depends whether this one is asked."""
    when_options: Mapped[list[str]] = mapped_column(Json, default=list)
    position: Mapped[int]

    __table_args__ = (
        Index("ix_category_question_category", "municipality_id", "category_id", "position"),
    )


class CategoryStop(Owned, Base):
    """Words that interrupt the filing: whom to call at once, and whether one may go on."""

    __tablename__ = "category_stop"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    text_th: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    telephone: Mapped[str] = mapped_column(String(20))
    may_go_on: Mapped[bool] = mapped_column(default=True)
    when_id: Mapped[int | None] = mapped_column(ForeignKey("category_question.id"))
    """None: whoever chooses the category is stopped."""
    when_options: Mapped[list[str]] = mapped_column(Json, default=list)
    position: Mapped[int]

    __table_args__ = (
        Index("ix_category_stop_category", "municipality_id", "category_id", "position"),
    )


class CategoryTitle(Owned, Base):
    """What a category was called until a day."""

    __tablename__ = "category_title"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    title_th: Mapped[str] = mapped_column(Text)
    title_en: Mapped[str] = mapped_column(Text)
    until: Mapped[datetime]

    __table_args__ = (Index("ix_category_title_category", "municipality_id", "category_id", "id"),)


class ComplaintAnswer(Owned, Base):
    """What a reporter answered, with the question as it then was."""

    __tablename__ = "complaint_answer"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("category_question.id"), primary_key=True)
    version: Mapped[int]
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(8))
    asked_th: Mapped[str] = mapped_column(Text)
    asked_en: Mapped[str] = mapped_column(Text)
    answer: Mapped[list[Any]] = mapped_column(Json)
    """As it was given: codes of options, a day, a number, words."""
    words_th: Mapped[str] = mapped_column(Text)
    words_en: Mapped[str] = mapped_column(Text)
    is_public: Mapped[bool]

    __table_args__ = (
        Index("ix_complaint_answer_complaint", "municipality_id", "complaint_id", "position"),
    )
