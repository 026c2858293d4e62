"""Questions about people. Records come back finished."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import quote, urlencode

from sqlalchemy import bindparam, select

from portal.accounts.keys import opened, token_hash
from portal.accounts.models import Person, SecondFactor, SignInSession
from portal.foundation import tenancy, thai
from portal.foundation.database import KEPT, session
from portal.foundation.policy import STAFF, Actor, Role


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Whom the session knows: an actor, and the key that the cookie holds."""

    key: str
    actor: Actor
    session_id: int
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """The key, by the name the session's library asks for."""
        return self.key


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in a list."""

    id: int
    name: str
    email: str
    role: Role
    unit_id: int | None


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One browser in which somebody is signed in."""

    id: int
    device: str
    began_at: datetime


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


COLUMNS = (
    Person.id,
    Person.name,
    Person.email,
    Person.role,
    Person.unit_id,
    Person.municipality_id,
    Person.is_active,
)
RESIDENT_LONGEST = timedelta(days=30)
_SIGNED_IN = (
    select(
        *COLUMNS,
        SignInSession.id.label("session_id"),
        SignInSession.began_at,
    )
    .join(SignInSession, SignInSession.person_id == Person.id)
    .where(SignInSession.token_hash == bindparam("token_hash"), SignInSession.ended_at.is_(None))
    .execution_options(**KEPT)
)


def signed_in(key: str, at: datetime, staff_longest: timedelta) -> SignedIn | None:
    """Who a cookie's key `municipality:token` names; None when it is worth nothing here and now.

    A session ends after `staff_longest`, that of a resident after `RESIDENT_LONGEST`.
    """
    municipality_id, _colon, token = key.partition(":")
    if municipality_id != str(tenancy.municipality_id()) or not token:
        return None
    row = session.execute(_SIGNED_IN, {"token_hash": token_hash(token)}).one_or_none()
    if row is None or not row.is_active:
        return None
    role = Role(row.role)
    if at - row.began_at > (staff_longest if role in STAFF else RESIDENT_LONGEST):
        return None
    actor = Actor(role, row.municipality_id, row.id, row.unit_id, row.name)
    return SignedIn(key, actor, row.session_id)


def sessions_of(person_id: int, at: datetime) -> list[SessionLine]:
    """Where somebody is signed in, the newest first; what has ended is left out."""
    rows = session.execute(
        select(SignInSession.id, SignInSession.device, SignInSession.began_at)
        .where(
            SignInSession.person_id == person_id,
            SignInSession.ended_at.is_(None),
            SignInSession.began_at > at - RESIDENT_LONGEST,
        )
        .order_by(SignInSession.id.desc())
    )
    return [SessionLine(*row) for row in rows]


def needs_second_factor(person_id: int, roles: Collection[str]) -> Second:
    """What must follow somebody's right password. Demo accounts have no second factor to lose."""
    row = session.execute(
        select(Person.role, Person.is_demo, SecondFactor.confirmed_at)
        .outerjoin(SecondFactor, SecondFactor.person_id == Person.id)
        .where(Person.id == person_id)
    ).one()
    if row.confirmed_at is not None:
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


def person_by(email: str) -> int | None:
    """The id of whoever has this e-mail."""
    return session.scalar(select(Person.id).where(Person.email == email.strip().lower()))


def email_of(person_id: int) -> str:
    """A person's e-mail, or nothing."""
    return session.scalar(select(Person.email).where(Person.id == person_id)) or ""


def staff(unit_id: int | None = None) -> list[PersonLine]:
    """Active members of staff, of one unit or of all, in the order of their names."""
    query = select(*COLUMNS).where(
        Person.is_active.is_(True), Person.role.in_([role.value for role in STAFF])
    )
    if unit_id is not None:
        query = query.where(Person.unit_id == unit_id)
    lines = [
        PersonLine(row.id, row.name, row.email, Role(row.role), row.unit_id)
        for row in session.execute(query)
    ]
    return sorted(lines, key=lambda line: thai.sort_key(line.name))


def demo_people() -> list[PersonLine]:
    """The demo accounts among this municipality's people, in the order they were added."""
    rows = session.execute(select(*COLUMNS).where(Person.is_demo.is_(True)).order_by(Person.id))
    return [PersonLine(row.id, row.name, row.email, Role(row.role), row.unit_id) for row in rows]


def demo_exists() -> bool:
    """Whether a demo account is among this municipality's people."""
    return session.scalar(select(Person.id).where(Person.is_demo.is_(True)).limit(1)) is not None
