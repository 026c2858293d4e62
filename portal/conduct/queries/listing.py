"""The matters somebody holds a key to: a page of them, found by words, or all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select

from portal.conduct import policy
from portal.conduct.lifecycle import UNDECIDED, Outcome, Sort, State
from portal.conduct.models import ConductMatter, ConductOpening
from portal.foundation.database import session
from portal.foundation.policy import Actor

ROWS = 30


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter in a list or a file."""

    id: int
    year: int
    running: int
    sort: Sort
    state: State
    outcome: Outcome | None
    accused: str
    text: str
    happened: str
    place: str
    evidence: str
    filed_at: datetime
    answer_by: datetime
    closed_at: datetime | None
    is_opened: bool
    """Whether this person opened it before."""

    def is_late(self, at: datetime) -> bool:
        """Whether it waits beyond the promised day."""
        return self.state is State.RECEIVED and self.answer_by < at


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of matters, the newest first."""

    lines: list[MatterLine]
    found: int
    undecided: int
    page: int
    is_last: bool


def listed(actor: Actor, words: str = "", page: int = 1) -> Listed:
    """What this person may read, of that what holds these words."""
    wanted = _readable(actor)
    if words.strip():
        sign = f"%{_escaped(words.strip())}%"
        columns = (
            ConductMatter.text,
            ConductMatter.accused,
            ConductMatter.place,
            ConductMatter.evidence,
        )
        wanted = wanted.where(or_(*(column.ilike(sign, escape="\\") for column in columns)))
    found = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    lines = _lines(actor, wanted.offset((page - 1) * ROWS).limit(ROWS))
    return Listed(lines, found, undecided(actor), page, page * ROWS >= found)


def undecided(actor: Actor) -> int:
    """How many of this person's matters wait for a decision."""
    asked = (
        select(func.count())
        .select_from(ConductMatter)
        .where(
            policy.readable_by(actor),
            ConductMatter.state.in_([state.value for state in UNDECIDED]),
        )
    )
    return session.scalar(asked) or 0


def all_of(actor: Actor) -> list[MatterLine]:
    """Everything this person may read, the oldest first."""
    return _lines(actor, _readable(actor))[::-1]


def total(since: datetime, until: datetime) -> int:
    """How many came in within this time: the only figure there is, and it tells nothing else."""
    asked = (
        select(func.count())
        .select_from(ConductMatter)
        .where(ConductMatter.filed_at >= since, ConductMatter.filed_at < until)
    )
    return session.scalar(asked) or 0


def _readable(actor: Actor) -> Select[Any]:
    return (
        select(ConductMatter)
        .where(policy.readable_by(actor))
        .order_by(ConductMatter.filed_at.desc(), ConductMatter.id.desc())
    )


def _lines(actor: Actor, wanted: Select[Any]) -> list[MatterLine]:
    rows = list(session.scalars(wanted))
    opened = set(
        session.scalars(
            select(ConductOpening.matter_id).where(
                ConductOpening.person_id == actor.person_id,
                ConductOpening.matter_id.in_([row.id for row in rows]),
            )
        )
    )
    return [
        MatterLine(
            row.id,
            row.year,
            row.running,
            Sort(row.sort),
            State(row.state),
            Outcome(row.outcome) if row.outcome else None,
            row.accused,
            row.text,
            row.happened,
            row.place,
            row.evidence,
            row.filed_at,
            row.answer_by,
            row.closed_at,
            row.id in opened,
        )
        for row in rows
    ]


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")[:200]
