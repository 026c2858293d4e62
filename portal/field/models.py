"""What was sent from the field."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class FieldReport(Owned, Base):
    """One report from the field that was taken, so that the same form sent again is known."""

    __tablename__ = "field_report"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    form_id: Mapped[UUID]
    """Made with the form, in the browser or by the page."""
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    outcome: Mapped[str] = mapped_column(String(8))
    taken_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("municipality_id", "form_id"),
        Index("ix_field_report_taken", "municipality_id", "taken_at"),
        Index("ix_field_report_complaint", "municipality_id", "complaint_id"),
    )
