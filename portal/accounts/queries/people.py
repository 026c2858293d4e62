"""Questions about people. Records come back finished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select

from portal.accounts.keys import token_hash
from portal.accounts.models import Person, SignInSession
from portal.accounts.queries.staffing import scope_of
from portal.foundation import tenancy, thai
from portal.foundation.database import KEPT, session
from portal.foundation.policy import EVERYTHING, SCOPED, STAFF, Actor, Role


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Whom the session knows: an actor, and the key that the cookie holds."""

    key: str
    actor: Actor
    session_id: int
    proved_at: datetime
    """When this person last showed in this browser who they are."""
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
        SignInSession.proved_at,
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
    scope = scope_of(row.id) if role in SCOPED else EVERYTHING
    actor = Actor(role, row.municipality_id, row.id, row.unit_id, row.name, scope)
    return SignedIn(key, actor, row.session_id, row.proved_at)


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


def person_by(email: str) -> int | None:
    """The id of whoever has this e-mail."""
    return session.scalar(select(Person.id).where(Person.email == email.strip().lower()))


def email_of(person_id: int) -> str:
    """A person's e-mail, or nothing."""
    return session.scalar(select(Person.email).where(Person.id == person_id)) or ""


def phone_of(person_id: int) -> str:
    """The mobile number somebody signed in with, or nothing."""
    return session.scalar(select(Person.phone).where(Person.id == person_id)) or ""


def staff(unit_id: int | None = None) -> list[PersonLine]:
    """Active members of staff, of one unit or of all, in the order of their names."""
    query = select(*COLUMNS).where(
        Person.is_active.is_(True), Person.role.in_([role.value for role in STAFF])
    )
    if unit_id is not None:
        query = query.where(Person.unit_id == unit_id)
    lines = [_line(row) for row in session.execute(query)]
    return sorted(lines, key=lambda line: thai.sort_key(line.name))


def _line(row: Any) -> PersonLine:  # noqa: ANN401 - a row of COLUMNS
    return PersonLine(row.id, row.name, row.email or "", Role(row.role), row.unit_id)


def demo_people() -> list[PersonLine]:
    """The demo accounts among this municipality's people, in the order they were added."""
    rows = session.execute(select(*COLUMNS).where(Person.is_demo.is_(True)).order_by(Person.id))
    return [
        PersonLine(row.id, row.name, row.email or "", Role(row.role), row.unit_id) for row in rows
    ]


def demo_exists() -> bool:
    """Whether a demo account is among this municipality's people."""
    return session.scalar(select(Person.id).where(Person.is_demo.is_(True)).limit(1)) is not None
