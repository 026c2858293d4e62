"""Add people, prove who they are. Nothing here tells whether an account exists."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import delete, select

from portal.accounts.events import CodeAsked
from portal.accounts.keys import keyed
from portal.accounts.models import Person, SignInCode, SignInTry
from portal.accounts.services.books import FAILURES_IN, refuse_too_many, write_down
from portal.foundation import clock, outbox, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Invalid, TooMany
from portal.foundation.i18n import lazy
from portal.foundation.policy import STAFF, Role

CODE_LIVES = timedelta(minutes=10)
CODE_TRIES = 5
CODES_A_DAY = 20
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1000
LONGEST_EMAIL = 254
CODES_FROM_ONE = 60
"""Codes that one sender may ask for in a quarter of an hour: a town's mobile users share one."""
EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]{1,64}@[^@\s<>,;:\"()\[\]\\]{1,180}\.[^@\s.]{2,}")


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


def tidy_email(text: str) -> str:
    """An e-mail as it is kept: no spaces around, lower case. `Invalid` when it is none."""
    email = text.strip().lower()
    if not EMAIL.fullmatch(email) or not _is_plain(email):
        raise Invalid(fields={"email": lazy("Enter an e-mail address like name@example.com")})
    return email


def _is_plain(email: str) -> bool:
    """No invisible signs, and no second spelling of letters that looks like the first."""
    return email.isprintable() and unicodedata.normalize("NFKC", email) == email


def add(person: NewPerson, at: datetime) -> int:
    """Add somebody; raises `Invalid` for a known e-mail or a short password. Returns the id."""
    email = tidy_email(person.email)
    if person.role in STAFF and len(person.password) < SHORTEST_PASSWORD:
        raise Invalid(
            fields={
                "password": lazy("The password needs %(n)s or more characters", n=SHORTEST_PASSWORD)
            }
        )
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
    return row.id


def check_password(
    email: str, password: str, *, who: str, demo_is_open: bool = False, at: datetime
) -> int:
    """The id of the member of staff with this e-mail and password.

    A wrong name takes as long as a wrong password and gets the same words. Demo accounts are
    known only while `demo_is_open`.
    """
    email = email.strip().lower()[:LONGEST_EMAIL].replace("\0", "")
    tried = [who, _hash(email)]
    refuse_too_many(tried, at)
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
    if not _matches(kept, password[:LONGEST_PASSWORD]) or person is None:
        write_down(tried, at)
        raise Invalid(fields={"password": lazy("The e-mail or the password is not right")})
    return int(person.id)


def _matches(kept: str, password: str) -> bool:
    try:
        hasher().verify(kept or _decoy(), password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return bool(kept)


def ask_code(email: str, language: str, *, secret_key: str, who: str, at: datetime) -> None:
    """Send a 6-digit code to this e-mail; a former one is worth nothing from now on."""
    email = tidy_email(email)
    asking = f"asked:{who}"[:64]
    refuse_too_many([who, _hash(email)], at)
    refuse_too_many([asking], at, CODES_FROM_ONE)
    session.execute(delete(SignInTry).where(SignInTry.at < at - 4 * FAILURES_IN))
    session.add(SignInTry(who=asking, at=at))
    code = f"{secrets.randbelow(10**6):06d}"
    row = session.scalar(select(SignInCode).where(SignInCode.email == email).with_for_update())
    if row is None:
        row = SignInCode(email=email, code_hash="", sent_at=at, sent_today=0)
        session.add(row)
    same_day = clock.local(row.sent_at).date() == clock.local(at).date()
    row.sent_today = (row.sent_today if same_day else 0) + 1
    if row.sent_today > CODES_A_DAY:
        raise TooMany(lazy("Too many codes were sent to this address today. Try again tomorrow."))
    row.code_hash, row.sent_at, row.tries = _code_hash(secret_key, email, code), at, 0
    outbox.record(CodeAsked(email, code, language), at)


def check_code(email: str, code: str, *, secret_key: str, who: str, at: datetime) -> int:
    """The id of the resident whose e-mail got this code; made now if they are new."""
    email = tidy_email(email)
    tried = [who, _hash(email)]
    refuse_too_many(tried, at)
    row = session.scalar(select(SignInCode).where(SignInCode.email == email).with_for_update())
    digits = re.sub(r"\D", "", code)
    fresh = row is not None and at - row.sent_at <= CODE_LIVES and row.tries < CODE_TRIES
    expected = row.code_hash if row is not None and fresh else "-" * 64
    if row is None or not hmac.compare_digest(_code_hash(secret_key, email, digits), expected):
        write_down(tried, at, email)
        raise Invalid(
            fields={"code": lazy("The code is not right or too old. Check it, or ask for another.")}
        )
    session.delete(row)
    person = session.scalar(select(Person).where(Person.email == email))
    if person is None:
        return add(NewPerson(email, "", Role.RESIDENT), at)
    if Role(person.role) in STAFF or not person.is_active:
        raise Invalid(fields={"code": lazy("Staff sign in with their password at the staff door.")})
    return person.id


def _code_hash(secret_key: str, email: str, code: str) -> str:
    """Six digits are soon guessed from a plain hash, but not without the portal's key."""
    return keyed(secret_key, "sign-in code", tenancy.municipality_id(), email, code)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
