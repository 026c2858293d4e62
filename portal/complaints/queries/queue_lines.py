"""Rows of the queue, made whole: what their ids are called, what was promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Row

from portal.accounts import queries as accounts
from portal.accounts.queries import PersonLine
from portal.complaints.lifecycle import OPEN, STATE_WORDS, State, Visibility
from portal.complaints.models import MATTER
from portal.complaints.queries import choices
from portal.complaints.queries.bars import bar_of, open_pause
from portal.complaints.queries.choices import CategoryLine
from portal.complaints.queries.neighbours import number
from portal.complaints.queries.said import Said, said
from portal.foundation import clock
from portal.foundation.i18n import Bilingual, Lazy
from portal.foundation.promise_bar import Bar
from portal.municipalities.queries import UnitLine
from portal.places import queries as places
from portal.places.ground import AreaLine
from portal.response_times import queries as promises
from portal.response_times.promises import PauseLine, PromiseLine
from portal.response_times.versions import Priority

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
    is_urgent: bool
    needs_look: bool
    bar: Bar
    filed_at: datetime
    version: int
    has_changed: bool
    """Since this reader said to have read it."""
    is_reminded: bool
    """Whether the day has come on which this reader is to be reminded of it."""
    is_watched: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters and rows can name."""

    units: Sequence[UnitLine]
    people: Sequence[PersonLine]
    categories: Sequence[CategoryLine]
    areas: Sequence[AreaLine]


def offered() -> Choices:
    """Everything the filters offer."""
    return Choices(choices.units(), accounts.staff(), choices.categories(), places.areas())


def finished(rows: Sequence[Found], known: Choices, at: datetime) -> list[QueueLine]:
    """The rows as lines, with one query for all promises."""
    promised = promises.promises_of_many(MATTER, [row.id for row in rows])
    names = _Names(known)
    return [_line(row, promised[row.id], names, at) for row in rows]


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
    at: datetime,
) -> QueueLine:
    state = State(row.state)
    since = open_pause(lines)
    pauses = [PauseLine(lines[0].matter, "", since, None)] if since else []
    ended_at = None if state in OPEN else row.closed_at
    unseen = row.visibility == Visibility.REVIEW or row.cover_id is not None
    waits = row.photos_wait or (row.reviewed_at is None and unseen)
    return QueueLine(
        id=row.id,
        number=number(row.year, row.running),
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
        is_urgent=row.priority == Priority.URGENT,
        needs_look=waits and row.visibility != Visibility.PRIVATE,
        bar=bar_of(row.filed_at, ended_at, lines, pauses, at),
        filed_at=row.filed_at,
        version=row.version,
        has_changed=row.seen_version is not None and row.seen_version < row.version,
        is_reminded=row.remind_on is not None and row.remind_on <= clock.local(at).date(),
        is_watched=bool(row.watch),
    )
