"""Write down that somebody was seen to live here; end it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, or_, select, update

from portal.accounts import services as accounts
from portal.accounts.keys import keyed
from portal.foundation import audit, tenancy
from portal.foundation.clock import local
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import DESK, Actor
from portal.foundation.thai import normalise
from portal.participation.residents import acts, queries
from portal.participation.residents.models import LikelyDouble, Verification
from portal.participation.residents.services import doubles
from portal.participation.residents.terms import Proof

LONGEST_NAME = 100
TITLES = re.compile(r"^(?:นางสาว|น\.ส\.|นาง|นาย|คุณ|mr\.?|mrs\.?|ms\.?|miss)\s*")
"""Titles before a name, which one card bears and another does not."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What an officer saw at the counter. Of `name` and `born` only a keyed hash is kept."""

    name: str
    born: date
    ground: Proof
    area_id: int | None
    address: str = ""
    """E-mail or mobile number of the account; empty for somebody who has none."""


def verify_at_counter(actor: Actor, seen: Seen, *, secret_key: str, at: datetime) -> int:
    """Write down that a card or a house register was seen; returns the id of the person.

    Whoever has no account gets one that nobody can sign in to until they prove its address.
    Another verified account with the same name and day of birth is put into the queue.

    Raises:
        Invalid: the name is missing, the day of birth lies in the future, the address is none.

    """
    name = " ".join(seen.name.split())
    wrong: dict[str, object] = {}
    if not name or len(name) > LONGEST_NAME:
        wrong["name"] = lazy("Enter the name as it stands on the card")
    if not at.date().replace(year=at.year - 120) < seen.born <= local(at).date():
        wrong["born"] = lazy("Check the day of birth")
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    _may(actor)
    person_id = accounts.resident_at_counter(seen.address, name, at)
    likeness = likeness_of(name, seen.born, secret_key)
    verification_id = verify(actor, person_id, seen.ground, seen.area_id, at)
    session.execute(
        update(Verification).where(Verification.id == verification_id).values(likeness=likeness)
    )
    doubles.look(person_id, likeness, at)
    return person_id


def likeness_of(name: str, born: date, secret_key: str) -> str:
    """Return what two verifications of one person have in common, and what tells nobody's name."""
    said = TITLES.sub("", normalise(name)).replace(" ", "")
    return keyed(secret_key, "resident", tenancy.municipality_id(), said, born.isoformat())


def verify(actor: Actor, person_id: int, ground: Proof, area_id: int | None, at: datetime) -> int:
    """Write down that an officer saw somebody's card or house register; returns its id.

    Whoever is verified already is so once more from now on, with this area.
    """
    _may(actor)
    if ground not in {Proof.CARD, Proof.HOUSE_REGISTER}:
        raise Forbidden(lazy("At the counter a card or a house register is looked at."))
    row = write(person_id, ground, area_id, at, by_id=actor.person_id)
    audit.note(acts.VERIFIED, acts.KIND, row.id, by=actor, at=at, ground=ground.value)
    return row.id


def write(
    person_id: int,
    ground: Proof,
    area_id: int | None,
    at: datetime,
    *,
    by_id: int | None = None,
    batch_id: int | None = None,
) -> Verification:
    """Write the fact down; a former one ends. For the verbs of this room, which ask who may."""
    end_all(person_id, at)
    row = Verification(
        person_id=person_id,
        at=at,
        by_id=by_id,
        ground=ground.value,
        area_id=area_id,
        batch_id=batch_id,
    )
    session.add(row)
    session.flush()
    return row


def _may(actor: Actor) -> None:
    if actor.role not in DESK or actor.person_id is None:
        raise Forbidden(lazy("Only staff at the counter verify residents."))


def end(actor: Actor, verification_id: int, at: datetime) -> None:
    """Say that somebody is no verified resident any more."""
    _may(actor)
    row = session.scalar(select(Verification).where(Verification.id == verification_id))
    if row is None or not queries.is_verified(row.person_id, at):
        raise NotFound(lazy("There is no such verified resident."))
    end_all(row.person_id, at)
    audit.note(acts.ENDED, acts.KIND, row.id, by=actor, at=at)


def end_all(person_id: int, at: datetime) -> None:
    """End what holds for somebody."""
    session.execute(
        update(Verification)
        .where(Verification.person_id == person_id, Verification.ended_at.is_(None))
        .values(ended_at=at)
    )


def erase(person_id: int) -> int:
    """Forget that somebody was seen; returns how many lines there were."""
    session.execute(
        delete(LikelyDouble).where(
            or_(LikelyDouble.first_id == person_id, LikelyDouble.second_id == person_id)
        )
    )
    gone = session.execute(delete(Verification).where(Verification.person_id == person_id))
    return int(gone.rowcount)  # type: ignore[attr-defined]
