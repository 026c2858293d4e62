"""Codes on paper for the day on which telephone or key are lost. Each works once."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import delete, select, update

from portal.accounts import acts
from portal.accounts.keys import keyed
from portal.accounts.models import RecoveryCode
from portal.foundation import audit
from portal.foundation.database import session
from portal.foundation.policy import Actor

CODES = 10
LENGTH = 12
SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No signs that look like another."""


def first_codes(person_id: int, secret_key: str) -> list[str]:
    """Codes for somebody who has none, told only now; nothing where they have some."""
    known = select(RecoveryCode.id).where(
        RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None)
    )
    if session.scalar(known.limit(1)) is not None:
        return []
    return _made(person_id, secret_key)


def new_codes(actor: Actor, secret_key: str, at: datetime) -> list[str]:
    """New codes in place of the old ones, told only now."""
    person_id = actor.person_id or 0
    audit.note(acts.RECOVERY_CODES_MADE, "person", person_id, by=actor, at=at)
    return _made(person_id, secret_key)


def used(person_id: int, code: str, *, secret_key: str, at: datetime) -> bool:
    """Whether this is an unused code on paper; it is used from now on."""
    signs = "".join(sign for sign in code.upper() if sign in SIGNS)
    if len(signs) != LENGTH:
        return False
    taken = session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.person_id == person_id,
            RecoveryCode.code_hash == _hash(secret_key, person_id, signs),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=at)
        .returning(RecoveryCode.id)
    )
    return taken.first() is not None


def _made(person_id: int, secret_key: str) -> list[str]:
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    plain = ["".join(secrets.choice(SIGNS) for _sign in range(LENGTH)) for _code in range(CODES)]
    session.add_all(
        RecoveryCode(person_id=person_id, code_hash=_hash(secret_key, person_id, code))
        for code in plain
    )
    session.flush()
    return ["-".join(code[i : i + 4] for i in range(0, LENGTH, 4)) for code in plain]


def _hash(secret_key: str, person_id: int, signs: str) -> str:
    return keyed(secret_key, "recovery code", person_id, signs)
