"""The ideas of a project as everyone reads them: searched, filtered, in one of two orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select, tuple_

from portal.complaints.queries import choices
from portal.complaints.queries.said import Said
from portal.foundation import thai
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.foundation.paging import Page, Position, decoded, page
from portal.participation.ideas.models import Idea
from portal.participation.ideas.terms import Answered, Order

PAGE_ROWS = 20
MOST_WORDS = 8
NO_ANSWER = "none"
"""Asks for ideas without an official answer."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor asked to see. None means all."""

    text: str = ""
    category_id: int | None = None
    area_id: int | None = None
    answer: str | None = None
    """A state of the official answer, or `NO_ANSWER`."""
    order: Order = Order.SUPPORTED

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not (self.text or self.category_id or self.area_id or self.answer)


@dataclass(frozen=True, slots=True)
class IdeaLine:
    """An idea as lists show it."""

    id: int
    running: int
    title: Said
    category: Bilingual | None
    area: Bilingual | None
    created_at: datetime
    supports: int
    comments: int
    answer: Answered | None
    next_due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Totals:
    """How much there is in a project."""

    ideas: int
    supports: int


COLUMNS = (
    Idea.id,
    Idea.running,
    Idea.title,
    Idea.language,
    Idea.category_id,
    Idea.area_id,
    Idea.created_at,
    Idea.supports,
    Idea.comments,
    Idea.answer,
    Idea.next_due_at,
)


def listed(project_id: int, wanted: Wanted, cursor: str | None) -> Page[IdeaLine]:
    """One page of ideas; where nothing is left behind a cursor, it is the first page."""
    kinds = (int, int) if wanted.order is Order.SUPPORTED else (int,)
    position = decoded(cursor, kinds)
    rows = session.execute(_rows(project_id, wanted, position)).all()
    if position is not None and len(rows) < (PAGE_ROWS if position.backwards else 1):
        return listed(project_id, wanted, None)
    chosen = page(rows, PAGE_ROWS, lambda row: _key(row, wanted.order), position)
    return Page([line(row) for row in chosen.items], chosen.newer, chosen.older)


def _key(row: Row[*tuple[Any, ...]], order: Order) -> tuple[int, ...]:
    return (row.supports, row.id) if order is Order.SUPPORTED else (row.id,)


def _rows(
    project_id: int, wanted: Wanted, position: Position | None
) -> Select[*tuple[object, ...]]:
    asked = select(*COLUMNS).where(public_of(project_id), *_conditions(wanted))
    keys = [Idea.supports, Idea.id] if wanted.order is Order.SUPPORTED else [Idea.id]
    backwards = position is not None and position.backwards
    if position is not None and None not in position.key:
        edge = tuple(position.key)
        here = tuple_(*keys) if len(keys) > 1 else keys[0]
        there = edge if len(keys) > 1 else edge[0]
        asked = asked.where(here > there if backwards else here < there)
    order = [key.asc() if backwards else key.desc() for key in keys]
    return asked.order_by(*order).limit(PAGE_ROWS + 1)


def public_of(project_id: int) -> ColumnElement[bool]:
    """The ideas of a project that everyone can read and that go on by themselves."""
    return (Idea.project_id == project_id) & Idea.is_public.is_(True)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    words = thai.normalise(wanted.text).split()[:MOST_WORDS]
    found = [Idea.searched.contains(word, autoescape=True) for word in words]
    if wanted.category_id is not None:
        found.append(Idea.category_id == wanted.category_id)
    if wanted.area_id is not None:
        found.append(Idea.area_id == wanted.area_id)
    if wanted.answer is not None:
        found.append(Idea.answer == ("" if wanted.answer == NO_ANSWER else wanted.answer))
    return found


def line(row: Row[*tuple[Any, ...]]) -> IdeaLine:
    """A row of `COLUMNS` as a finished record."""
    category = choices.category(row.category_id)
    return IdeaLine(
        id=row.id,
        running=row.running,
        title=Said(row.title, thai.language_of(row.title, row.language)),
        category=category.title if category else None,
        area=choices.area_title(row.area_id),
        created_at=row.created_at,
        supports=row.supports,
        comments=row.comments,
        answer=Answered(row.answer) if row.answer else None,
        next_due_at=row.next_due_at,
    )


def totals(project_id: int) -> Totals:
    """How many ideas and supports a project has, from one index."""
    row = session.execute(
        select(func.count(), func.coalesce(func.sum(Idea.supports), 0)).where(public_of(project_id))
    ).one()
    return Totals(int(row[0]), int(row[1]))


def most_supported(project_id: int, most: int) -> list[IdeaLine]:
    """The ideas with the most support."""
    rows = session.execute(
        select(*COLUMNS)
        .where(public_of(project_id))
        .order_by(Idea.supports.desc(), Idea.id.desc())
        .limit(most)
    )
    return [line(row) for row in rows]
