"""What is said for and against an idea: threads, with one level of replies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import or_, select

from portal.complaints.queries.said import Said
from portal.foundation import thai
from portal.foundation.database import session
from portal.foundation.policy import Actor
from portal.participation.ideas.models import Idea, IdeaComment
from portal.participation.ideas.terms import Leaning, Standing

MOST_COMMENTS = 300


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


def said(text: str, language: str) -> Said:
    """Words with the language their own letters tell, else that of the whole."""
    return Said(text, thai.language_of(text, language))


def of(row: Idea, actor: Actor) -> tuple[tuple[CommentLine, ...], int]:
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
