"""People of one municipality: residents who signed in, and staff."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class Person(Owned, Base):
    """Somebody who can sign in. The same e-mail in two municipalities is two people.

    Staff have an e-mail. Residents have what they proved: an e-mail, a telephone number, or only
    an `OutsideIdentity`.
    """

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(16))
    """A mobile number as `0812345678`."""
    name: Mapped[str] = mapped_column(Text, default="")
    role: Mapped[str] = mapped_column(String(14))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    password_hash: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(2), default="th")
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime]
    notice: Mapped[str] = mapped_column(String(10), default="")
    """Which notice stood at the door when a resident last signed in; none for staff."""

    __table_args__ = (
        UniqueConstraint("municipality_id", "email"),
        UniqueConstraint("municipality_id", "phone"),
    )


class PersonScope(Owned, Base):
    """One unit, category or area that a member of staff is limited to.

    The id means something only to the room that gives it.
    """

    __tablename__ = "person_scope"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(10))
    target_id: Mapped[int]

    __table_args__ = (UniqueConstraint("municipality_id", "person_id", "kind", "target_id"),)


class OutsideIdentity(Owned, Base):
    """Somebody known by a provider elsewhere. What it calls them is kept as a keyed hash only."""

    __tablename__ = "outside_identity"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    subject_hash: Mapped[str] = mapped_column(String(64))
    """Of the provider and its name for the person together."""
    added_at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("municipality_id", "subject_hash"),
        Index("ix_outside_identity_person", "municipality_id", "person_id"),
    )


class SignInSession(Owned, Base):
    """One browser in which somebody is signed in. The browser holds the token, here is its hash.

    What has ended stays for a while, so that the person sees where they were signed in.
    """

    __tablename__ = "sign_in_session"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    device: Mapped[str] = mapped_column(String(60))
    """Browser and system in two words, for the person to know it again."""
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    proved_at: Mapped[datetime]
    """When the person last showed in this browser who they are."""

    __table_args__ = (
        UniqueConstraint("municipality_id", "token_hash"),
        Index("ix_sign_in_session_person", "municipality_id", "person_id"),
    )
