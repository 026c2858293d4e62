"""One idea as everyone reads it, with what its author alone is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from portal.attachments import queries as attachments
from portal.complaints.queries import choices
from portal.complaints.queries.said import Said
from portal.foundation import thai
from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor
from portal.participation.ideas.models import (
    Idea,
    IdeaAnswer,
    IdeaComment,
    IdeaComplaint,
    IdeaHiding,
    IdeaMerge,
    IdeaSupport,
)
from portal.participation.ideas.queries import hotspots
from portal.participation.ideas.queries.hotspots import ComplaintLine
from portal.participation.ideas.terms import (
    APPEAL_WITHIN,
    MATTER,
    Answered,
    Channel,
    Ground,
    Leaning,
    Standing,
)

MOST_COMMENTS = 300


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo."""

    id: UUID
    n: int
    of: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class CommentLine:
    """What somebody said, with the replies to it."""

    id: int
    text: Said
    leaning: Leaning
    written_at: datetime
    by_author: bool
    """Whether the idea's own author says it."""
    is_own: bool
    """Whether the reader wrote it."""
    waits: bool
    from_number: int | None
    """The idea it was written to, where that was merged."""
    replies: tuple[CommentLine, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Mine:
    """What concerns the reader alone."""

    supports_this: bool = False
    given: int = 0
    """How many ideas of the stage they support."""
    is_author: bool = False


@dataclass(frozen=True, slots=True)
class HiddenLine:
    """Why something was hidden, for its author."""

    ground: Ground
    reason: Said
    hidden_at: datetime
    appeal_until: datetime
    appealed_at: datetime | None
    decision: Said | None
    is_upheld: bool | None


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
    comments, count = _comments(row, actor)
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


def said(text: str, language: str) -> Said:
    """Words with the language their own letters tell, else that of the whole."""
    return Said(text, thai.language_of(text, language))


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


def _comments(row: Idea, actor: Actor) -> tuple[tuple[CommentLine, ...], int]:
    """Threads in the order they began, and how many comments everyone can read."""
    mine = IdeaComment.person_id == actor.person_id if actor.person_id else None
    shown = IdeaComment.standing == Standing.SHOWN.value
    own_waiting = IdeaComment.standing == Standing.WAITING.value
    visible = or_(shown, own_waiting & mine) if mine is not None else shown
    rows = session.execute(
        select(IdeaComment, Idea.running, Idea.person_id)
        .join(Idea, Idea.id == IdeaComment.idea_id)
        .where(or_(Idea.id == row.id, Idea.first_id == row.id), visible)
        .order_by(IdeaComment.id)
        .limit(MOST_COMMENTS)
    ).all()
    lines = {
        comment.id: (comment, _comment(comment, running, author, row, actor))
        for comment, running, author in rows
    }
    replies: dict[int, list[CommentLine]] = {}
    for comment, line in lines.values():
        if comment.parent_id is not None:
            replies.setdefault(comment.parent_id, []).append(line)
    threads = tuple(
        replace(line, replies=tuple(replies.get(comment.id, ())))
        for comment, line in lines.values()
        if comment.parent_id is None
    )
    return threads, sum(1 for _comment_row, line in lines.values() if not line.waits)


def _comment(
    comment: IdeaComment, running: int, author: int | None, row: Idea, actor: Actor
) -> CommentLine:
    who = comment.person_id
    return CommentLine(
        id=comment.id,
        text=Said(comment.public_text, comment.language),
        leaning=Leaning(comment.leaning),
        written_at=comment.written_at,
        by_author=who is not None and who == author,
        is_own=who is not None and who == actor.person_id,
        waits=comment.standing == Standing.WAITING.value,
        from_number=running if running != row.running else None,
    )


def mine(row: Idea, actor: Actor) -> Mine:
    """What concerns the reader alone: their support, and how many they have given."""
    if actor.person_id is None:
        return Mine()
    rows = session.execute(
        select(IdeaSupport.idea_id, IdeaSupport.stage_id).where(
            IdeaSupport.person_id == actor.person_id,
            or_(IdeaSupport.stage_id == row.stage_id, IdeaSupport.idea_id == row.id),
        )
    ).all()
    return Mine(
        supports_this=any(one.idea_id == row.id for one in rows),
        given=sum(one.stage_id == row.stage_id for one in rows),
        is_author=row.person_id == actor.person_id,
    )


def hiding_of(idea_id: int, comment_id: int = 0) -> HiddenLine | None:
    """Why a thing is hidden, for its author; None where it never was."""
    row = session.scalars(
        select(IdeaHiding)
        .where(IdeaHiding.idea_id == idea_id, IdeaHiding.comment_id == comment_id)
        .order_by(IdeaHiding.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None or row.restored_at is not None:
        return None
    return HiddenLine(
        Ground(row.ground),
        said(row.reason, "th"),
        row.hidden_at,
        row.hidden_at + APPEAL_WITHIN,
        row.appealed_at,
        said(row.decision, "th") if row.decision else None,
        row.is_upheld,
    )


def own_comment(idea_id: int, comment_id: int, actor: Actor) -> Said | None:
    """The words of a comment, for whoever wrote it."""
    if actor.person_id is None:
        return None
    row = session.scalar(
        select(IdeaComment)
        .join(Idea, Idea.id == IdeaComment.idea_id)
        .where(
            IdeaComment.id == comment_id,
            or_(Idea.id == idea_id, Idea.first_id == idea_id),
            IdeaComment.person_id == actor.person_id,
        )
    )
    return Said(row.text, row.language) if row else None


@dataclass(frozen=True, slots=True)
class OwnLine:
    """Something that somebody wrote, and where it stands."""

    running: int
    comment_id: int
    words: Said
    standing: Standing
    at: datetime


def own(project_id: int, person_id: int) -> list[OwnLine]:
    """A person's ideas and comments of a project, the newest first."""
    ideas = session.scalars(
        select(Idea).where(Idea.project_id == project_id, Idea.person_id == person_id)
    )
    found = [
        OwnLine(
            row.running, 0, said(row.title, row.language), Standing(row.standing), row.created_at
        )
        for row in ideas
    ]
    rows = session.execute(
        select(IdeaComment, Idea.running)
        .join(Idea, Idea.id == IdeaComment.idea_id)
        .where(Idea.project_id == project_id, IdeaComment.person_id == person_id)
    )
    found += [
        OwnLine(
            running,
            row.id,
            Said(row.text, row.language),
            Standing(row.standing),
            row.written_at,
        )
        for row, running in rows
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)
