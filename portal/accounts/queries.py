"""Questions about people. Records come back finished."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from portal.accounts.models import Person
from portal.foundation import thai
from portal.foundation.database import session
from portal.foundation.policy import STAFF, Actor, Role


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Whom the session knows: an actor, and the key that the cookie holds."""

    key: str
    actor: Actor
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


COLUMNS = (
    Person.id,
    Person.name,
    Person.email,
    Person.role,
    Person.unit_id,
    Person.municipality_id,
    Person.stamp,
    Person.is_active,
)


def signed_in(key: str) -> SignedIn | None:
    """Who a cookie's key `municipality:person:stamp` names; None when it is worth nothing here."""
    parts = key.split(":")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):  # noqa: PLR2004 - as above
        return None
    municipality_id, person_id, stamp = map(int, parts)
    row = session.execute(select(*COLUMNS).where(Person.id == person_id)).one_or_none()
    if row is None or not row.is_active:
        return None
    if (row.municipality_id, row.stamp) != (municipality_id, stamp):
        return None
    actor = Actor(Role(row.role), row.municipality_id, row.id, row.unit_id, row.name)
    return SignedIn(key, actor)


def key_of(person_id: int) -> SignedIn | None:
    """The same for somebody who just proved who they are."""
    row = session.execute(
        select(Person.municipality_id, Person.stamp).where(Person.id == person_id)
    ).one_or_none()
    return signed_in(f"{row.municipality_id}:{person_id}:{row.stamp}") if row else None


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
