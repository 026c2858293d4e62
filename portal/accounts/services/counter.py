"""People whom an officer has before them: found by their address, or given an account."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from portal.accounts.models import Person
from portal.accounts.services.addresses import tidy_address
from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.personal import NOTICE
from portal.foundation.policy import Role


def resident_at_counter(address: str, name: str, at: datetime) -> int:
    """Return the account with this e-mail or mobile number, made now if there is none.

    Without an address it is an account that nobody signs in to, for acts taken down on paper: only
    such a one keeps the name. Raises `Invalid` when the address is none, or its account is closed.
    """
    kept = "" if address.strip() else name
    row = Person(name=kept, role=Role.RESIDENT.value, added_at=at, notice=NOTICE)
    if address.strip():
        to = tidy_address(address, phones_too=True)
        which = Person.phone if to.is_phone else Person.email
        found = session.scalar(select(Person).where(which == to.text))
        if found is not None and not found.is_active:
            raise Invalid(fields={"email": lazy("This account is closed.")})
        if found is not None:
            return found.id
        row.email, row.phone = (None, to.text) if to.is_phone else (to.text, None)
    session.add(row)
    session.flush()
    return row.id
