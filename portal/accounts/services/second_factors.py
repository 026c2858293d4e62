"""A second factor for staff: six digits of an authenticator (RFC 6238), or a code on paper.

Passkeys stand in a module of their own; here is also what holds for all factors together.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Collection
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import delete, func, select

from portal.accounts import acts
from portal.accounts.keys import opened, sealed
from portal.accounts.models import Passkey, Person, RecoveryCode, SecondFactor
from portal.accounts.services import recovery, sessions
from portal.accounts.services.books import refuse_too_many, tried, write_down
from portal.foundation import audit
from portal.foundation.database import session
from portal.foundation.errors import Invalid, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor

STEP_SECONDS = 30
DIGITS = 6
STEPS_OFF = 1
"""A clock may be this many steps off, either way."""
SECRET_BYTES = 20


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
    """Take the first code of a new authenticator.

    Returns the recovery codes, told only now; none where the person has some from before.
    """
    row = session.get(SecondFactor, person_id, with_for_update=True)
    if row is None or row.confirmed_at is not None:
        raise OutOfOrder(lazy("There is nothing to set up. Sign in again."))
    counted = tried(f"second:{person_id}")
    refuse_too_many(counted)
    step = _step_of(row, code, secret_key, at)
    if step is None:
        write_down(counted, line=_line_of_refusal(person_id, at))
        raise _refused()
    row.last_step, row.confirmed_at = step, at
    audit.note(acts.SECOND_SET_UP, "person", person_id, at=at)
    return recovery.first_codes(person_id, secret_key)


def check(person_id: int, code: str, *, secret_key: str, at: datetime) -> None:
    """Take a code of the authenticator, or one on paper; each is taken once.

    Raises:
        Invalid: it is not right, too old, or was used before.
        TooMany: there were too many wrong ones.

    """
    row = session.get(SecondFactor, person_id, with_for_update=True)
    counted = tried(f"second:{person_id}")
    refuse_too_many(counted)
    step = _step_of(row, code, secret_key, at) if row and row.confirmed_at else None
    if row is not None and step is not None:
        row.last_step = step
    elif not recovery.used(person_id, code, secret_key=secret_key, at=at):
        write_down(counted, line=_line_of_refusal(person_id, at))
        raise _refused()


def remove(person_id: int, at: datetime) -> None:
    """Take the second factor away, with all codes and sessions: its owner sets up a new one."""
    session.execute(delete(SecondFactor).where(SecondFactor.person_id == person_id))
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    session.execute(delete(Passkey).where(Passkey.person_id == person_id))
    sessions.end_all(person_id, at)
    audit.note(acts.SECOND_REMOVED, "person", person_id, at=at)


def remove_authenticator(actor: Actor, forced: Collection[str], at: datetime) -> None:
    """Take one's own authenticator away; the last factor of a forced role stays."""
    person_id = actor.person_id or 0
    refuse_last(actor, forced)
    session.execute(delete(SecondFactor).where(SecondFactor.person_id == person_id))
    forget_paper_of_nothing(person_id)
    audit.note(acts.SECOND_REMOVED, "person", person_id, by=actor, at=at)


def refuse_last(actor: Actor, forced: Collection[str]) -> None:
    """Raise `OutOfOrder` where somebody has one factor only, and their role needs one.

    The person's row is locked, so that two cannot go at the same moment.
    """
    person = session.scalar(select(Person).where(Person.id == actor.person_id).with_for_update())
    if person is None or person.role not in forced or person.is_demo:
        return
    if factors(person.id) <= 1:
        raise OutOfOrder(
            lazy(
                "Your work needs a second step at sign-in, and this is the only one you have."
                " Add another first, then remove this one."
            )
        )


def factors(person_id: int) -> int:
    """How many factors somebody has besides the password; paper is none."""
    authenticators = select(func.count()).where(
        SecondFactor.person_id == person_id, SecondFactor.confirmed_at.is_not(None)
    )
    passkeys = select(func.count()).where(Passkey.person_id == person_id)
    return (session.scalar(authenticators) or 0) + (session.scalar(passkeys) or 0)


def forget_paper_of_nothing(person_id: int) -> None:
    """Codes on paper stand in for a factor; without any they would be the only key."""
    session.flush()
    if not factors(person_id):
        session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))


def _step_of(row: SecondFactor, code: str, secret_key: str, at: datetime) -> int | None:
    """The time step a code belongs to; None where it is wrong or not later than the last one."""
    key = opened(secret_key, row.sealed_secret)
    digits = "".join(str(int(sign)) for sign in code if sign.isdecimal())
    if key is None or len(digits) != DIGITS:
        return None
    password = TOTP(key, DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303 - as authenticators do # nosec B303
    now = int(at.timestamp()) // STEP_SECONDS
    found = None
    for step in range(now - STEPS_OFF, now + STEPS_OFF + 1):
        right = password.generate(step * STEP_SECONDS).decode()
        if hmac.compare_digest(right, digits) and step > row.last_step:
            found = step
    return found


def _line_of_refusal(person_id: int, at: datetime) -> audit.AuditLine:
    return audit.line(acts.SECOND_REFUSED, "person", person_id, at=at)


def _refused() -> Invalid:
    return Invalid(
        fields={
            "code": lazy(
                "The code is not right or was used before. Wait for the next one. If it is refused"
                " again, let the telephone set its clock by itself."
            )
        }
    )
