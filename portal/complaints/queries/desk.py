"""The desk: what is to be done next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Row, Select, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from portal.accounts import queries as accounts
from portal.accounts.queries import PersonLine
from portal.complaints import policy
from portal.complaints.lifecycle import OPEN, STATE_WORDS, State, Visibility
from portal.complaints.models import Complaint
from portal.complaints.numbering import formatted
from portal.complaints.queries import choices
from portal.complaints.queries.bars import bar_of, open_pause
from portal.complaints.queries.choices import CategoryLine
from portal.complaints.queries.counts import MOST_COUNTED, Counts, counts
from portal.complaints.queries.filters import NONE, Filters, Lateness, Waiting, conditions
from portal.complaints.queries.said import Said, said
from portal.foundation import paging, tenancy
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual, Lazy, language
from portal.foundation.paging import Page, Position
from portal.foundation.policy import Actor
from portal.foundation.promise_bar import Bar
from portal.municipalities import queries as municipalities
from portal.municipalities.queries import UnitLine
from portal.places import queries as places
from portal.places.ground import AreaLine
from portal.response_times import queries as promises
from portal.response_times.promises import PauseLine, PromiseLine

__all__ = [
    "MOST_COUNTED",
    "NONE",
    "Choices",
    "Counts",
    "Filters",
    "Lateness",
    "QueueLine",
    "Waiting",
    "counts",
    "default_unit",
    "offered",
    "queue",
]

ROWS = 40
Asked: TypeAlias = Select[*tuple[Any, ...]]
Found: TypeAlias = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One row of the queue, finished."""

    id: int
    number: str
    path: str
    """What follows the desk's own address: year and running number."""
    title: Said
    state: State
    state_words: Lazy
    category: Bilingual | None
    area: Bilingual | None
    unit: Bilingual | None
    officer: Said | None
    due_at: datetime | None
    is_paused: bool
    needs_look: bool
    bar: Bar
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters and rows can name."""

    units: Sequence[UnitLine]
    people: Sequence[PersonLine]
    categories: Sequence[CategoryLine]
    areas: Sequence[AreaLine]


def default_unit(actor: Actor) -> int | None:
    """The unit whose queue somebody sees first: their own, or all for those who read all."""
    return actor.unit_id if actor.role in policy.OWN_UNIT else None


def offered() -> Choices:
    """Everything the filters offer."""
    return Choices(choices.units(), accounts.staff(), choices.categories(), places.areas())


COLUMNS = (
    Complaint.id,
    Complaint.year,
    Complaint.running,
    Complaint.title,
    Complaint.language,
    Complaint.state,
    Complaint.category_id,
    Complaint.area_id,
    Complaint.unit_id,
    Complaint.officer_id,
    Complaint.next_due_at,
    Complaint.filed_at,
    Complaint.closed_at,
    Complaint.visibility,
    Complaint.reviewed_at,
    Complaint.cover_id,
)


def queue(
    actor: Actor, filters: Filters, known: Choices, *, cursor: str | None, at: datetime
) -> Page[QueueLine]:
    """One page of the queue."""
    wanted = select(*COLUMNS).where(policy.readable_by(actor), *conditions(filters, at))
    if filters.by_promise:
        position = paging.decoded(cursor, (datetime, int))
        rows = _by_promise(wanted, position)
        found = paging.page(rows, ROWS, lambda row: (row.next_due_at, row.id), position)
    else:
        position = paging.decoded(cursor, (int,))
        rows = _newest_first(wanted, position)
        found = paging.page(rows, ROWS, lambda row: (row.id,), position)
    return Page(_finished(found.items, known, at), found.newer, found.older)


def _newest_first(wanted: Asked, position: Position | None) -> Sequence[Found]:
    backwards = position is not None and position.backwards
    if position is not None:
        left = position.key[0]
        wanted = wanted.where(Complaint.id > left if backwards else Complaint.id < left)
    order = Complaint.id.asc() if backwards else Complaint.id.desc()
    return session.execute(wanted.order_by(order).limit(ROWS + 1)).all()


def _by_promise(wanted: Asked, position: Position | None) -> Sequence[Found]:
    """First what has a promised moment, then what has none: databases sort nothing differently."""
    backwards = position is not None and position.backwards
    due, none = Complaint.next_due_at, Complaint.next_due_at.is_(None)
    dated = wanted.where(due.is_not(None)).order_by(*_way(backwards, due, Complaint.id))
    undated = wanted.where(none).order_by(*_way(backwards, Complaint.id))
    parts = [dated, undated]
    if position is not None:
        moment, left = position.key
        if moment is None:
            parts[1] = undated.where(Complaint.id < left if backwards else Complaint.id > left)
            parts = parts if backwards else parts[1:]
        else:
            here, there = tuple_(due, Complaint.id), (moment, left)
            parts[0] = dated.where(here < there if backwards else here > there)
            parts = parts[:1] if backwards else parts
    rows: list[Found] = []
    for part in reversed(parts) if backwards else parts:
        if len(rows) <= ROWS:
            rows += session.execute(part.limit(ROWS + 1 - len(rows))).all()
    return rows


def _way(backwards: bool, *columns: InstrumentedAttribute[Any]) -> list[Any]:  # noqa: FBT001
    return [column.desc() if backwards else column.asc() for column in columns]


def _finished(rows: Sequence[Found], known: Choices, at: datetime) -> list[QueueLine]:
    promised = promises.promises_of_many("complaint", [row.id for row in rows])
    profile = municipalities.profile_of(tenancy.municipality_id())
    letters = profile.letters.here if profile else ""
    names = _Names(known)
    return [_line(row, promised[row.id], names, letters, at) for row in rows]


class _Names:
    """What the ids in the rows are called."""

    def __init__(self, known: Choices) -> None:
        self.units = {unit.id: unit.title for unit in known.units}
        self.categories = {category.id: category.title for category in known.categories}
        self.areas = {area.id: area.title for area in known.areas}
        self.people = {person.id: said(person.name) for person in known.people}


def _line(
    row: Found,
    lines: Sequence[PromiseLine],
    names: _Names,
    letters: str,
    at: datetime,
) -> QueueLine:
    state = State(row.state)
    since = open_pause(lines)
    pauses = [PauseLine(lines[0].matter, "", since, None)] if since else []
    ended_at = None if state in OPEN else row.closed_at
    looked = row.reviewed_at is not None or row.visibility == Visibility.PRIVATE
    return QueueLine(
        id=row.id,
        number=formatted(letters, row.year, row.running, language()),
        path=f"{row.year}/{row.running}",
        title=Said(row.title, row.language),
        state=state,
        state_words=STATE_WORDS[state],
        category=names.categories.get(row.category_id),
        area=names.areas.get(row.area_id),
        unit=names.units.get(row.unit_id),
        officer=names.people.get(row.officer_id),
        due_at=row.next_due_at,
        is_paused=since is not None and row.next_due_at is None,
        needs_look=not looked and (row.visibility == Visibility.REVIEW or row.cover_id is not None),
        bar=bar_of(row.filed_at, ended_at, lines, pauses, at),
        filed_at=row.filed_at,
    )
