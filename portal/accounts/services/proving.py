"""Add people, prove them by password. Nothing here tells whether an account exists."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import select
from zxcvbn import zxcvbn

from portal.accounts import acts
from portal.accounts.models import Person
from portal.accounts.services import sessions
from portal.accounts.services.addresses import LONGEST_EMAIL, tidy_email
from portal.accounts.services.books import refuse_too_many, tried, write_down
from portal.foundation import audit
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.policy import STAFF, Actor, Role

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1000
LOOKED_AT = 72
"""Signs of a password that are compared with the common ones: it takes time by their square."""
STRONG_ENOUGH = 3
"""Of 4: whoever tries the common ones first needs more than a hundred million tries."""
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to be added."""

    email: str
    name: str
    role: Role
    unit_id: int | None = None
    password: str = ""
    is_demo: bool = False


@lru_cache(maxsize=1)
def hasher() -> PasswordHasher:
    """Argon2id with the library's own costs."""
    return PasswordHasher()


@lru_cache(maxsize=1)
def _decoy() -> str:
    """What an unknown name is compared with, so that it takes as long as a known one."""
    return hasher().hash(secrets.token_hex(16))


def add(person: NewPerson, at: datetime) -> int:
    """Add somebody; raises `Invalid` for a known e-mail or a poor password. Returns the id."""
    email = tidy_email(person.email)
    if len(person.name) > LONGEST_NAME:
        raise Invalid(fields={"name": lazy("This is too long for a name")})
    if person.role in STAFF and not person.is_demo:  # a demo tells its password to everybody
        refuse_poor(person.password, email, person.name)
    if session.scalar(select(Person.id).where(Person.email == email)) is not None:
        raise Invalid(fields={"email": lazy("There is an account with this e-mail already")})
    row = Person(
        email=email,
        name=person.name.strip(),
        role=person.role.value,
        unit_id=person.unit_id,
        password_hash=hasher().hash(person.password) if person.password else "",
        is_demo=person.is_demo,
        added_at=at,
    )
    session.add(row)
    session.flush()
    if person.role in STAFF:
        audit.note(acts.PERSON_ADDED, "person", row.id, at=at, role=person.role.value)
    return row.id


def refuse_poor(password: str, *known: str) -> None:
    """Raise `Invalid` for a password that is short, or soon guessed.

    No signs are asked for. `known`: what stands on the person's door plate, as their name.
    """
    wrong: Lazy | None = None
    if len(password) < SHORTEST_PASSWORD:
        wrong = lazy("The password needs %(n)s or more characters", n=SHORTEST_PASSWORD)
    elif len(password) > LONGEST_PASSWORD:
        wrong = lazy("The password may have %(n)s characters at most", n=LONGEST_PASSWORD)
    elif zxcvbn(password[:LOOKED_AT], user_inputs=_words(known))["score"] < STRONG_ENOUGH:
        wrong = lazy(
            "This password is soon guessed: many people use it or one like it. Take four words"
            " that have nothing to do with each other."
        )
    if wrong is not None:
        raise Invalid(fields={"password": wrong})


def _words(known: tuple[str, ...]) -> list[str]:
    parts = [part for text in known for part in text.replace("@", " ").replace(".", " ").split()]
    return [*known, *parts]


def check_password(
    email: str, password: str, *, who: str, demo_is_open: bool = False, at: datetime
) -> int:
    """The id of the member of staff with this e-mail and password.

    A wrong name takes as long as a wrong password and gets the same words. Demo accounts are
    known only while `demo_is_open`.
    """
    email = email[: 2 * LONGEST_EMAIL].strip().lower()[:LONGEST_EMAIL].replace("\0", "")
    counted = tried(email, who)
    refuse_too_many(counted)
    person = session.execute(
        select(
            Person.id, Person.role, Person.is_active, Person.is_demo, Person.password_hash
        ).where(Person.email == email)
    ).one_or_none()
    known = person is not None and person.is_active and Role(person.role) in STAFF
    if person is not None and person.is_demo and not demo_is_open:
        known = False
    session.rollback()  # the hashing is slow on purpose, and must not hold SQLite's write lock
    kept = person.password_hash if person is not None and known else ""
    if not _matches(kept, password) or person is None:
        known_as = person.id if person is not None else ""
        line = audit.line(acts.PASSWORD_REFUSED, "person", known_as, at=at)
        write_down(counted, line=line)
        raise Invalid(fields={"password": lazy("The e-mail or the password is not right")})
    return int(person.id)


def confirm_password(actor: Actor, password: str, *, at: datetime) -> None:
    """Prove somebody who is signed in once more; wrong tries are counted by person."""
    counted = tried(f"again:{actor.person_id}")
    refuse_too_many(counted)
    kept = session.scalar(select(Person.password_hash).where(Person.id == actor.person_id))
    session.rollback()
    if not _matches(kept or "", password):
        line = audit.line(acts.PROOF_REFUSED, "person", actor.person_id or "", at=at)
        write_down(counted, line=line)
        raise Invalid(fields={"password": lazy("The password is not right")})


def change_password(actor: Actor, password: str, present: int, at: datetime) -> None:
    """Take a new password and end all other sessions. Who asks has to be freshly proved."""
    row = session.get(Person, actor.person_id)
    if row is None or Role(row.role) not in STAFF:
        raise NotFound(lazy("There is no such person."))
    if row.is_demo:
        raise Invalid(
            fields={"password": lazy("The password of a demonstration account stays as it is")}
        )
    refuse_poor(password, row.email or "", row.name)
    row.password_hash = hasher().hash(password)
    sessions.end_others(actor, present, at)
    audit.note(acts.PASSWORD_CHANGED, "person", row.id, by=actor, at=at)


def _matches(kept: str, password: str) -> bool:
    decoy = _decoy()  # made in any case, or the first unknown name would take twice as long
    try:
        hasher().verify(kept or decoy, password[:LONGEST_PASSWORD])
    except (VerifyMismatchError, InvalidHashError):
        return False
    return bool(kept)
