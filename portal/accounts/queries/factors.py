"""Questions about what somebody proves themselves with besides the password."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import quote, urlencode

from sqlalchemy import func, select

from portal.accounts.keys import opened
from portal.accounts.models import Passkey, Person, RecoveryCode, SecondFactor
from portal.foundation.database import session


@dataclass(frozen=True, slots=True)
class NewFactor:
    """What an authenticator is set up with: the address in the QR code, and the same to type."""

    address: str
    secret: str


class Second(StrEnum):
    """What must follow a right password."""

    NONE = "none"
    ASK = "ask"
    SET_UP = "set_up"


@dataclass(frozen=True, slots=True)
class PasskeyLine:
    """One of somebody's passkeys."""

    id: int
    name: str
    host: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """What somebody has besides the password."""

    authenticator_since: datetime | None
    passkeys: list[PasskeyLine]
    recovery_codes: int
    """How many codes on paper are left."""
    has_password: bool

    @property
    def has_codes(self) -> bool:
        """Whether a code can be typed: of the authenticator, or on paper."""
        return self.authenticator_since is not None or self.recovery_codes > 0

    def passkeys_at(self, host: str) -> bool:
        """Whether one of the passkeys works under this name of the portal."""
        return any(line.host == host for line in self.passkeys)


def needs_second_factor(person_id: int, roles: Collection[str]) -> Second:
    """What must follow somebody's right password. Demo accounts have no second factor to lose."""
    row = session.execute(
        select(Person.role, Person.is_demo, SecondFactor.confirmed_at)
        .outerjoin(SecondFactor, SecondFactor.person_id == Person.id)
        .where(Person.id == person_id)
    ).one()
    has_passkey = session.scalar(select(Passkey.id).where(Passkey.person_id == person_id).limit(1))
    if row.confirmed_at is not None or (has_passkey is not None and not row.is_demo):
        return Second.ASK
    return Second.SET_UP if row.role in roles and not row.is_demo else Second.NONE


def factor_begun(person_id: int, secret_key: str, issuer: str) -> NewFactor | None:
    """What is to be put into the authenticator; None where nothing waits for its first code."""
    row = session.execute(
        select(SecondFactor.sealed_secret, Person.email)
        .join(Person, Person.id == SecondFactor.person_id)
        .where(SecondFactor.person_id == person_id, SecondFactor.confirmed_at.is_(None))
    ).one_or_none()
    key = opened(secret_key, row.sealed_secret) if row is not None else None
    if row is None or key is None:
        return None
    secret = b32encode(key).decode()
    settings = urlencode({"secret": secret, "issuer": issuer}, quote_via=quote)
    spaced = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    return NewFactor(f"otpauth://totp/{quote(f'{issuer}:{row.email}')}?{settings}", spaced)


def factors_of(person_id: int) -> Factors:
    """What somebody has besides the password, the newest passkey first."""
    person = session.execute(
        select(Person.password_hash, SecondFactor.confirmed_at)
        .outerjoin(SecondFactor, SecondFactor.person_id == Person.id)
        .where(Person.id == person_id)
    ).one()
    passkeys = session.execute(
        select(Passkey.id, Passkey.name, Passkey.host, Passkey.added_at, Passkey.used_at)
        .where(Passkey.person_id == person_id)
        .order_by(Passkey.id.desc())
    )
    codes = session.scalar(
        select(func.count()).where(
            RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None)
        )
    )
    return Factors(
        person.confirmed_at,
        [PasskeyLine(*row) for row in passkeys],
        codes or 0,
        bool(person.password_hash),
    )
