"""What a new standard would have made of the last twelve months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, select

from portal.foundation import clock, tenancy
from portal.foundation.database import session
from portal.response_times.hindsight import Past, Pauses, Tally, judge
from portal.response_times.lifecycle import Outcome
from portal.response_times.models import MatterFact, Pause
from portal.response_times.promises import joined
from portal.response_times.queries.calendars import calendar_of
from portal.response_times.queries.standards import versions_of
from portal.response_times.standards import PromiseKind, Standard
from portal.response_times.versions import Scope, Version

LOOKED_BACK = timedelta(days=365)
COUNTABLE = (PromiseKind.ACKNOWLEDGE, PromiseKind.ANSWER, PromiseKind.RESOLVE)
"""What the facts of a matter tell; when news were told they do not."""


_Fact = list[Any]
"""The columns of `_facts` from the id on, at the places below."""
_ID, _FILED, _ACKNOWLEDGED, _ANSWERED, _ENDED, _OUTCOME, _TIMED, _COUNTED = range(8)
_MET = {
    PromiseKind.ACKNOWLEDGE: _ACKNOWLEDGED,
    PromiseKind.ANSWER: _ANSWERED,
    PromiseKind.RESOLVE: _ENDED,
}


@dataclass(frozen=True, slots=True)
class Under:
    """The last twelve months under one rule. `standard` None: under several, or none."""

    standard: Standard | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class Comparison:
    """One kind of promise, as it is now and as it would be."""

    promise_kind: PromiseKind
    now: Under
    then: Under


def compare(matter_kind: str, versions: Sequence[Version], at: datetime) -> list[Comparison]:
    """What these versions would have changed for the matters they would decide on.

    Those of the last 365 days, by the standard of today and by the new one as if each had held all
    the while. A matter that keeps a more specific standard is not among them.
    """
    wanted = [version for version in versions if version.promise_kind in COUNTABLE]
    if not wanted:
        return []
    rows = _facts(matter_kind, {version.scope for version in wanted}, at)
    pauses = _pauses(matter_kind, at)
    return [_compared(matter_kind, version, rows, pauses, at) for version in wanted]


def _compared(
    matter_kind: str,
    version: Version,
    rows: Mapping[Scope, list[_Fact]],
    pauses: Mapping[int, Pauses],
    at: datetime,
) -> Comparison:
    today = clock.local(at).date()
    known = versions_of(matter_kind)
    changed = known.plus([Version(version.scope, version.promise_kind, version.standard, today)])
    kind = version.promise_kind
    now: dict[Standard | None, list[Past]] = defaultdict(list)
    then: dict[Standard | None, list[Past]] = defaultdict(list)
    for scope, facts in rows.items():
        old = _decided(known.deciding(scope, today), kind)
        new = _decided(changed.deciding(scope, today), kind)
        if old == new:
            continue
        pasts = _pasts(facts, kind, pauses)
        now[old.standard if old else None] += pasts
        then[new.standard if new else None] += pasts
    return Comparison(kind, _under(now, at), _under(then, at))


def _under(groups: Mapping[Standard | None, Sequence[Past]], at: datetime) -> Under:
    """All groups judged, each by its own standard."""
    total = Tally()
    calendar = calendar_of(tenancy.municipality_id())
    for standard, pasts in groups.items():
        if standard is None:
            continue
        tally = judge(pasts, standard, calendar, at)
        for name in Tally.__slots__:
            setattr(total, name, getattr(total, name) + getattr(tally, name))
    return Under(next(iter(groups)) if len(groups) == 1 else None, total)


def _decided(versions: Iterable[Version], kind: PromiseKind) -> Version | None:
    return next((version for version in versions if version.promise_kind is kind), None)


def _pasts(rows: Iterable[_Fact], kind: PromiseKind, pauses: Mapping[int, Pauses]) -> list[Past]:
    """The facts as they bear on one kind of promise."""
    place = _MET[kind]
    needs_fix = kind is PromiseKind.RESOLVE
    return [
        Past(
            row[_FILED],
            None if needs_fix and row[_OUTCOME] != Outcome.RESOLVED else row[place],
            bool(row[_OUTCOME]),
            row[_TIMED],
            row[_COUNTED],
            pauses.get(row[_ID], ()),
        )
        for row in rows
    ]


def _facts(matter_kind: str, scopes: Iterable[Scope], at: datetime) -> dict[Scope, list[_Fact]]:
    """The matters that may be concerned, by their category and priority."""
    rows = select(
        MatterFact.category_id,
        MatterFact.priority,
        MatterFact.matter_id,
        MatterFact.filed_at,
        MatterFact.acknowledged_at,
        MatterFact.answered_at,
        MatterFact.ended_at,
        MatterFact.outcome,
        MatterFact.is_timed,
        MatterFact.is_counted,
    ).where(
        MatterFact.matter_kind == matter_kind,
        MatterFact.filed_at >= at - LOOKED_BACK,
        MatterFact.filed_at <= at,
    )
    categories = {scope.category_id for scope in scopes}
    if None not in categories:
        rows = rows.where(MatterFact.category_id.in_(sorted(filter(None, categories))))
    found: dict[tuple[int | None, str], list[_Fact]] = defaultdict(list)
    for category_id, priority, *fact in session.execute(rows):
        found[category_id, priority].append(fact)
    return {Scope(*key): facts for key, facts in found.items()}


def _pauses(matter_kind: str, at: datetime) -> dict[int, Pauses]:
    """When each of them stood still, oldest first; a running pause lasts until now."""
    rows = session.execute(
        select(Pause.matter_id, Pause.began_at, Pause.ended_at)
        .join(
            MatterFact,
            and_(
                MatterFact.municipality_id == Pause.municipality_id,
                MatterFact.matter_kind == Pause.matter_kind,
                MatterFact.matter_id == Pause.matter_id,
            ),
        )
        .where(Pause.matter_kind == matter_kind, MatterFact.filed_at >= at - LOOKED_BACK)
        .order_by(Pause.began_at, Pause.id)
    )
    found: dict[int, Pauses] = {}
    for matter_id, began_at, ended_at in rows:
        found[matter_id] = (*found.get(matter_id, ()), (began_at, ended_at or at))
    return {matter_id: tuple(joined(pauses)) for matter_id, pauses in found.items()}
