"""Find the levels that have come, and tell each of them once.

What is looked at is only what `look_at` says should be; afterwards it says when to look again. A
promise that pauses have moved, a new one and one brought in from elsewhere say «at once», so that
nothing but a look decides, by the moments as they stand then.

What is told of:

- only what comes after this municipality began to be watched (the first look at it): what was
  late long before, of an old register too, is let be;
- of a promise written down later than its level (a letter of last week, a register brought in)
  nothing, unless it replaced an earlier one: then the level is news;
- of a replaced date only what was not told already of the date before it;
- of a matter's age nothing that came about while the matter had ended, and of several ages at
  once (the worker stood still) only the highest.

At most `MOST_A_DAY` levels of a municipality are told one by one in a day; what comes beyond that
is written down as told by the morning's digest, so that nobody gets a thousand letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, or_, select, update

from portal.foundation import database, outbox, tenancy
from portal.foundation.database import session
from portal.response_times.events import LevelReached
from portal.response_times.levels import (
    AGES,
    Level,
    next_of_age,
    next_of_promise,
    of_age,
    of_promise,
)
from portal.response_times.models import Escalation, EscalationWatch, MatterFact, Pause, Promise
from portal.response_times.queries.escalations import has_not_ended
from portal.response_times.queries.promised import is_open
from portal.response_times.standards import DUTIES, PAUSABLE

BATCH = 500
MOST_A_DAY = 200
DAY = timedelta(days=1)
PARKED = DAY
"""When a promise whose clock stands still is looked at again, if nothing moves it before."""

Key = tuple[str, int]
"""A matter's kind and id."""
Step = tuple[Key, str, str]
"""A matter, the kind of a promise (or nothing), a level."""


_LOOK_AGAIN = (
    update(MatterFact)
    .where(
        MatterFact.municipality_id == database.HERE,
        MatterFact.matter_kind == bindparam("kind"),
        MatterFact.matter_id == bindparam("id"),
    )
    .values(look_at=bindparam("again_at"))
)


@dataclass(frozen=True, slots=True)
class Filed:
    """A matter that has not ended."""

    matter: Key
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class Come:
    """A level that has come."""

    matter: Key
    level: Level
    came_at: datetime
    promise: Promise | None = None

    @property
    def promise_id(self) -> int:
        """The promise's, or 0 for a level of age."""
        return self.promise.id if self.promise else 0

    @property
    def promise_kind(self) -> str:
        """What was promised, or nothing."""
        return self.promise.promise_kind if self.promise else ""


@dataclass(slots=True)
class Known:
    """What is known of some matters: what was told of them, which promises replaced others."""

    told: dict[Step, list[tuple[int, datetime]]] = field(default_factory=dict)
    """By matter, kind of promise and level: for which promise, and when."""
    replaced: set[tuple[Key, str, int]] = field(default_factory=set)
    reopened: dict[Key, datetime] = field(default_factory=dict)

    def was_told(self, come: Come) -> bool:
        """Whether this level, or the same one of a date that was replaced later, was told."""
        former = self.told.get((come.matter, come.promise_kind, come.level), [])
        return any(
            promise_id == come.promise_id or told_at >= come.came_at
            for promise_id, told_at in former
        )

    def replaces(self, promise: Promise) -> bool:
        """Whether it took the place of an earlier promise of its kind."""
        key = (promise.matter_kind, promise.matter_id)
        return (key, promise.promise_kind, promise.round) in self.replaced


def escalate(at: datetime) -> bool:
    """Look at what should be looked at, a batch of it; true when there may be more.

    One worker at a time looks at a municipality. Levels and looks are written in the transaction
    of the caller, so that a worker killed in the middle has told nothing.
    """
    database.lock(f"escalation:{tenancy.municipality_id()}")
    since = _watched_since(at)
    promises, matters = _promises(at), _matters(at)
    come = [*_of_promises(promises, at), *_of_matters(matters, at)]
    known = _known(come)
    _tell([one for one in come if _is_news(one, known, since)], at)
    session.flush()
    return len(promises) == BATCH or len(matters) == BATCH


def _watched_since(at: datetime) -> datetime:
    since = session.scalar(select(EscalationWatch.since))
    if since is None:
        session.add(EscalationWatch(since=at))
    return since or at


def _promises(at: datetime) -> Sequence[Promise]:
    return session.scalars(
        select(Promise)
        .where(Promise.look_at <= at, *is_open())
        .order_by(Promise.look_at)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    ).all()


def _matters(at: datetime) -> Sequence[Filed]:
    rows = session.execute(
        select(MatterFact.matter_kind, MatterFact.matter_id, MatterFact.filed_at)
        .where(MatterFact.look_at <= at, has_not_ended())
        .order_by(MatterFact.look_at)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    return [Filed((kind, matter_id), filed_at) for kind, matter_id, filed_at in rows]


def _of_promises(promises: Sequence[Promise], at: datetime) -> Iterable[Come]:
    """The levels that have come, and when each promise is looked at again."""
    paused = _paused([promise.matter_id for promise in promises])
    for promise in promises:
        matter = (promise.matter_kind, promise.matter_id)
        if matter in paused and promise.promise_kind in PAUSABLE:
            promise.look_at = at + PARKED
            continue
        promise.look_at = next_of_promise(promise.started_at, promise.due_at, at)
        if promise.promise_kind in DUTIES:
            for level, came_at in of_promise(promise.started_at, promise.due_at, at):
                yield Come(matter, level, came_at, promise)


def _paused(matter_ids: Sequence[int]) -> set[Key]:
    rows = session.execute(
        select(Pause.matter_kind, Pause.matter_id).where(
            Pause.matter_id.in_(matter_ids), Pause.ended_at.is_(None)
        )
    )
    return {(kind, matter_id) for kind, matter_id in rows}


def _of_matters(matters: Sequence[Filed], at: datetime) -> Iterable[Come]:
    """The ages that have come, and when each matter is looked at again."""
    again = [
        {
            "here": tenancy.municipality_id(),
            "kind": one.matter[0],
            "id": one.matter[1],
            "again_at": next_of_age(one.filed_at, at),
        }
        for one in matters
    ]
    if again:
        session.connection().execute(_LOOK_AGAIN, again)
    for one in matters:
        for level, came_at in of_age(one.filed_at, at):
            yield Come(one.matter, level, came_at)


def _known(come: Sequence[Come]) -> Known:
    """What must be known to say what is news, in two questions for all."""
    known = Known()
    ids = sorted({one.matter[1] for one in come})
    if ids:
        _learn_what_was_told(known, ids)
        _learn_what_was_replaced(known, ids)
    return known


def _learn_what_was_told(known: Known, ids: Sequence[int]) -> None:
    rows = session.execute(
        select(
            Escalation.matter_kind,
            Escalation.matter_id,
            Escalation.promise_kind,
            Escalation.level,
            Escalation.promise_id,
            Escalation.told_at,
        ).where(Escalation.matter_id.in_(ids))
    )
    for kind, matter_id, promise_kind, level, promise_id, told_at in rows:
        step = ((kind, matter_id), promise_kind, level)
        known.told.setdefault(step, []).append((promise_id, told_at))


def _learn_what_was_replaced(known: Known, ids: Sequence[int]) -> None:
    rows = session.execute(
        select(
            Promise.matter_kind,
            Promise.matter_id,
            Promise.promise_kind,
            Promise.round,
            func.min(Promise.promised_at),
            func.max(Promise.superseded_at),
        )
        .where(
            Promise.matter_id.in_(ids),
            or_(Promise.round > 1, Promise.superseded_at.is_not(None)),
        )
        .group_by(Promise.matter_kind, Promise.matter_id, Promise.promise_kind, Promise.round)
    )
    for kind, matter_id, promise_kind, number, promised_at, superseded_at in rows:
        matter = (kind, matter_id)
        if superseded_at is not None:
            known.replaced.add((matter, promise_kind, number))
        if number > 1:
            known.reopened[matter] = max(promised_at, known.reopened.get(matter, promised_at))


def _is_news(come: Come, known: Known, since: datetime) -> bool:
    if come.came_at <= since or known.was_told(come):
        return False
    if come.promise is None:
        reopened_at = known.reopened.get(come.matter)
        return reopened_at is None or come.came_at > reopened_at
    return come.came_at > come.promise.promised_at or known.replaces(come.promise)


def _tell(news: Sequence[Come], at: datetime) -> None:
    """Write down what is told, and let it be known: at most so many a day, one by one."""
    left = MOST_A_DAY - _told_alone(at) if news else 0
    highest = {one.matter: one.level for one in news if one.level in AGES}
    for one in news:
        is_said_with_another = one.level in AGES and one.level is not highest[one.matter]
        is_told_alone = left > 0 and not is_said_with_another
        left -= is_told_alone
        row = Escalation(
            matter_kind=one.matter[0],
            matter_id=one.matter[1],
            promise_id=one.promise_id,
            promise_kind=one.promise_kind,
            level=one.level.value,
            came_at=one.came_at,
            told_at=at,
            is_in_digest=not is_told_alone and not is_said_with_another,
        )
        session.add(row)
        if is_told_alone:
            session.flush()
            fact = LevelReached(row.id, *one.matter, one.promise_kind, one.level.value)
            outbox.record(fact, at)


def _told_alone(at: datetime) -> int:
    wanted = select(func.count(Escalation.id)).where(
        Escalation.told_at > at - DAY, Escalation.is_in_digest.is_(False)
    )
    return session.scalar(wanted) or 0
