"""What staff prove themselves with besides the password."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Identifier, Owned


class SecondFactor(Owned, Base):
    """A member of staff's authenticator: its secret, sealed with the portal's own key."""

    __tablename__ = "second_factor"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    sealed_secret: Mapped[str] = mapped_column(Text)
    begun_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    """When its first code was right; until then it is worth nothing."""
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)
    """The time step of the last code that was taken, so that none is taken twice."""

    __table_args__ = (Index("ix_second_factor_person", "municipality_id", "person_id"),)


class RecoveryCode(Owned, Base):
    """A code on paper for the day on which the authenticator is lost; each works once."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_recovery_code_person", "municipality_id", "person_id", "code_hash"),
    )


class Passkey(Owned, Base):
    """A key pair in somebody's telephone or computer; here is its public half."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    credential_id: Mapped[str] = mapped_column(String(1400))
    """What the device calls it, in base64url."""
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    host: Mapped[str] = mapped_column(String(253))
    """The one name of the portal under which it works."""
    sign_count: Mapped[int] = mapped_column(BigInteger)
    """How often the device used it, by its own count; a smaller one shows a copy."""
    name: Mapped[str] = mapped_column(String(60))
    added_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("municipality_id", "credential_id"),
        Index("ix_passkey_person", "municipality_id", "person_id"),
    )


class PasskeyChallenge(Owned, Base):
    """A random question put to a device; it is answered once, soon, and under the same name."""

    __tablename__ = "passkey_challenge"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    challenge: Mapped[bytes] = mapped_column(LargeBinary)
    purpose: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who is asked; nobody yet at the door."""
    host: Mapped[str] = mapped_column(String(253))
    asked_at: Mapped[datetime]

    __table_args__ = (Index("ix_passkey_challenge_asked", "municipality_id", "asked_at"),)
