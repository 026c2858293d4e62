"""Who was seen to live here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select

from portal.accounts.models import Person
from portal.foundation.database import session
from portal.participation.residents.models import CodeBatch, LikelyDouble, PrintedCode, Verification
from portal.participation.residents.terms import Proof

SHOWN = 50


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


@dataclass(frozen=True, slots=True)
class BatchLine:
    """Codes that were printed together."""

    id: int
    title: str
    area_id: int | None
    made_at: datetime
    ends_at: datetime
    count: int
    used: int


@dataclass(frozen=True, slots=True)
class DoubleLine:
    """Two verified accounts that are likely one person."""

    id: int
    found_at: datetime
    first: Known
    second: Known


@dataclass(frozen=True, slots=True)
class Known:
    """A verified account as the counter sees it."""

    person_id: int
    name: str
    address: str
    verified: VerificationLine | None


def name_of(person_id: int) -> str | None:
    """Return the name of an active account; None where there is none."""
    return session.scalar(
        select(Person.name).where(Person.id == person_id, Person.is_active.is_(True))
    )


def lately(at: datetime) -> list[tuple[VerificationLine, str]]:
    """Return the last verifications that hold, each with the name or address of the account."""
    rows = session.execute(
        select(Verification, Person.name, Person.email, Person.phone)
        .join(Person, Person.id == Verification.person_id)
        .where(*holding(at))
        .order_by(Verification.id.desc())
        .limit(SHOWN)
    )
    return [(_line(row), name or email or phone or "") for row, name, email, phone in rows]


def batches() -> list[BatchLine]:
    """Return the batches of codes, the newest first, with how many were used."""
    rows = session.execute(
        select(CodeBatch, func.count(PrintedCode.id), func.count(PrintedCode.used_at))
        .join(PrintedCode, PrintedCode.batch_id == CodeBatch.id)
        .group_by(CodeBatch.id)
        .order_by(CodeBatch.id.desc())
        .limit(SHOWN)
    )
    return [
        BatchLine(row.id, row.title, row.area_id, row.made_at, row.ends_at, count, used)
        for row, count, used in rows
    ]


def undecided() -> int:
    """Return how many likely doubles wait: to be decided before a vote of residents closes."""
    waits = select(func.count(LikelyDouble.id)).where(LikelyDouble.decided_at.is_(None))
    return session.scalar(waits) or 0


def doubles(at: datetime) -> list[DoubleLine]:
    """Return the likely doubles that wait, the oldest first."""
    rows = session.scalars(
        select(LikelyDouble)
        .where(LikelyDouble.decided_at.is_(None))
        .order_by(LikelyDouble.id)
        .limit(SHOWN)
    ).all()
    return [
        DoubleLine(row.id, row.found_at, _known(row.first_id, at), _known(row.second_id, at))
        for row in rows
    ]


def _known(person_id: int, at: datetime) -> Known:
    row = session.get_one(Person, person_id)
    verified = verification_of(person_id, at)
    return Known(person_id, row.name, row.email or row.phone or "", verified)


def _line(row: Verification) -> VerificationLine:
    return VerificationLine(
        row.id, row.person_id, row.at, row.by_id, Proof(row.ground), row.area_id, row.ended_at
    )
