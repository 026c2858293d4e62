"""What somebody wrote, supports, and why it is hidden: for them alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from portal.complaints.queries.said import Said
from portal.foundation.database import session
from portal.foundation.policy import Actor
from portal.participation.ideas.models import Idea, IdeaComment, IdeaHiding, IdeaSupport
from portal.participation.ideas.queries.threads import said
from portal.participation.ideas.terms import APPEAL_WITHIN, Ground, Standing


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
