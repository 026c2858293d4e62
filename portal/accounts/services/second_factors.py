"""A second factor for staff: six digits of an authenticator (RFC 6238), or a code on paper."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import delete, update

from portal.accounts.keys import keyed, opened, sealed
from portal.accounts.models import RecoveryCode, SecondFactor
from portal.accounts.services import sessions
from portal.accounts.services.books import refuse_too_many, write_down
from portal.foundation.database import session
from portal.foundation.errors import Invalid, OutOfOrder
from portal.foundation.i18n import lazy

STEP_SECONDS = 30
DIGITS = 6
STEPS_OFF = 1
"""A clock may be this many steps off, either way."""
SECRET_BYTES = 20
RECOVERY_CODES = 10
RECOVERY_LENGTH = 12
SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No signs that look like another."""


def begin(person_id: int, secret_key: str, at: datetime) -> None:
    """Make a new secret, worth nothing until `confirm`; a confirmed one is not replaced."""
    row = session.get(SecondFactor, person_id)
    if row is not None and row.confirmed_at is not None:
        raise OutOfOrder(lazy("A second factor is set up already."))
    seal = sealed(secret_key, secrets.token_bytes(SECRET_BYTES))
    if row is None:
        session.add(SecondFactor(person_id=person_id, sealed_secret=seal, begun_at=at))
    else:
        row.sealed_secret, row.begun_at = seal, at
    session.flush()


def confirm(person_id: int, code: str, *, secret_key: str, at: datetime) -> list[str]:
    """Take the first code of a new authenticator; returns the recovery codes, told only now."""
    row = session.get(SecondFactor, person_id, with_for_update=True)
    if row is None or row.confirmed_at is not None:
        raise OutOfOrder(lazy("There is nothing to set up. Sign in again."))
    tried = [f"second:{person_id}"]
    refuse_too_many(tried, at)
    step = _step_of(row, code, secret_key, at)
    if step is None:
        write_down(tried, at)
        raise _refused()
    row.last_step, row.confirmed_at = step, at
    return _new_recovery_codes(person_id, secret_key)


def check(person_id: int, code: str, *, secret_key: str, at: datetime) -> None:
    """Take a code of the authenticator, or one on paper; each is taken once.

    Raises:
        Invalid: it is not right, too old, or was used before.
        TooMany: there were too many wrong ones.

    """
    row = session.get(SecondFactor, person_id, with_for_update=True)
    tried = [f"second:{person_id}"]
    refuse_too_many(tried, at)
    step = _step_of(row, code, secret_key, at) if row and row.confirmed_at else None
    if row is not None and step is not None:
        row.last_step = step
    elif row is None or not _used_recovery_code(person_id, code, secret_key, at):
        write_down(tried, at)
        raise _refused()


def remove(person_id: int, at: datetime) -> None:
    """Take the second factor away, with all codes and sessions: its owner sets up a new one."""
    session.execute(delete(SecondFactor).where(SecondFactor.person_id == person_id))
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    sessions.end_all(person_id, at)


def _step_of(row: SecondFactor, code: str, secret_key: str, at: datetime) -> int | None:
    """The time step a code belongs to; None where it is wrong or not later than the last one."""
    key = opened(secret_key, row.sealed_secret)
    digits = "".join(str(int(sign)) for sign in code if sign.isdecimal())
    if key is None or len(digits) != DIGITS:
        return None
    password = TOTP(key, DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303 - what authenticators compute
    now = int(at.timestamp()) // STEP_SECONDS
    found = None
    for step in range(now - STEPS_OFF, now + STEPS_OFF + 1):
        right = password.generate(step * STEP_SECONDS).decode()
        if hmac.compare_digest(right, digits) and step > row.last_step:
            found = step
    return found


def _new_recovery_codes(person_id: int, secret_key: str) -> list[str]:
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    plain = [
        "".join(secrets.choice(SIGNS) for _sign in range(RECOVERY_LENGTH))
        for _code in range(RECOVERY_CODES)
    ]
    session.add_all(
        RecoveryCode(person_id=person_id, code_hash=_recovery_hash(secret_key, person_id, code))
        for code in plain
    )
    session.flush()
    return ["-".join(code[i : i + 4] for i in range(0, RECOVERY_LENGTH, 4)) for code in plain]


def _used_recovery_code(person_id: int, code: str, secret_key: str, at: datetime) -> bool:
    """Whether this is an unused code on paper; it is used from now on."""
    signs = "".join(sign for sign in code.upper() if sign in SIGNS)
    if len(signs) != RECOVERY_LENGTH:
        return False
    taken = session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.person_id == person_id,
            RecoveryCode.code_hash == _recovery_hash(secret_key, person_id, signs),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=at)
        .returning(RecoveryCode.id)
    )
    return taken.first() is not None


def _recovery_hash(secret_key: str, person_id: int, signs: str) -> str:
    return keyed(secret_key, "recovery code", person_id, signs)


def _refused() -> Invalid:
    return Invalid(
        fields={"code": lazy("The code is not right or was used before. Wait for the next one.")}
    )
