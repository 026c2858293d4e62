"""What waits on the desk of ideas, in every project of the municipality."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from portal.complaints.queries import choices
from portal.complaints.queries.said import Said
from portal.foundation import tenancy
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual, Lazy, lazy
from portal.participation.ideas.models import Idea, IdeaComment, IdeaFlag, IdeaHiding
from portal.participation.ideas.terms import Answered, Ground, Standing
from portal.participation.projects.models import Project

PAGE_ROWS = 50


class Pile(StrEnum):
    """What somebody may look at."""

    OVERDUE = "overdue"
    UNANSWERED = "unanswered"
    WAITING = "waiting"
    FLAGGED = "flagged"
    APPEALS = "appeals"
    PHOTOS = "photos"


PILE_WORDS: dict[Pile, Lazy] = {
    Pile.OVERDUE: lazy("Overdue"),
    Pile.UNANSWERED: lazy("Something is owed"),
    Pile.WAITING: lazy("Wait to be looked at"),
    Pile.FLAGGED: lazy("Flagged"),
    Pile.APPEALS: lazy("Appeals"),
    Pile.PHOTOS: lazy("New photos"),
}


@dataclass(frozen=True, slots=True)
class DeskLine:
    """An idea, or a comment of one, that waits for somebody."""

    project: int
    """The number of the project."""
    project_title: Bilingual
    running: int
    title: Said
    comment_id: int
    words: Said | None
    """What the comment says."""
    unit: Bilingual | None
    answer: Answered | None
    at: datetime
    due_at: datetime | None
    flags: tuple[tuple[Ground, Said], ...] = ()
    appeal: Said | None = None


def counts(at: datetime) -> dict[Pile, int]:
    """How much lies on each pile, in one question."""
    row = session.execute(select(*(_count(pile, at).label(pile.value) for pile in Pile))).one()
    return {pile: int(getattr(row, pile.value)) for pile in Pile}


def _count(pile: Pile, at: datetime) -> Any:  # noqa: ANN401 - a number of the database
    if pile is Pile.WAITING:
        return _number_of(Idea, Idea.standing == Standing.WAITING.value) + _number_of(
            IdeaComment, IdeaComment.standing == Standing.WAITING.value
        )
    if pile is Pile.FLAGGED:
        flags = select(IdeaFlag.idea_id, IdeaFlag.comment_id).where(
            IdeaFlag.municipality_id == tenancy.municipality_id(), IdeaFlag.settled_at.is_(None)
        )
        return select(func.count()).select_from(flags.distinct().subquery()).scalar_subquery()
    if pile is Pile.APPEALS:
        return _number_of(IdeaHiding, _appealed())
    return _number_of(Idea, _of_ideas(pile, at))


def _number_of(table: Any, wanted: ColumnElement[bool]) -> Any:  # noqa: ANN401 - a table, a number
    """Of this municipality, said outright: a subquery of a bare count names no row to scope."""
    here = table.municipality_id == tenancy.municipality_id()
    return select(func.count(table.id)).where(here, wanted).scalar_subquery()


def _appealed() -> ColumnElement[bool]:
    return and_(IdeaHiding.decided_at.is_(None), IdeaHiding.appealed_at.is_not(None))


def _of_ideas(pile: Pile, at: datetime) -> ColumnElement[bool]:
    if pile is Pile.OVERDUE:
        return and_(Idea.next_due_at < at, Idea.is_public.is_(True))
    if pile is Pile.PHOTOS:
        return Idea.photos_wait.is_(True)
    return and_(Idea.next_due_at.is_not(None), Idea.is_public.is_(True))


def pile(which: Pile, at: datetime) -> list[DeskLine]:
    """The first of what lies on a pile: what is due soonest, or came first."""
    if which is Pile.WAITING:
        return [*_waiting_ideas(at), *_waiting_comments()]
    if which is Pile.FLAGGED:
        return _flagged()
    if which is Pile.APPEALS:
        return _appeals()
    return _ideas(_of_ideas(which, at))


def _waiting_ideas(_at: datetime) -> list[DeskLine]:
    return _ideas(Idea.standing == Standing.WAITING.value)


def _ideas(wanted: ColumnElement[bool]) -> list[DeskLine]:
    rows = session.execute(
        select(Idea, Project)
        .join(Project, Project.id == Idea.project_id)
        .where(wanted)
        .order_by(Idea.next_due_at, Idea.id)
        .limit(PAGE_ROWS)
    )
    return [_line(idea, project) for idea, project in rows]


def _line(idea: Idea, project: Project, comment: IdeaComment | None = None) -> DeskLine:
    unit = choices.unit(idea.unit_id)
    category = choices.category(idea.category_id)
    if unit is None and category is not None:
        unit = choices.unit(category.unit_id)
    return DeskLine(
        project=project.number,
        project_title=Bilingual(project.title_th, project.title_en),
        running=idea.running,
        title=Said(idea.title, idea.language),
        comment_id=comment.id if comment else 0,
        words=Said(comment.text, comment.language) if comment else None,
        unit=unit.title if unit else None,
        answer=Answered(idea.answer) if idea.answer else None,
        at=comment.written_at if comment else idea.created_at,
        due_at=idea.next_due_at,
    )


def _waiting_comments() -> list[DeskLine]:
    rows = session.execute(
        select(IdeaComment, Idea, Project)
        .join(Idea, Idea.id == IdeaComment.idea_id)
        .join(Project, Project.id == Idea.project_id)
        .where(IdeaComment.standing == Standing.WAITING.value)
        .order_by(IdeaComment.id)
        .limit(PAGE_ROWS)
    )
    return [_line(idea, project, comment) for comment, idea, project in rows]


def _flagged() -> list[DeskLine]:
    rows = session.execute(
        select(IdeaFlag, Idea, Project, IdeaComment)
        .join(Idea, Idea.id == IdeaFlag.idea_id)
        .join(Project, Project.id == Idea.project_id)
        .join(IdeaComment, IdeaComment.id == IdeaFlag.comment_id, isouter=True)
        .where(IdeaFlag.settled_at.is_(None))
        .order_by(IdeaFlag.id)
        .limit(PAGE_ROWS * 2)
    ).all()
    grouped: dict[tuple[int, int], list[Any]] = {}
    for row in rows:
        grouped.setdefault((row[0].idea_id, row[0].comment_id), []).append(row)
    return [_with_flags(group) for group in grouped.values()]


def _with_flags(rows: list[Any]) -> DeskLine:
    flag, idea, project, comment = rows[0]
    flags = tuple((Ground(row[0].ground), Said(row[0].words, idea.language)) for row in rows)
    return replace(_line(idea, project, comment), at=flag.flagged_at, flags=flags)


def _appeals() -> list[DeskLine]:
    rows = session.execute(
        select(IdeaHiding, Idea, Project, IdeaComment)
        .join(Idea, Idea.id == IdeaHiding.idea_id)
        .join(Project, Project.id == Idea.project_id)
        .join(IdeaComment, IdeaComment.id == IdeaHiding.comment_id, isouter=True)
        .where(_appealed())
        .order_by(IdeaHiding.appealed_at, IdeaHiding.id)
        .limit(PAGE_ROWS)
    )
    return [
        replace(
            _line(idea, project, comment),
            at=hiding.appealed_at or hiding.hidden_at,
            due_at=None,
            appeal=Said(hiding.appeal_words, idea.language),
        )
        for hiding, idea, project, comment in rows
    ]


@dataclass(frozen=True, slots=True)
class Case:
    """What the desk's page of an idea shows beside what everyone reads."""

    standing: Standing
    first: int | None
    """The number of the idea it goes on in."""
    flags: tuple[tuple[int, Ground, Said], ...]
    """Comment (zero for the idea), reason, words."""
    hidings: tuple[HidingLine, ...]
    comments: tuple[StaffComment, ...]
    promised: datetime | None


@dataclass(frozen=True, slots=True)
class HidingLine:
    """A time it was hidden."""

    id: int
    comment_id: int
    ground: Ground
    reason: Said
    hidden_at: datetime
    by: int | None
    appeal: Said | None
    decided_at: datetime | None
    is_upheld: bool | None
    restored_at: datetime | None

    @property
    def waits(self) -> bool:
        """Whether its appeal waits for a decision."""
        return self.appeal is not None and self.decided_at is None


@dataclass(frozen=True, slots=True)
class StaffComment:
    """A comment with where it stands."""

    id: int
    text: Said
    standing: Standing
    written_at: datetime


def case_of(idea: Idea) -> Case:
    """What staff need to know of an idea beside its page."""
    flags = session.scalars(
        select(IdeaFlag)
        .where(IdeaFlag.idea_id == idea.id, IdeaFlag.settled_at.is_(None))
        .order_by(IdeaFlag.id)
    )
    hidings = session.scalars(
        select(IdeaHiding).where(IdeaHiding.idea_id == idea.id).order_by(IdeaHiding.id.desc())
    )
    comments = session.scalars(
        select(IdeaComment)
        .join(Idea, Idea.id == IdeaComment.idea_id)
        .where(or_(Idea.id == idea.id, Idea.first_id == idea.id))
        .order_by(IdeaComment.id)
    )
    first = (
        session.scalar(select(Idea.running).where(Idea.id == idea.first_id))
        if idea.first_id
        else None
    )
    return Case(
        Standing(idea.standing),
        first,
        tuple(
            (flag.comment_id, Ground(flag.ground), Said(flag.words, idea.language))
            for flag in flags
        ),
        tuple(_hiding(row, idea.language) for row in hidings),
        tuple(
            StaffComment(
                row.id, Said(row.text, row.language), Standing(row.standing), row.written_at
            )
            for row in comments
        ),
        idea.next_due_at,
    )


def _hiding(row: IdeaHiding, language: str) -> HidingLine:
    return HidingLine(
        row.id,
        row.comment_id,
        Ground(row.ground),
        Said(row.reason, "th"),
        row.hidden_at,
        row.person_id,
        Said(row.appeal_words, language) if row.appealed_at else None,
        row.decided_at,
        row.is_upheld,
        row.restored_at,
    )
