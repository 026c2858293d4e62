"""Who a forum consists of, who came, what was decided and talked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal.complaints.queries.said import Said
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.foundation.suppression import told
from portal.participation.forums.models import ForumDecision, ForumGroup, ForumGuest, ForumIdea
from portal.participation.forums.terms import How
from portal.participation.ideas.models import Idea
from portal.participation.residents.terms import AGE_WORDS, SEX_WORDS, Age, Sex


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group that is invited, and how many of it came."""

    id: int
    title: Bilingual
    seats: int
    came: int
    version: int


@dataclass(frozen=True, slots=True)
class GuestLine:
    """A line of the list at the door, as staff see it."""

    id: int
    name: str
    has_account: bool
    group: Bilingual | None
    age: Age | None
    sex: Sex | None
    n: int
    registered_at: datetime
    came_at: datetime | None


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """What the room decided."""

    id: int
    text: Bilingual
    how: How
    votes_for: int
    votes_against: int
    abstained: int
    version: int


@dataclass(frozen=True, slots=True)
class IdeaLine:
    """An idea that was talked about."""

    id: int
    running: int
    title: Said


@dataclass(frozen=True, slots=True)
class Own:
    """What the reader said of themselves when they registered."""

    name: str
    group_id: int | None
    age: str
    sex: str
    has_come: bool


def groups(forum_id: int) -> list[GroupLine]:
    """The composition, in the order it was entered."""
    came: Counter[int] = Counter()
    asked = (
        select(ForumGuest.group_id, func.sum(ForumGuest.n))
        .where(ForumGuest.forum_id == forum_id, ForumGuest.came_at.is_not(None))
        .group_by(ForumGuest.group_id)
    )
    for group_id, many in session.execute(asked):
        came[group_id or 0] = int(many)
    rows = session.scalars(
        select(ForumGroup).where(ForumGroup.forum_id == forum_id).order_by(ForumGroup.id)
    )
    return [
        GroupLine(
            row.id, Bilingual(row.title_th, row.title_en), row.seats, came[row.id], row.version
        )
        for row in rows
    ]


def guests(forum_id: int) -> list[GuestLine]:
    """The list: who registered first, then who was counted at the door."""
    titles = {one.id: one.title for one in groups(forum_id)}
    rows = session.scalars(
        select(ForumGuest)
        .where(ForumGuest.forum_id == forum_id)
        .order_by(ForumGuest.person_id.is_(None), ForumGuest.registered_at, ForumGuest.id)
    )
    return [
        GuestLine(
            row.id,
            row.name,
            row.person_id is not None,
            titles.get(row.group_id or 0),
            Age(row.age) if row.age else None,
            Sex(row.sex) if row.sex else None,
            row.n,
            row.registered_at,
            row.came_at,
        )
        for row in rows
    ]


def by_sex(forum_id: int) -> list[tuple[object, int | None]]:
    """Who came, by sex: (words, how many); None where that is not told."""
    counted = _came_by(forum_id, ForumGuest.sex)
    return _rows([(words, counted[sex.value]) for sex, words in SEX_WORDS.items()], counted[""])


def by_age(forum_id: int) -> list[tuple[object, int | None]]:
    """Who came, by age band, in the same way."""
    counted = _came_by(forum_id, ForumGuest.age)
    return _rows([(words, counted[age.value]) for age, words in AGE_WORDS.items()], counted[""])


def _rows(lines: Sequence[tuple[object, int]], unknown: int) -> list[tuple[object, int | None]]:
    """What tells of few people is withheld, and so much beside it that it cannot be computed."""
    if not any(many for _words, many in lines):
        return []
    shown = told([*(many for _words, many in lines), unknown])
    words: list[object] = [words for words, _many in lines]
    found = list(zip([*words, None], shown, strict=True))
    return found if unknown else found[:-1]


def _came_by(forum_id: int, column: object) -> Counter[str]:
    rows = session.execute(
        select(column, func.sum(ForumGuest.n))  # type: ignore[call-overload]
        .where(ForumGuest.forum_id == forum_id, ForumGuest.came_at.is_not(None))
        .group_by(column)
    )
    return Counter({row[0]: int(row[1]) for row in rows})


def decisions(forum_id: int) -> list[DecisionLine]:
    """What was decided, in the order it was recorded."""
    rows = session.scalars(
        select(ForumDecision).where(ForumDecision.forum_id == forum_id).order_by(ForumDecision.id)
    )
    return [
        DecisionLine(
            row.id,
            Bilingual(row.text_th, row.text_en),
            How(row.how),
            row.votes_for,
            row.votes_against,
            row.abstained,
            row.version,
        )
        for row in rows
    ]


def ideas(forum_id: int) -> list[IdeaLine]:
    """The ideas that were talked about, as long as everyone can read them."""
    rows = session.scalars(
        select(Idea)
        .join(ForumIdea, ForumIdea.idea_id == Idea.id)
        .where(ForumIdea.forum_id == forum_id, Idea.is_public.is_(True))
        .order_by(Idea.running)
    )
    return [IdeaLine(row.id, row.running, Said(row.title, row.language)) for row in rows]


def own(forum_id: int, person_id: int | None) -> Own | None:
    """The reader's registration."""
    if person_id is None:
        return None
    row = session.scalar(
        select(ForumGuest).where(ForumGuest.forum_id == forum_id, ForumGuest.person_id == person_id)
    )
    if row is None:
        return None
    return Own(row.name, row.group_id, row.age, row.sex, row.came_at is not None)
