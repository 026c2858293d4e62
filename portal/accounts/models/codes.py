"""Codes sent to people."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation import tenancy
from portal.foundation.database import Base, Owned


class SignInCode(Owned, Base):
    """The 6-digit code last sent somewhere: only its hash, for ten minutes and five tries."""

    __tablename__ = "sign_in_code"

    municipality_id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, default=tenancy.municipality_id
    )
    address: Mapped[str] = mapped_column(String(254), primary_key=True)
    """An e-mail or a mobile number."""
    code_hash: Mapped[str] = mapped_column(String(64))
    sent_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    sent_today: Mapped[int] = mapped_column(default=1)
