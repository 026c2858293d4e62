"""The random questions that passkeys answer: each for one purpose, one person, one name, once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete

from portal.accounts.models import PasskeyChallenge
from portal.accounts.services.books import TRIES_OF_PASSKEYS, refuse_too_many
from portal.foundation import database, limits, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit

LIVES = timedelta(minutes=5)
ASKED_BY_ONE = Limit("passkey questions of one address", 120, minutes=15)


class Purpose(StrEnum):
    """What a device is asked for."""

    SIGN_IN = "sign_in"
    SECOND = "second"
    AGAIN = "again"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Door:
    """Under which name the portal is reached, and by whom."""

    host: str
    origin: str
    who: str
    secret_key: str
    demo_is_open: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What the browser hands to the device, and by which number its answer is recognised."""

    id: int
    options: str


def ask_one(purpose: Purpose, person_id: int | None, door: Door, at: datetime) -> PasskeyChallenge:
    """Keep a new question for one purpose, one person and one name of the portal."""
    refuse_too_many([(TRIES_OF_PASSKEYS, door.who), (ASKED_BY_ONE, door.who)])
    limits.count(ASKED_BY_ONE, door.who)
    session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.asked_at < at - LIVES))
    row = PasskeyChallenge(
        challenge=secrets.token_bytes(32),
        purpose=purpose.value,
        person_id=person_id,
        host=door.host,
        asked_at=at,
    )
    session.add(row)
    session.flush()
    return row


def take(purpose: Purpose, question: int, person_id: int | None, door: Door, at: datetime) -> bytes:
    """The question that is being answered, used up whatever the answer is worth."""
    session.rollback()
    session.remove()
    with database.own_transaction() as own:
        row = own.execute(
            delete(PasskeyChallenge)
            .where(
                PasskeyChallenge.id == question,
                PasskeyChallenge.municipality_id == tenancy.municipality_id(),
            )
            .returning(
                PasskeyChallenge.challenge,
                PasskeyChallenge.purpose,
                PasskeyChallenge.person_id,
                PasskeyChallenge.host,
                PasskeyChallenge.asked_at,
            )
        ).one_or_none()
    meant = (purpose.value, person_id, door.host)
    if row is None or at - row.asked_at > LIVES or row[1:4] != meant:
        raise Invalid(
            fields={"answer": lazy("This took too long or was sent twice. Press the button again.")}
        )
    return bytes(row.challenge)
