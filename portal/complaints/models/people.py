"""Who reported a complaint, who follows it, and who looked at a contact."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, validates

from portal.foundation import phones
from portal.foundation.database import Base, Identifier, Owned
from portal.foundation.personal import NOTICE, Ground


class ComplaintContact(Owned, Base):
    """Who reported it and how to reach them: behind its own permission, never in lists."""

    __tablename__ = "complaint_contact"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    name: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    mobile: Mapped[str] = mapped_column(String(16), default="")
    """The same as ten digits, where it is a Thai mobile number: for who signs in with it."""
    email: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(2))
    """Of the answers."""
    shows_name: Mapped[bool] = mapped_column(default=False)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    device: Mapped[str] = mapped_column(String(40), default="")
    """A keyed hash of the browser it was sent from, by which misuse can be held back."""
    ground: Mapped[str] = mapped_column(String(12), default=Ground.PUBLIC_TASK.value)
    """On what ground it is kept; showing the name is by consent, and `shows_name` records it."""
    notice: Mapped[str] = mapped_column(String(10), default=NOTICE)
    """Which notice the reporter could read when giving it."""

    __table_args__ = (
        Index("ix_complaint_contact_email", "municipality_id", "email"),
        Index("ix_complaint_contact_mobile", "municipality_id", "mobile"),
        Index("ix_complaint_contact_person", "municipality_id", "person_id"),
    )

    @validates("phone")
    def _with_mobile(self, _name: str, number: str) -> str:
        self.mobile = phones.mobile(number) or ""
        return number


class ComplaintFollower(Owned, Base):
    """Somebody signed in who keeps a complaint under «my complaints» by number and code."""

    __tablename__ = "complaint_follower"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    followed_at: Mapped[datetime]

    __table_args__ = (
        Index("ix_complaint_follower_person", "municipality_id", "person_id", "complaint_id"),
    )


class ContactView(Owned, Base):
    """Who looked at a reporter's contact, and when."""

    __tablename__ = "contact_view"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    person_id: Mapped[int]
    at: Mapped[datetime]

    __table_args__ = (Index("ix_contact_view_complaint", "municipality_id", "complaint_id"),)
