"""Likely doubles: found when somebody is verified, decided by a person before a vote closes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from portal.foundation import audit
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.residents import acts, policy, queries
from portal.participation.residents.models import LikelyDouble, Verification


def look(person_id: int, likeness: str, at: datetime) -> int:
    """Put every other verified account of the same likeness into the queue; returns how many."""
    others = session.scalars(
        select(Verification.person_id)
        .where(
            Verification.likeness == likeness,
            Verification.person_id != person_id,
            *queries.holding(at),
        )
        .distinct()
        .order_by(Verification.person_id)
    ).all()
    known = set(
        session.scalars(
            select(LikelyDouble.first_id).where(
                LikelyDouble.second_id == person_id, LikelyDouble.first_id.in_(others)
            )
        )
    )
    new = [other for other in others if other not in known]
    session.add_all(LikelyDouble(first_id=other, second_id=person_id, found_at=at) for other in new)
    session.flush()
    return len(new)


def decide(actor: Actor, double_id: int, *, is_same: bool, at: datetime) -> None:
    """Say whether two accounts are one person; if so, the later verification ends."""
    if not policy.may_decide(actor):
        raise Forbidden(lazy("You do not have permission to decide on doubles."))
    row = session.scalar(
        select(LikelyDouble)
        .where(LikelyDouble.id == double_id, LikelyDouble.decided_at.is_(None))
        .with_for_update()
    )
    if row is None:
        raise NotFound(lazy("There is no such double, or it has been decided."))
    row.decided_at, row.decided_by, row.is_same = at, actor.person_id, is_same
    if is_same:
        session.execute(
            update(Verification)
            .where(Verification.person_id == row.second_id, Verification.ended_at.is_(None))
            .values(ended_at=at)
        )
    session.flush()
    audit.note(acts.DOUBLE_DECIDED, acts.KIND, row.id, by=actor, at=at, same=is_same)
