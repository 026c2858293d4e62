"""Which open complaints lie near a place: by hexagon and category, over one index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, bindparam, select

from portal.complaints.duplicates import similarity
from portal.complaints.duplicates.similarity import Likeness, Matter
from portal.complaints.lifecycle import STATE_WORDS, State
from portal.complaints.models import Category, Complaint
from portal.complaints.queries.neighbours import number
from portal.complaints.queries.said import Said
from portal.foundation.database import session
from portal.foundation.i18n import Lazy
from portal.places import hexagons

MOST_COMPARED = 30
"""Of those within the radius the newest so many are compared: to read words is what costs."""
MOST_OFFERED = 5
MOST_LETTERS = 300

AROUND = (
    select(Complaint.id, Complaint.lat, Complaint.lon, Complaint.category_id, Complaint.text)
    .where(
        Complaint.is_open.is_(True),
        Complaint.withheld.is_(None),
        Complaint.cell.in_(bindparam("cells", expanding=True)),
        Complaint.lat.between(bindparam("south"), bindparam("north")),
        Complaint.lon.between(bindparam("west"), bindparam("east")),
        Complaint.id != bindparam("itself"),
    )
    .order_by(Complaint.id.desc())
    .limit(MOST_COMPARED)
)
"""Built once: putting the question together costs more than answering it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with a matter: what is looked for around it."""

    lat: float
    lon: float
    category_id: int | None
    text: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class Nearby:
    """An open complaint as anyone may read it, shown to somebody about to file the same."""

    id: int
    year: int
    running: int
    number: str
    title: Said
    text: Said
    state: State
    state_words: Lazy
    filed_at: datetime
    metres: int
    photo: UUID | None
    """The first photo; None until an officer has looked at it."""


def radius_of(category_id: int | None) -> int:
    """How near counts as the same place for a category, in metres."""
    if category_id is None:
        return similarity.USUAL_METRES
    found = session.scalar(select(Category.near_metres).where(Category.id == category_id))
    return found or similarity.USUAL_METRES


def likely(spot: Spot, *limits: ColumnElement[bool]) -> list[Likeness]:
    """Open complaints around the spot that seem to be about the same, the likest first.

    `limits` say which of them the reader may know of. Two questions to the database.
    """
    radius = radius_of(spot.category_id)
    return [
        found for found in _compared(spot, radius, *limits) if found.score >= similarity.SHOWN_FROM
    ]


def offered(spot: Spot) -> list[Nearby]:
    """Open public complaints of the same category around the spot, the likest first."""
    if spot.category_id is None:
        return []
    radius = radius_of(spot.category_id)
    public = (Complaint.is_public.is_(True), Complaint.category_id == spot.category_id)
    likest = _compared(spot, radius, *public)[:MOST_OFFERED]
    rows = {
        row.id: row
        for row in session.scalars(
            select(Complaint).where(Complaint.id.in_([found.id for found in likest]), *public)
        )
    }
    return [_nearby(rows[found.id], found.metres) for found in likest if found.id in rows]


def _compared(spot: Spot, radius: int, *limits: ColumnElement[bool]) -> list[Likeness]:
    south, west, north, east = similarity.box(spot.lat, spot.lon, radius)
    asked = {
        "cells": hexagons.near(spot.lat, spot.lon, radius),
        "south": south,
        "north": north,
        "west": west,
        "east": east,
        "itself": spot.id,
    }
    rows = session.execute(AROUND.where(*limits), asked)
    one = Matter(spot.id, spot.lat, spot.lon, spot.category_id, similarity.runs_of(spot.text))
    return list(similarity.ranked(one, _matters(rows), radius))


def _matters(rows: Iterable[Row[*tuple[Any, ...]]]) -> Iterator[Matter]:
    for row in rows:
        runs = similarity.runs_of(row.text)
        yield Matter(row.id, row.lat, row.lon, row.category_id, runs)


def _nearby(row: Complaint, metres: int) -> Nearby:
    text = row.public_text
    return Nearby(
        id=row.id,
        year=row.year,
        running=row.running,
        number=number(row.year, row.running),
        title=Said(row.title, row.language),
        text=Said(text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS] + "…", row.language),
        state=State(row.state),
        state_words=STATE_WORDS[State(row.state)],
        filed_at=row.filed_at,
        metres=metres,
        photo=row.cover_id if row.reviewed_at else None,
    )
