"""The book of wrong tries, which outlives the refused request that filled it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from portal.accounts.models import SignInCode, SignInTry
from portal.foundation import audit, database
from portal.foundation.database import session
from portal.foundation.errors import TooMany
from portal.foundation.i18n import lazy

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FAILURES = 10
FAILURES_OF_ADDRESS = 100
FAILURES_IN = timedelta(minutes=15)


def refuse_too_many(tried: list[str], at: datetime, most: int = FAILURES) -> None:
    """Raise `TooMany` where one of these keyed names has failed too often of late.

    Where there are several, the first is the sender's address: behind one of a mobile network
    stand thousands, so it is counted loosely beside what is tried.
    """
    failed = session.execute(
        select(SignInTry.who, func.count())
        .where(SignInTry.who.in_(tried), SignInTry.at > at - FAILURES_IN)
        .group_by(SignInTry.who)
    )
    address = tried[0] if len(tried) > 1 else ""
    if any(n >= (FAILURES_OF_ADDRESS if who == address else most) for who, n in failed):
        raise TooMany(lazy("There were too many wrong tries. Try again in 15 minutes."))


def write_down(
    tried: list[str], at: datetime, address: str = "", line: audit.AuditLine | None = None
) -> None:
    """Into the books of failures, which outlive the refused request; `line` into the log."""
    session.rollback()
    session.remove()
    with database.own_transaction() as own:
        own.add_all(SignInTry(who=who, at=at) for who in tried)
        own.execute(delete(SignInTry).where(SignInTry.at < at - 4 * FAILURES_IN))
        if address:
            _count_try(own, address)
        if line is not None:
            audit.note_in(own, line)


def _count_try(own: Session, address: str) -> None:
    row = own.scalar(select(SignInCode).where(SignInCode.address == address))
    if row is not None:
        row.tries += 1
