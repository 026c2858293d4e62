"""How it stands at this moment: counted live, by indexes, and never older than a minute."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, literal_column, select

from portal.foundation import tenancy
from portal.foundation.database import session
from portal.response_times.models import MatterFact, Pause

AGES = (7, 15, 30, 60, 90)
"""Days at which the ages of the backlog are parted; the last part is all that is older."""
KEPT_SECONDS = 60.0
MOST_KEPT = 2000
IS_OPEN = MatterFact.outcome == literal_column("''")
"""In these words, because the partial index says them so."""

_kept: dict[tuple[object, ...], tuple[float, Now]] = {}


@dataclass(frozen=True, slots=True)
class Now:
    """How it stands at this moment, and what happened today."""

    at: datetime
    received: int
    ended: int
    open: int
    overdue: int
    forwarded: int
    ages: tuple[int, ...]
    """Open matters by age: one number more than `AGES`."""
    waiting: dict[str, int]
    """How many clocks stand still, by reason."""


def now(kind: str, at: datetime, midnight: datetime, **mine: int) -> Now:
    """How it stands, at most a minute ago; `mine` narrows it by label (`unit_id`, `officer_id`)."""
    key = (tenancy.municipality_id(), kind, midnight, *sorted(mine.items()))
    known = _kept.get(key)
    if known is not None and known[0] > time.monotonic():
        return known[1]
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    counted = _counted(kind, at, midnight, mine)
    _kept[key] = (time.monotonic() + KEPT_SECONDS, counted)
    return counted


def forget() -> None:
    """Count afresh from now on, in this process."""
    _kept.clear()


def _counted(kind: str, at: datetime, midnight: datetime, mine: dict[str, int]) -> Now:
    here = [getattr(MatterFact, name) == value for name, value in mine.items()]
    here += [MatterFact.matter_kind == kind, MatterFact.is_counted.is_(True)]
    edges = [at - timedelta(days=days) for days in AGES]
    younger = [func.count().filter(MatterFact.filed_at >= edge) for edge in edges]
    n, overdue, forwarded, *ages = session.execute(
        select(
            func.count(),
            func.count().filter(MatterFact.next_due_at < at),
            func.count(MatterFact.forwarded_at),
            *younger,
        ).where(*here, IS_OPEN)
    ).one()
    each = [upper - lower for lower, upper in zip([0, *ages], [*ages, n], strict=True)]
    filed = [MatterFact.filed_at >= midnight, MatterFact.filed_at <= at]
    ended = [MatterFact.ended_at >= midnight, MatterFact.ended_at <= at]
    return Now(
        at,
        _count(*here, *filed),
        _count(*here, *ended, MatterFact.outcome != ""),
        n,
        overdue,
        forwarded,
        tuple(each),
        _waiting(here),
    )


def _count(*conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(MatterFact).where(*conditions)) or 0


def _waiting(here: Sequence[ColumnElement[bool]]) -> dict[str, int]:
    joined = and_(
        MatterFact.municipality_id == Pause.municipality_id,
        MatterFact.matter_kind == Pause.matter_kind,
        MatterFact.matter_id == Pause.matter_id,
    )
    asked = (
        select(Pause.reason, func.count())
        .join(MatterFact, joined)
        .where(Pause.ended_at.is_(None), *here, IS_OPEN)
        .group_by(Pause.reason)
    )
    return {row[0]: row[1] for row in session.execute(asked)}
