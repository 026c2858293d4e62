"""Who was seen to live here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from portal.foundation.database import session
from portal.participation.residents.models import Verification
from portal.participation.residents.terms import Proof


@dataclass(frozen=True, slots=True)
class VerificationLine:
    """That somebody was seen to live here."""

    id: int
    person_id: int
    at: datetime
    by_id: int | None
    ground: Proof
    area_id: int | None
    ended_at: datetime | None


def is_verified(person_id: int | None, at: datetime) -> bool:
    """Say whether somebody is a verified resident at a moment."""
    return verification_of(person_id, at) is not None


def verification_of(person_id: int | None, at: datetime) -> VerificationLine | None:
    """Return the verification that holds at a moment: with the area somebody votes in."""
    if person_id is None:
        return None
    row = session.scalars(
        select(Verification)
        .where(Verification.person_id == person_id, *holding(at))
        .order_by(Verification.at.desc(), Verification.id.desc())
        .limit(1)
    ).first()
    return _line(row) if row else None


def holding(at: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Those that hold at a moment."""
    return (
        Verification.at <= at,
        or_(Verification.ended_at.is_(None), Verification.ended_at > at),
    )


def kept_of(person_id: int) -> list[dict[str, object]]:
    """Return what is kept of somebody, for their own copy."""
    rows = session.scalars(
        select(Verification).where(Verification.person_id == person_id).order_by(Verification.id)
    )
    return [
        {
            "at": row.at.isoformat(),
            "ground": row.ground,
            "area_id": row.area_id,
            "ended_at": row.ended_at.isoformat() if row.ended_at else None,
        }
        for row in rows
    ]


def _line(row: Verification) -> VerificationLine:
    return VerificationLine(
        row.id, row.person_id, row.at, row.by_id, Proof(row.ground), row.area_id, row.ended_at
    )
