"""One idea as everyone reads it, with what its author alone is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from portal.attachments import queries as attachments
from portal.complaints.queries import choices
from portal.complaints.queries.said import Said
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor
from portal.participation.ideas.models import (
    Idea,
    IdeaAnswer,
    IdeaComplaint,
    IdeaMerge,
)
from portal.participation.ideas.queries import hotspots, threads
from portal.participation.ideas.queries.hotspots import ComplaintLine
from portal.participation.ideas.queries.threads import CommentLine, said
from portal.participation.ideas.terms import (
    MATTER,
    Answered,
    Channel,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo."""

    id: UUID
    n: int
    of: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An official answer."""

    state: Answered
    reason: Bilingual
    unit: Bilingual | None
    news_by: datetime | None
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class MergeLine:
    """An idea that goes on here."""

    running: int
    title: Said
    reason: Said
    merged_at: datetime
    moved: int


@dataclass(frozen=True, slots=True)
class IdeaPage:
    """Everything the page of an idea shows."""

    id: int
    running: int
    version: int
    title: Said
    text: Said
    category: Bilingual | None
    area: Bilingual | None
    landmark: Said
    point: tuple[float, float] | None
    channel: Channel
    created_at: datetime
    stage_id: int
    supports: int
    answer: Answered | None
    next_due_at: datetime | None
    photos: tuple[Picture, ...]
    photos_wait: bool
    answers: tuple[AnswerLine, ...]
    comments: tuple[CommentLine, ...]
    count: int
    merges: tuple[MergeLine, ...]
    complaints: tuple[ComplaintLine, ...]
    complaint_count: int


def find(project_id: int, running: int) -> Idea | None:
    """An idea of a project by its number, whoever may read it."""
    return session.scalar(
        select(Idea).where(Idea.project_id == project_id, Idea.running == running)
    )


def sent(idea_id: int, project_id: int) -> Idea | None:
    """The idea of this id, if it is one of the project."""
    return session.scalar(select(Idea).where(Idea.id == idea_id, Idea.project_id == project_id))


def number_of(idea_id: int) -> int | None:
    """The number of an idea in its project."""
    return session.scalar(select(Idea.running).where(Idea.id == idea_id))


def read(row: Idea, actor: Actor, *, staff: bool = False) -> IdeaPage:
    """The page of an idea. Staff see photos that nobody has looked at yet, and all comments."""
    category = choices.category(row.category_id)
    photos = [
        photo for photo in attachments.of(MATTER, row.id) if staff or photo.reviewed_at is not None
    ]
    merges = _merges(row.id)
    comments, count = threads.of(row, actor)
    linked = list(
        session.scalars(select(IdeaComplaint.complaint_id).where(IdeaComplaint.idea_id == row.id))
    )
    return IdeaPage(
        id=row.id,
        running=row.running,
        version=row.version,
        title=said(row.title, row.language),
        text=Said(row.text if staff else row.public_text, row.language),
        category=category.title if category else None,
        area=choices.area_title(row.area_id),
        landmark=said(row.landmark, row.language),
        point=(row.lat, row.lon) if row.lat is not None and row.lon is not None else None,
        channel=Channel(row.channel),
        created_at=row.created_at,
        stage_id=row.stage_id,
        supports=row.supports,
        answer=Answered(row.answer) if row.answer else None,
        next_due_at=row.next_due_at,
        photos=tuple(
            Picture(photo.id, n, len(photos), photo.width, photo.height)
            for n, photo in enumerate(photos, 1)
        ),
        photos_wait=row.photos_wait,
        answers=_answers(row.id),
        comments=comments,
        count=count,
        merges=merges,
        complaints=tuple(hotspots.lines_of(linked)) if linked else (),
        complaint_count=len(linked),
    )


def _answers(idea_id: int) -> tuple[AnswerLine, ...]:
    rows = session.scalars(
        select(IdeaAnswer).where(IdeaAnswer.idea_id == idea_id).order_by(IdeaAnswer.id.desc())
    )
    return tuple(
        AnswerLine(
            Answered(row.state),
            Bilingual(row.reason_th, row.reason_en),
            unit.title if (unit := choices.unit(row.unit_id)) else None,
            row.news_by,
            row.answered_at,
        )
        for row in rows
    )


def _merges(idea_id: int) -> tuple[MergeLine, ...]:
    rows = session.execute(
        select(Idea, IdeaMerge)
        .join(IdeaMerge, IdeaMerge.idea_id == Idea.id)
        .where(Idea.first_id == idea_id)
        .order_by(IdeaMerge.id)
    )
    return tuple(
        MergeLine(
            idea.running,
            said(idea.title, idea.language),
            said(merge.reason, "th"),
            merge.merged_at,
            merge.moved,
        )
        for idea, merge in rows
    )
