"""Questions about levels: whether any may have come, and what one of them is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, literal_column, select

from portal.foundation.database import session
from portal.response_times.levels import Level
from portal.response_times.models import Escalation, MatterFact, Promise
from portal.response_times.promises import Matter
from portal.response_times.queries.promised import is_open
from portal.response_times.standards import PromiseKind


@dataclass(frozen=True, slots=True)
class LevelLine:
    """A level that came and what it is about, as it stands now.

    `promise_kind` and `due_at` are None for a level of age. `is_over` tells that there is nothing
    to tell any more: the promise was met or replaced, or the matter has ended.
    """

    matter: Matter
    level: Level
    came_at: datetime
    promise_kind: PromiseKind | None
    due_at: datetime | None
    filed_at: datetime | None
    answered_at: datetime | None
    is_over: bool


def may_have_come(at: datetime) -> bool:
    """Whether any open promise or matter of the municipality should be looked at.

    Asked for in the order of the moments, so that each database takes the index.
    """
    promise = select(Promise.look_at).where(*is_open()).order_by(Promise.look_at).limit(1)
    matter = select(MatterFact.look_at).where(has_not_ended()).order_by(MatterFact.look_at).limit(1)
    soonest = (session.scalar(promise), session.scalar(matter))
    return any(look_at is not None and look_at <= at for look_at in soonest)


def has_not_ended() -> ColumnElement[bool]:
    """Whether a matter is open, in the words of its partial indexes: SQLite compares the text."""
    return MatterFact.outcome == literal_column("''")


def level_line(escalation_id: int) -> LevelLine | None:
    """What this level is about."""
    row = session.scalar(select(Escalation).where(Escalation.id == escalation_id))
    if row is None:
        return None
    promise = (
        session.scalar(select(Promise).where(Promise.id == row.promise_id))
        if row.promise_id
        else None
    )
    fact = session.scalar(
        select(MatterFact).where(
            MatterFact.matter_kind == row.matter_kind, MatterFact.matter_id == row.matter_id
        )
    )
    has_ended = fact is not None and fact.outcome != ""
    is_done_with = promise is not None and any(
        (promise.met_at, promise.cancelled_at, promise.superseded_at)
    )
    return LevelLine(
        matter=Matter(row.matter_kind, row.matter_id),
        level=Level(row.level),
        came_at=row.came_at,
        promise_kind=PromiseKind(promise.promise_kind) if promise else None,
        due_at=promise.due_at if promise else None,
        filed_at=fact.filed_at if fact else None,
        answered_at=fact.answered_at if fact else None,
        is_over=has_ended or is_done_with,
    )


def left_to_digest_since(moment: datetime) -> int:
    """How many levels came since this moment of which nobody was told one by one."""
    wanted = select(func.count(Escalation.id)).where(
        Escalation.told_at >= moment, Escalation.is_in_digest.is_(True)
    )
    return session.scalar(wanted) or 0
