"""What an officer changed in the copy of a text that the public reads."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Json, Owned


class TextReview(Owned, Base):
    """One look at a text: what the public copy said before and after. Goes by retention."""

    __tablename__ = "text_review"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    at: Mapped[datetime]
    person_id: Mapped[int | None]
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    found: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    """How many of each kind were found in the reporter's text, and how many were shown anyway."""

    __table_args__ = (
        Index("ix_text_review_complaint", "municipality_id", "complaint_id"),
        Index("ix_text_review_at", "municipality_id", "at"),
    )
