"""Codes for residents: six digits to an e-mail or a telephone. Nothing tells who has an account."""

from __future__ import annotations

import hmac
import re
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select

from portal.accounts.events import SEAL, CodeAsked
from portal.accounts.keys import keyed, sealed
from portal.accounts.models import Person, SignInCode
from portal.accounts.services.addresses import Address, tidy_address
from portal.accounts.services.books import refuse_too_many, tried, write_down
from portal.foundation import clock, limits, outbox, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Invalid, TooMany
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.personal import NOTICE
from portal.foundation.policy import STAFF, Role

CODE_LIVES = timedelta(minutes=10)
CODE_TRIES = 5
CODES_A_DAY = 20
CODES_FROM_ONE = Limit("codes asked for by one address", 60, minutes=15)
"""Codes that one sender may ask for in a quarter of an hour: a town's mobile users share one."""
LONGEST_CODE = 60


def ask_code(
    address: Address | str, language: str, *, secret_key: str, who: str, at: datetime
) -> None:
    """Send a 6-digit code to this address; a former one is worth nothing from now on."""
    to = address if isinstance(address, Address) else tidy_address(address, phones_too=False)
    refuse_too_many([*tried(to.text, who), (CODES_FROM_ONE, who)])
    limits.count(CODES_FROM_ONE, who)
    code = f"{secrets.randbelow(10**6):06d}"
    row = session.scalar(select(SignInCode).where(SignInCode.address == to.text).with_for_update())
    if row is None:
        row = SignInCode(address=to.text, code_hash="", sent_at=at, sent_today=0)
        session.add(row)
    same_day = clock.local(row.sent_at).date() == clock.local(at).date()
    row.sent_today = (row.sent_today if same_day else 0) + 1
    if row.sent_today > CODES_A_DAY:
        raise TooMany(lazy("Too many codes were sent to this address today. Try again tomorrow."))
    row.code_hash, row.sent_at, row.tries = _code_hash(secret_key, to, code), at, 0
    seal = sealed(secret_key, code.encode(), SEAL)
    outbox.record(CodeAsked(to.text, seal, language, to.is_phone, to.purpose.value), at)


def check_code(
    address: Address | str, code: str, *, secret_key: str, who: str, at: datetime
) -> int:
    """The id of the resident whose address got this code; made now if they are new."""
    to = address if isinstance(address, Address) else tidy_address(address, phones_too=False)
    take_code(to, code, secret_key=secret_key, who=who, at=at)
    same = Person.phone == to.text if to.is_phone else Person.email == to.text
    person = session.scalar(select(Person).where(same))
    if person is None:
        return _add_resident(to, at)
    if Role(person.role) in STAFF or not person.is_active:
        raise Invalid(fields={"code": lazy("Staff sign in with their password at the staff door.")})
    person.notice = NOTICE
    return person.id


def take_code(to: Address, code: str, *, secret_key: str, who: str, at: datetime) -> None:
    """Use up the code that was sent to this address; `Invalid` where it is not the right one."""
    counted = tried(to.text, who)
    refuse_too_many(counted)
    row = session.scalar(select(SignInCode).where(SignInCode.address == to.text).with_for_update())
    digits = re.sub(r"\D", "", code[:LONGEST_CODE])
    fresh = row is not None and at - row.sent_at <= CODE_LIVES and row.tries < CODE_TRIES
    expected = row.code_hash if row is not None and fresh else "-" * 64
    if row is None or not hmac.compare_digest(_code_hash(secret_key, to, digits), expected):
        write_down(counted, to.text)
        raise Invalid(
            fields={"code": lazy("The code is not right or too old. Check it, or ask for another.")}
        )
    session.delete(row)


def _add_resident(to: Address, at: datetime) -> int:
    row = Person(
        email=None if to.is_phone else to.text,
        phone=to.text if to.is_phone else None,
        role=Role.RESIDENT.value,
        added_at=at,
        notice=NOTICE,
    )
    session.add(row)
    session.flush()
    return row.id


def _code_hash(secret_key: str, to: Address, code: str) -> str:
    """Six digits are soon guessed from a plain hash, but not without the portal's key."""
    return keyed(secret_key, f"code to {to.purpose}", tenancy.municipality_id(), to.text, code)
