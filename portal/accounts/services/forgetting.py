"""Correct what an account says of somebody, and take an account away whole."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from portal.accounts.models import (
    OutsideIdentity,
    Passkey,
    PasskeyChallenge,
    Person,
    RecoveryCode,
    SecondFactor,
    SignInCode,
    SignInSession,
)
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound
from portal.foundation.i18n import LANGUAGES, lazy
from portal.foundation.personal import Gone, Limit
from portal.foundation.policy import Actor, Role

LONGEST_NAME = 120
OWN = (SignInSession, SecondFactor, RecoveryCode, Passkey, PasskeyChallenge, OutsideIdentity)
"""Tables whose rows hang on a person and go with them."""


def correct(actor: Actor, name: str, language: str) -> None:
    """Change one's own name and the language of messages.

    Raises `Invalid`, naming the fields.
    """
    person = session.get(Person, actor.person_id) if actor.person_id else None
    if person is None or person.municipality_id != actor.municipality_id:
        raise NotFound(lazy("There is no such account."))
    wrong: dict[str, object] = {}
    if len(name.strip()) > LONGEST_NAME:
        wrong["name"] = lazy("Use at most %(longest)s characters.", longest=LONGEST_NAME)
    if language not in LANGUAGES:
        wrong["language"] = lazy("Choose a language from the list")
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    person.name, person.language = name.strip(), language
    session.flush()


def erase(person_id: int) -> list[Gone]:
    """Take a resident's account away with everything that hangs on it.

    Raises `Forbidden` for staff, whose accounts belong to their office.
    """
    person = session.get(Person, person_id)
    if person is None:
        return []
    if person.role != Role.RESIDENT.value:
        raise Forbidden(lazy("Accounts of staff are ended by the administrator."))
    addresses = [address for address in (person.email, person.phone) if address]
    session.execute(delete(SignInCode).where(SignInCode.address.in_(addresses)))
    for table in OWN:
        session.execute(delete(table).where(table.person_id == person_id))
    session.delete(person)
    session.flush()
    return [Gone("person", ("email", "phone", "name", "device"), (), 1)]


def expire(limit: Limit, at: datetime) -> list[Gone]:
    """Residents' accounts that nobody uses and nothing hangs on; `held` are people to leave."""
    used = select(SignInSession.person_id).where(SignInSession.began_at <= at)
    found = session.scalars(
        select(Person.id)
        .where(
            Person.role == Role.RESIDENT.value,
            Person.added_at < limit.before,
            Person.is_demo.is_(False),
            Person.id.not_in(used),
        )
        .order_by(Person.id)
    )
    ids = [one for one in found if one not in limit.held][: limit.most]
    if not limit.dry:
        for person_id in ids:
            erase(person_id)
    return [Gone("person", ("email", "phone", "name"), (), len(ids))] if ids else []
