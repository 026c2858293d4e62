"""Write down that somebody was seen to live here; end it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from portal.foundation import audit
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import DESK, Actor
from portal.participation.residents import acts, queries
from portal.participation.residents.models import Verification
from portal.participation.residents.terms import Proof


def verify(actor: Actor, person_id: int, ground: Proof, area_id: int | None, at: datetime) -> int:
    """Write down that an officer saw somebody's card or house register; returns its id.

    Whoever is verified already is so once more from now on, with this area.
    """
    if actor.role not in DESK or actor.person_id is None:
        raise Forbidden(lazy("Only staff at the counter verify residents."))
    if ground not in {Proof.CARD, Proof.HOUSE_REGISTER}:
        raise Forbidden(lazy("At the counter a card or a house register is looked at."))
    _end(person_id, at)
    row = Verification(
        person_id=person_id, at=at, by_id=actor.person_id, ground=ground.value, area_id=area_id
    )
    session.add(row)
    session.flush()
    audit.note(acts.VERIFIED, acts.KIND, row.id, by=actor, at=at, ground=ground.value)
    return row.id


def end(actor: Actor, verification_id: int, at: datetime) -> None:
    """Say that somebody is no verified resident any more."""
    if actor.role not in DESK:
        raise Forbidden(lazy("Only staff at the counter verify residents."))
    row = session.scalar(select(Verification).where(Verification.id == verification_id))
    if row is None or not queries.is_verified(row.person_id, at):
        raise NotFound(lazy("There is no such verified resident."))
    _end(row.person_id, at)
    audit.note(acts.ENDED, acts.KIND, row.id, by=actor, at=at)


def _end(person_id: int, at: datetime) -> None:
    session.execute(
        update(Verification)
        .where(Verification.person_id == person_id, Verification.ended_at.is_(None))
        .values(ended_at=at)
    )


def erase(person_id: int) -> int:
    """Forget that somebody was seen; returns how many lines there were."""
    gone = session.execute(delete(Verification).where(Verification.person_id == person_id))
    return int(gone.rowcount)  # type: ignore[attr-defined]
