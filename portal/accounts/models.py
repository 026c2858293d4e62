"""People of one municipality: residents who signed in, and staff."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation import tenancy
from portal.foundation.database import Base, Identifier, Owned


class Person(Owned, Base):
    """Somebody who can sign in. The same e-mail in two municipalities is two people."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(Text, default="")
    role: Mapped[str] = mapped_column(String(14))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    password_hash: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(2), default="th")
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("municipality_id", "email"),)


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

    __table_args__ = (
        UniqueConstraint("municipality_id", "token_hash"),
        Index("ix_sign_in_session_person", "municipality_id", "person_id"),
    )


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


class SignInCode(Owned, Base):
    """The 6-digit code last sent to an e-mail: only its hash, for ten minutes and five tries."""

    __tablename__ = "sign_in_code"

    municipality_id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, default=tenancy.municipality_id
    )
    email: Mapped[str] = mapped_column(String(254), primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    sent_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    sent_today: Mapped[int] = mapped_column(default=1)


class SignInTry(Owned, Base):
    """A book of failed sign-ins, kept outside the request that brought them."""

    __tablename__ = "sign_in_try"

    id: Mapped[int] = mapped_column(Identifier, primary_key=True)
    who: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]

    __table_args__ = (Index("ix_sign_in_try_who", "municipality_id", "who", "at"),)
