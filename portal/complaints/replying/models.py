"""Texts that the municipality has prepared for its answers."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class ReplyTemplate(Owned, Base):
    """A prepared text for one move, of one category or of all."""

    __tablename__ = "reply_template"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    move: Mapped[str] = mapped_column(String(10))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"))
    """None: offered for complaints of every category."""
    title_th: Mapped[str] = mapped_column(Text)
    title_en: Mapped[str] = mapped_column(Text)
    text_th: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (Index("ix_reply_template_move", "municipality_id", "move", "category_id"),)
