"""One-time codes on paper: printed once, kept as keyed hashes, each works for one person."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select, update

from portal.accounts.keys import keyed
from portal.complaints.numbering import ALPHABET
from portal.foundation import audit, limits, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder, TooMany
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.policy import Actor
from portal.foundation.thai import arabic_digits
from portal.participation.residents import acts, policy
from portal.participation.residents.models import CodeBatch, PrintedCode, Verification
from portal.participation.residents.services.counter import write
from portal.participation.residents.terms import Proof

LENGTH = 12
"""Signs of an alphabet of 22: more than 53 bits, so that nobody guesses one of a few thousand."""
MOST = 2000
LONGEST = timedelta(days=366)
TRIES: Final = Limit("resident-code", 8, 60)


@dataclass(frozen=True, slots=True)
class NewCodes:
    """What is asked for: how many, what for, for which area, until when."""

    form_id: UUID
    title: str
    count: int
    area_id: int | None
    ends_at: datetime


def print_codes(actor: Actor, new: NewCodes, *, secret_key: str, at: datetime) -> list[str]:
    """Make codes and return them, this one time; what is kept cannot be read back.

    Raises:
        Invalid: the title is missing, the number or the end makes no sense.
        OutOfOrder: this form made its codes already.

    """
    if not policy.may_print(actor):
        raise Forbidden(lazy("You do not have permission to print codes."))
    _check(new, at)
    if session.scalar(select(CodeBatch.id).where(CodeBatch.form_id == new.form_id)) is not None:
        raise OutOfOrder(lazy("These codes were printed already. They are shown only once."))
    batch = CodeBatch(
        form_id=new.form_id,
        title=new.title.strip(),
        area_id=new.area_id,
        made_at=at,
        made_by=actor.person_id,
        ends_at=new.ends_at,
    )
    session.add(batch)
    session.flush()
    codes: set[str] = set()
    while len(codes) < new.count:
        codes.add("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))
    session.add_all(
        PrintedCode(batch_id=batch.id, code_hash=_hash(code, secret_key)) for code in codes
    )
    session.flush()
    audit.note(acts.CODES_MADE, acts.KIND, batch.id, by=actor, at=at, codes=new.count)
    return ["-".join(code[n : n + 4] for n in range(0, LENGTH, 4)) for code in sorted(codes)]


def redeem(actor: Actor, typed: str, *, secret_key: str, who: str, at: datetime) -> None:
    """Verify whoever typed a code that nobody has used; `who` is the sender's keyed name.

    Raises:
        Invalid: no code, used already, or too old: never which of these.
        TooMany: wrong codes were typed too often.

    """
    if actor.person_id is None:
        raise Forbidden(lazy("Sign in before you enter the code."))
    name = str(actor.person_id)
    if limits.is_reached(TRIES, name) or limits.is_reached(TRIES, who):
        raise TooMany(lazy("The code was wrong too often. Try again in an hour."))
    code = re.sub(r"[^A-Z0-9]", "", arabic_digits(typed[:60]).upper())
    row = session.execute(
        select(PrintedCode, CodeBatch.area_id, CodeBatch.ends_at)
        .join(CodeBatch, CodeBatch.id == PrintedCode.batch_id)
        .where(PrintedCode.code_hash == _hash(code, secret_key))
    ).one_or_none()
    if row is None or row.ends_at <= at or not _use(row[0].id, at):
        limits.count_apart((TRIES, name), (TRIES, who))
        wrong = lazy("This code is not right, was used already, or is too old.")
        raise Invalid(fields={"code": wrong})
    write(actor.person_id, Proof.CODE, row.area_id, at, batch_id=row[0].batch_id)


def end_codes(actor: Actor, batch_id: int, at: datetime) -> None:
    """End a batch that was lost: none works, and who used one is verified no more."""
    if not policy.may_print(actor):
        raise Forbidden(lazy("You do not have permission to print codes."))
    row = session.scalar(select(CodeBatch).where(CodeBatch.id == batch_id).with_for_update())
    if row is None:
        raise NotFound(lazy("There are no such codes."))
    row.ends_at = min(row.ends_at, at)
    session.execute(
        update(Verification)
        .where(Verification.batch_id == batch_id, Verification.ended_at.is_(None))
        .values(ended_at=at)
    )
    audit.note(acts.CODES_ENDED, acts.KIND, batch_id, by=actor, at=at)


def _use(code_id: int, at: datetime) -> bool:
    """Use a code; of two who type it at once, one is told that it was used."""
    used = session.execute(
        update(PrintedCode)
        .where(PrintedCode.id == code_id, PrintedCode.used_at.is_(None))
        .values(used_at=at)
    )
    return bool(used.rowcount)  # type: ignore[attr-defined]


def _hash(code: str, secret_key: str) -> str:
    return keyed(secret_key, "printed code", tenancy.municipality_id(), code)


def _check(new: NewCodes, at: datetime) -> None:
    wrong: dict[str, object] = {}
    if not new.title.strip() or len(new.title) > 100:  # noqa: PLR2004 - the column's length
        wrong["title"] = lazy("Say in at most 100 characters what the codes are for")
    if not 1 <= new.count <= MOST:
        wrong["count"] = lazy("Print between 1 and %(most)s codes at a time", most=MOST)
    if not at < new.ends_at <= at + LONGEST:
        wrong["ends_on"] = lazy("The last day lies in the future, within a year")
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
