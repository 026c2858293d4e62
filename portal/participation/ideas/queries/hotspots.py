"""Where many complaints of one category lie in one hexagon, for those who plan.

Counted are complaints of the last twelve months, open and closed, that anyone may read: never
what is private, withheld, merged (it counts where it goes on) or outside. What accuses somebody
is no complaint here at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, case, func, literal_column, select

from portal.complaints import policy
from portal.complaints.lifecycle import STATE_WORDS, State
from portal.complaints.models import Complaint
from portal.complaints.queries import choices
from portal.complaints.queries.said import Said
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual, Lazy
from portal.participation.ideas.models import Idea, IdeaComplaint
from portal.places import hexagons
from portal.places import queries as places

RESOLUTION: Final = 9
"""0.11 km²: a few streets."""
_SHIFT: Final = 3 * (15 - RESOLUTION)
"""H3 writes a digit of three bits for each resolution, the finest last: without the digits finer
than this, all cells of one hexagon are the same number."""
LEAST: Final = 3
MOST: Final = 30
LOOKED_BACK: Final = timedelta(days=365)
MOST_LINKED: Final = 500


@dataclass(frozen=True, slots=True)
class Spot:
    """A category in a hexagon of `RESOLUTION`."""

    cell: int
    category_id: int


@dataclass(frozen=True, slots=True)
class Hotspot:
    """How many complaints of a category a hexagon has."""

    spot: Spot
    name: str
    """Of the hexagon, as it stands in addresses."""
    category: Bilingual | None
    area: Bilingual | None
    total: int
    open: int
    last_at: datetime
    topic: int | None
    """The number of the idea of the project that was opened from it."""

    @property
    def closed(self) -> int:
        """How many are done with."""
        return self.total - self.open


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """A complaint that anyone may read, linked with an idea."""

    year: int
    running: int
    title: Said
    state: State
    state_words: Lazy
    filed_at: datetime


def hottest(project_id: int, at: datetime) -> list[Hotspot]:
    """The hexagons with the most complaints of one category, the fullest first."""
    block = _block()
    still_open = func.sum(case((Complaint.is_open.is_(True), 1), else_=0))
    rows = session.execute(
        select(
            block.label("block"),
            Complaint.category_id,
            func.count().label("total"),
            still_open.label("open"),
            func.max(Complaint.filed_at).label("last_at"),
            func.min(Complaint.cell).label("some"),
        )
        .where(*_counted(at))
        .group_by(block, Complaint.category_id)
        .having(func.count() >= LEAST)
        .order_by(func.count().desc(), func.max(Complaint.filed_at).desc())
        .limit(MOST)
    ).all()
    topics = _topics(project_id)
    return [_hotspot(row, topics) for row in rows]


def _hotspot(row: Any, topics: dict[Spot, int]) -> Hotspot:  # noqa: ANN401 - a row of five columns
    spot = Spot(hexagons.parent(row.some, RESOLUTION), row.category_id)
    category = choices.category(row.category_id)
    area_id = places.where_is(*hexagons.centre(spot.cell)).area_id
    return Hotspot(
        spot=spot,
        name=hexagons.name(spot.cell),
        category=category.title if category else None,
        area=choices.area_title(area_id),
        total=row.total,
        open=int(row.open),
        last_at=row.last_at,
        topic=topics.get(spot),
    )


def one(project_id: int, spot: Spot, at: datetime) -> Hotspot | None:
    """A hotspot with its counts now; None where there are too few complaints."""
    return next((each for each in hottest(project_id, at) if each.spot == spot), None)


def complaints_at(spot: Spot, at: datetime) -> list[int]:
    """The complaints that make a hotspot, the newest first."""
    low, high = hexagons.span(spot.cell)
    return list(
        session.scalars(
            select(Complaint.id)
            .where(
                *_counted(at),
                Complaint.category_id == spot.category_id,
                Complaint.cell.between(low, high),
            )
            .order_by(Complaint.id.desc())
            .limit(MOST_LINKED)
        )
    )


def lines_of(ids: list[int], most: int = 20) -> list[ComplaintLine]:
    """Those of these complaints that anyone may read now, the newest first."""
    rows = session.execute(
        select(
            Complaint.year,
            Complaint.running,
            Complaint.title,
            Complaint.language,
            Complaint.state,
            Complaint.filed_at,
        )
        .where(Complaint.id.in_(ids), policy.public())
        .order_by(Complaint.id.desc())
        .limit(most)
    )
    return [
        ComplaintLine(
            row.year,
            row.running,
            Said(row.title, row.language),
            State(row.state),
            STATE_WORDS[State(row.state)],
            row.filed_at,
        )
        for row in rows
    ]


def topic_of(project_id: int, spot: Spot) -> int | None:
    """The number of the idea of the project that was opened from a hotspot."""
    return _topics(project_id).get(spot)


def _topics(project_id: int) -> dict[Spot, int]:
    rows = session.execute(
        select(Idea.running, Complaint.cell, Complaint.category_id)
        .join(IdeaComplaint, IdeaComplaint.idea_id == Idea.id)
        .join(Complaint, Complaint.id == IdeaComplaint.complaint_id)
        .where(Idea.project_id == project_id, Complaint.cell.is_not(None))
    )
    return {
        Spot(hexagons.parent(row.cell, RESOLUTION), row.category_id): row.running for row in rows
    }


def _counted(at: datetime) -> list[ColumnElement[bool]]:
    return [
        policy.public(),
        Complaint.filed_at > at - LOOKED_BACK,
        Complaint.filed_at <= at,
        Complaint.cell.is_not(None),
        Complaint.category_id.is_not(None),
        Complaint.is_outside.is_(False),
        Complaint.first_id.is_(None),
        Complaint.withheld.is_(None),
    ]


def _block() -> ColumnElement[int]:
    """What all cells of one hexagon of `RESOLUTION` have in common."""
    return Complaint.cell.op(">>", return_type=BigInteger())(literal_column(str(_SHIFT)))
