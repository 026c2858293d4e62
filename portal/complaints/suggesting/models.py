"""What was learned from a municipality's own complaints."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class SuggestionModel(Owned, Base):
    """The one model in use; the old one serves until the new one takes its row."""

    __tablename__ = "suggestion_model"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    learned_at: Mapped[datetime]
    examples: Mapped[int]
    """How many complaints it was learned from."""
    weights: Mapped[bytes] = mapped_column(LargeBinary)
    """Plain arrays (`suggesting.weights`), at most 2 MB; no text can be read out of them."""

    __table_args__ = (UniqueConstraint("municipality_id"),)
