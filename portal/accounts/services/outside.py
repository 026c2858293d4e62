"""Residents whom a provider elsewhere vouches for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from portal.accounts.keys import keyed
from portal.accounts.models import OutsideIdentity, Person
from portal.foundation import database, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Forbidden
from portal.foundation.i18n import lazy
from portal.foundation.personal import NOTICE
from portal.foundation.policy import Role

LONGEST_NAME = 100


def person_of(issuer: str, subject: str, name: str, *, secret_key: str, at: datetime) -> int:
    """The id of whom the provider calls `subject`; made now if they are new.

    What it calls them is kept as a keyed hash, so that a copy of the database names nobody.
    """
    kept = keyed(secret_key, "outside", tenancy.municipality_id(), issuer, subject)
    database.lock(f"outside:{kept[:16]}")
    found = session.scalar(
        select(Person)
        .join(OutsideIdentity, OutsideIdentity.person_id == Person.id)
        .where(OutsideIdentity.subject_hash == kept)
    )
    if found is not None:
        if not found.is_active:
            raise Forbidden(lazy("This account is closed."))
        found.notice = NOTICE
        return found.id
    shown = "".join(sign for sign in name if sign.isprintable()).strip()[:LONGEST_NAME]
    person = Person(name=shown, role=Role.RESIDENT.value, added_at=at, notice=NOTICE)
    session.add(person)
    session.flush()
    session.add(OutsideIdentity(person_id=person.id, subject_hash=kept, added_at=at))
    session.flush()
    return person.id
