"""A set-up file that was sent and looked at, and not yet taken over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Json, Owned


class SetUpDraft(Owned, Base):
    """The last file, which parts of it are wanted, and what they would change."""

    __tablename__ = "set_up_draft"
    __table_args__ = (UniqueConstraint("municipality_id"),)

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    file: Mapped[dict[str, Any]] = mapped_column(Json)
    parts: Mapped[list[str]] = mapped_column(Json)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    sent_at: Mapped[datetime]
