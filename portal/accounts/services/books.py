"""Wrong tries at the doors: counted by the portal's limits, so that they outlive the refusal.

The counters are those of every other limit: by keyed names, in this database or in Redis, in a
window that begins with the first wrong try.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.accounts.models import SignInCode
from portal.foundation import audit, database, limits
from portal.foundation.database import session
from portal.foundation.errors import TooMany
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

TRIES = Limit("wrong tries", 10, minutes=15)
TRIES_OF_ADDRESS = Limit("wrong tries of one address", 100, minutes=15)
TRIES_OF_PASSKEYS = Limit("wrong passkeys of one address", 10, minutes=15)


def tried(what: str, who: str = "") -> list[tuple[Limit, str]]:
    """What is counted of a try: what is tried hard; its sender, behind whom thousands may stand.

    `what` names an account or an address, `who` is a keyed hash of the sender's address.
    """
    counted = [(TRIES, what)]
    return [(TRIES_OF_ADDRESS, who), *counted] if who else counted


def refuse_too_many(counted: Sequence[tuple[Limit, str]]) -> None:
    """Raise `TooMany` where one of these has been tried too often of late."""
    if any([limits.is_reached(*each) for each in counted]):  # noqa: C419 - all, in equal time
        raise TooMany(lazy("There were too many wrong tries. Try again in 15 minutes."))


def write_down(
    counted: Sequence[tuple[Limit, str]], address: str = "", line: audit.AuditLine | None = None
) -> None:
    """Count one more of each for good, in one short transaction; `line` goes into the log."""
    session.rollback()
    session.remove()
    with database.own_transaction() as own:
        limits.count_in(own, *counted)
        if address:
            _count_try(own, address)
        if line is not None:
            audit.note_in(own, line)


def _count_try(own: Session, address: str) -> None:
    row = own.scalar(select(SignInCode).where(SignInCode.address == address))
    if row is not None:
        row.tries += 1
