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
    stamp: Mapped[int] = mapped_column(default=1)
    """Raised when all of this person's sessions must end."""
    added_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("municipality_id", "email"),)


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
