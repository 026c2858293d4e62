"""What a municipality says about personal data."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Json, Owned


class PrivacySettings(Owned, Base):
    """Whom to ask about personal data, how long each kind is kept, who else receives it."""

    __tablename__ = "privacy_settings"
    __table_args__ = (UniqueConstraint("municipality_id"),)

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    officer_name: Mapped[str] = mapped_column(String(120), default="")
    """The data protection officer, or the office that answers for it (PDPA, section 41)."""
    officer_phone: Mapped[str] = mapped_column(String(40), default="")
    officer_email: Mapped[str] = mapped_column(String(254), default="")
    months: Mapped[dict[str, int]] = mapped_column(Json, default=dict)
    """Retention by kind, in months; a kind that is missing has its default."""
    recipients_th: Mapped[str] = mapped_column(Text, default="")
    recipients_en: Mapped[str] = mapped_column(Text, default="")
    measures_th: Mapped[str] = mapped_column(Text, default="")
    measures_en: Mapped[str] = mapped_column(Text, default="")
    names_openers: Mapped[bool] = mapped_column(default=False)
    """Whether a person is told the name of whoever opened their contact, not the unit alone."""
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    changed_by: Mapped[int | None]
