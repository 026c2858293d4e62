"""The forums of one project, finished for a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select

from portal.complaints.queries.said import Said, said
from portal.foundation.database import session
from portal.foundation.errors import NotFound
from portal.foundation.i18n import Bilingual
from portal.participation.forums.models import Forum, ForumGuest
from portal.participation.forums.services.loading import NO_FORUM
from portal.participation.forums.terms import MINUTES_WITHIN
from portal.places import queries as places

MOST = 100
"""Forums on the desk."""


@dataclass(frozen=True, slots=True)
class ForumLine:
    """A forum with how many registered and came."""

    id: int
    project_id: int
    title: Bilingual
    place: Bilingual
    agenda: tuple[Bilingual, ...]
    area: Bilingual | None
    area_id: int | None
    starts_at: datetime
    ends_at: datetime
    announced_on: date | None
    minutes: Bilingual
    minutes_at: datetime | None
    cancelled_at: datetime | None
    why: Said
    registered: int
    came: int
    version: int

    def has_begun(self, at: datetime) -> bool:
        """Whether it goes on, or is over."""
        return self.starts_at <= at

    def is_over(self, at: datetime) -> bool:
        """Whether it has ended, or was called off."""
        return self.cancelled_at is not None or self.ends_at <= at

    def owes_minutes(self, at: datetime) -> bool:
        """Whether it was held and its minutes are not published."""
        return self.cancelled_at is None and self.ends_at <= at and self.minutes_at is None

    @property
    def minutes_due(self) -> datetime:
        """By when the minutes are to be published."""
        return self.ends_at + MINUTES_WITHIN


def forums(project_id: int) -> list[ForumLine]:
    """All forums of a project, in the order of their days."""
    asked = select(Forum).where(Forum.project_id == project_id)
    return _lines(asked.order_by(Forum.starts_at, Forum.id))


def forum(project_id: int, forum_id: int) -> ForumLine:
    """One forum of a project. Raises `NotFound`."""
    found = _lines(select(Forum).where(Forum.id == forum_id, Forum.project_id == project_id))
    if not found:
        raise NotFound(NO_FORUM)
    return found[0]


def coming(at: datetime) -> list[ForumLine]:
    """Forums of all projects that are not over, the next first."""
    asked = select(Forum).where(Forum.ends_at > at, Forum.cancelled_at.is_(None))
    return _lines(asked.order_by(Forum.starts_at, Forum.id).limit(MOST))


def owing(at: datetime) -> list[ForumLine]:
    """Forums that were held and whose minutes are not published, the oldest first."""
    asked = select(Forum).where(
        Forum.ends_at <= at, Forum.cancelled_at.is_(None), Forum.minutes_at.is_(None)
    )
    return _lines(asked.order_by(Forum.starts_at, Forum.id).limit(MOST))


def _lines(asked: Select[Forum]) -> list[ForumLine]:
    rows = session.scalars(asked).all()
    registered, came = _heads([row.id for row in rows])
    titles = {area.id: area.title for area in places.every_area()}
    return [
        ForumLine(
            row.id,
            row.project_id,
            Bilingual(row.title_th, row.title_en),
            Bilingual(row.place_th, row.place_en),
            _agenda(row.agenda_th, row.agenda_en),
            titles.get(row.area_id or 0),
            row.area_id,
            row.starts_at,
            row.ends_at,
            row.announced_on,
            Bilingual(row.minutes_th, row.minutes_en),
            row.minutes_at,
            row.cancelled_at,
            said(row.cancelled_why),
            registered[row.id],
            came[row.id],
            row.version,
        )
        for row in rows
    ]


def _heads(forum_ids: Sequence[int]) -> tuple[Counter[int], Counter[int]]:
    """How many registered with an account, and how many came, by forum."""
    rows = session.execute(
        select(
            ForumGuest.forum_id,
            func.count(ForumGuest.person_id),
            func.coalesce(func.sum(ForumGuest.n).filter(ForumGuest.came_at.is_not(None)), 0),
        )
        .where(ForumGuest.forum_id.in_(forum_ids))
        .group_by(ForumGuest.forum_id)
    )
    registered: Counter[int] = Counter()
    came: Counter[int] = Counter()
    for forum_id, known, heads in rows:
        registered[forum_id], came[forum_id] = known, int(heads)
    return registered, came


def _agenda(th: str, en: str) -> tuple[Bilingual, ...]:
    """The items; each with its English where there are as many lines."""
    items = [line.strip() for line in th.splitlines() if line.strip()]
    others = [line.strip() for line in en.splitlines() if line.strip()]
    if len(others) != len(items):
        others = [""] * len(items)
    return tuple(Bilingual(*pair) for pair in zip(items, others, strict=True))
