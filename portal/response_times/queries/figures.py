"""Questions behind the figures: the matters of a period, their promises, and how it stands now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
)

from portal.foundation.database import KEPT, session
from portal.response_times.figures.periods import Period
from portal.response_times.figures.sheets import By, Sheet, from_json
from portal.response_times.figures.spells import Fact
from portal.response_times.models import FigureSheet, MatterFact, Promise
from portal.response_times.queries.promised import stopped_since
from portal.response_times.standards import PAUSABLE, PromiseKind

COUNTED_PROMISES = (
    PromiseKind.ACKNOWLEDGE,
    PromiseKind.ANSWER,
    PromiseKind.RESOLVE,
    PromiseKind.NEWS,
)
_LABELS = (
    MatterFact.category_id,
    MatterFact.unit_id,
    MatterFact.area_id,
    MatterFact.officer_id,
    MatterFact.channel,
    MatterFact.priority,
)
_COLUMNS = (*_LABELS, *(getattr(MatterFact, name) for name in Fact._fields[len(_LABELS) :]))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BLANK = (False, _EPOCH, None, None, None, "", None, None, 0, None, None, None, None, "")


@dataclass(frozen=True, slots=True)
class PromisesDue:
    """So many promises of a kind and of matters with the same labels, due in the same piece."""

    fact: Fact
    """Only its labels are filled."""
    place: int
    """Which of the pieces of time, from 0."""
    kind: str
    kept: int
    n: int


def filed_in(kind: str, period: Period, unit_id: int = 0) -> Iterator[Fact]:
    """The counted matters that were filed in a period."""
    asked = _facts(kind, unit_id).where(
        MatterFact.filed_at >= period.begins_at, MatterFact.filed_at < period.ends_at
    )
    return (Fact(*row) for row in session.execute(asked))


def ended_in(kind: str, period: Period, unit_id: int = 0) -> Iterator[Fact]:
    """The counted matters that ended in a period, whenever they were filed."""
    asked = _facts(kind, unit_id).where(
        MatterFact.ended_at >= period.begins_at,
        MatterFact.ended_at < period.ends_at,
        MatterFact.outcome != "",
    )
    return (Fact(*row) for row in session.execute(asked))


def not_counted_in(period: Period, unit_id: int = 0) -> int:
    """How many matters of a period, of whatever kind, stay out of all other figures."""
    asked = select(func.count()).where(
        MatterFact.filed_at >= period.begins_at,
        MatterFact.filed_at < period.ends_at,
        MatterFact.is_counted.is_(False),
        *_of_unit(unit_id),
    )
    return session.scalar(asked) or 0


def promises_due(
    kind: str, pieces: Sequence[Period], at: datetime, unit_id: int = 0
) -> Iterator[PromisesDue]:
    """The promises whose due moment lies in one of these pieces that follow one another.

    Counted as `figures.shares.was_kept` says, by moments as pauses have moved them.
    """
    place = (
        case(
            *((Promise.due_at < piece.ends_at, number) for number, piece in enumerate(pieces[:-1])),
            else_=len(pieces) - 1,
        )
        if len(pieces) > 1
        else literal_column("0")
    )
    stopped = func.coalesce(
        Promise.superseded_at,
        Promise.cancelled_at,
        case((Promise.promise_kind.in_(sorted(PAUSABLE)), stopped_since())),
    )
    asked = (
        select(
            *_LABELS,
            place.label("place"),
            Promise.promise_kind,
            func.count().filter(Promise.met_at <= Promise.due_at),
            func.count(),
        )
        .join(MatterFact, _about(MatterFact))
        .where(
            Promise.matter_kind == kind,
            Promise.promise_kind.in_(COUNTED_PROMISES),
            Promise.due_at >= pieces[0].begins_at,
            Promise.due_at < pieces[-1].ends_at,
            Promise.due_at <= at,
            or_(Promise.met_at.is_not(None), stopped.is_(None), stopped > Promise.due_at),
            MatterFact.is_counted.is_(True),
            MatterFact.is_timed.is_(True),
            *_of_unit(unit_id),
        )
        .group_by(*_LABELS, "place", Promise.promise_kind)
    )
    for *labels, number, promise_kind, kept, n in session.execute(asked):
        yield PromisesDue(Fact._make([*labels, *_BLANK]), number, promise_kind, kept, n)


def kept_sheets(
    kind: str, period: Period, unit_id: int, bys: Iterable[By]
) -> dict[By, tuple[datetime, Sheet]]:
    """The sheets that were counted before, each with the moment it was made."""
    rows = session.execute(
        _KEPT_SHEETS,
        {
            "kind": kind,
            "first": period.first,
            "last": period.last,
            "unit": unit_id,
            "bys": [by.value for by in bys],
        },
    )
    return {By(by): (made_at, from_json(sheet)) for by, made_at, sheet in rows}


_KEPT_SHEETS = (
    select(FigureSheet.by, FigureSheet.made_at, FigureSheet.sheet)
    .where(
        FigureSheet.matter_kind == bindparam("kind"),
        FigureSheet.first_day == bindparam("first"),
        FigureSheet.last_day == bindparam("last"),
        FigureSheet.unit_id == bindparam("unit"),
        FigureSheet.by.in_(bindparam("bys", expanding=True)),
    )
    .execution_options(**KEPT)
)


def _facts(kind: str, unit_id: int) -> Select[*tuple[Any, ...]]:
    return select(*_COLUMNS).where(
        MatterFact.matter_kind == kind, MatterFact.is_counted.is_(True), *_of_unit(unit_id)
    )


def _of_unit(unit_id: int) -> list[ColumnElement[bool]]:
    return [MatterFact.unit_id == unit_id] if unit_id else []


def _about(other: type[MatterFact]) -> ColumnElement[bool]:
    return and_(
        other.municipality_id == Promise.municipality_id,
        other.matter_kind == Promise.matter_kind,
        other.matter_id == Promise.matter_id,
    )
