"""Questions about promises and pauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    bindparam,
    exists,
    func,
    or_,
    select,
)

from portal.foundation import database
from portal.response_times.models import Pause, Promise
from portal.response_times.promises import Matter, PauseLine, PromiseLine
from portal.response_times.standards import DUTIES, PAUSABLE, PromiseKind, Unit

_IDS_PER_QUERY = 500
_ORDER = {kind: place for place, kind in enumerate(PromiseKind)}


def promises_of(matter: Matter) -> list[PromiseLine]:
    """Every promise ever made for the matter, replaced ones too: by round, then as they came."""
    rows = database.run(_LINES_OF, {"kind": matter.kind, "id": matter.id})
    return _in_order([_line(row) for row in rows])


def promises_of_many(kind: str, ids: Sequence[int]) -> dict[int, list[PromiseLine]]:
    """The promises of many matters of one kind, without replaced ones; every id has a list."""
    found: dict[int, list[PromiseLine]] = {matter_id: [] for matter_id in ids}
    for start in range(0, len(ids), _IDS_PER_QUERY):
        some = ids[start : start + _IDS_PER_QUERY]
        rows = database.run(_LINES_OF_MANY, {"kind": kind, "ids": some})
        for row in rows:
            line = _line(row)
            found[line.matter.id].append(line)
    return {matter_id: _in_order(lines) for matter_id, lines in found.items()}


def next_due(matter: Matter) -> datetime | None:
    """The earliest open due moment of the municipality's own duties, or None.

    While the clock stands still only promised news counts; the reporter's limits never do.
    """
    return database.run(_NEXT_DUE, {"kind": matter.kind, "id": matter.id}).scalar()


def limits_of(matter: Matter) -> list[PromiseLine]:
    """The reporter's open limits (to answer a question, to ask to reopen)."""
    return [line for line in promises_of(matter) if line.is_open and not line.is_duty]


def pauses_of(matter: Matter) -> list[PauseLine]:
    """When the clock of the matter stood still, in order; those not ended are open."""
    rows = database.run(_PAUSES_OF, {"kind": matter.kind, "id": matter.id})
    return [PauseLine(matter, *row) for row in rows]


def is_open() -> tuple[ColumnElement[bool], ...]:
    """Whether a promise still stands, in the words of its partial indexes."""
    return (
        Promise.met_at.is_(None),
        Promise.cancelled_at.is_(None),
        Promise.superseded_at.is_(None),
    )


def stopped_since() -> ScalarSelect[Any]:
    """Since when the clock of a promise's matter has stood still; NULL while it runs."""
    return (
        select(func.min(Pause.stopped_since))
        .where(
            Pause.municipality_id == Promise.municipality_id,
            Pause.matter_kind == Promise.matter_kind,
            Pause.matter_id == Promise.matter_id,
            Pause.ended_at.is_(None),
        )
        .correlate(Promise)
        .scalar_subquery()
    )


def _lines() -> Select[*tuple[Any, ...]]:
    """One row a promise, with the moment since which the matter's clock stands still."""
    lines = select(
        Promise.matter_kind,
        Promise.matter_id,
        Promise.promise_kind,
        Promise.round,
        Promise.amount,
        Promise.unit,
        Promise.started_at,
        Promise.promised_at,
        Promise.first_due_at,
        Promise.due_at,
        Promise.met_at,
        Promise.cancelled_at,
        Promise.superseded_at,
        stopped_since(),
    )
    return lines.order_by(Promise.id)


_ABOUT = (Promise.matter_kind == bindparam("kind"), Promise.matter_id == bindparam("id"))
_PAUSED = exists().where(
    Pause.municipality_id == Promise.municipality_id,
    Pause.matter_kind == bindparam("kind"),
    Pause.matter_id == bindparam("id"),
    Pause.ended_at.is_(None),
)
_NEXT_DUE = select(func.min(Promise.due_at)).where(
    *_ABOUT,
    *is_open(),
    Promise.promise_kind.in_(sorted(DUTIES)),
    or_(Promise.promise_kind.not_in(sorted(PAUSABLE)), ~_PAUSED),
)
_LINES_OF = _lines().where(*_ABOUT)
_LINES_OF_MANY = _lines().where(
    Promise.matter_kind == bindparam("kind"),
    Promise.matter_id.in_(bindparam("ids", expanding=True)),
    Promise.superseded_at.is_(None),
)
_PAUSES_OF = (
    select(Pause.reason, Pause.began_at, Pause.ended_at)
    .where(Pause.matter_kind == bindparam("kind"), Pause.matter_id == bindparam("id"))
    .order_by(Pause.began_at, Pause.id)
)


def _line(row: Row[*tuple[Any, ...]]) -> PromiseLine:
    matter_kind, matter_id, promise_kind, number, amount, unit, *moments, paused_since = row
    kind = PromiseKind(promise_kind)
    line = PromiseLine(
        Matter(matter_kind, matter_id), kind, number, amount, Unit(unit) if unit else None, *moments
    )
    if paused_since is None or kind not in PAUSABLE or not line.is_open:
        return line
    return replace(line, paused_since=paused_since)


def _in_order(lines: list[PromiseLine]) -> list[PromiseLine]:
    return sorted(lines, key=lambda line: (line.round, line.promised_at, _ORDER[line.promise_kind]))
