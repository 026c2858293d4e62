"""Ideas as verbs load them: locked, in the version that the page showed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update

from portal.foundation import likeness, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, NotFound, Outdated, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.ideas.models import Idea, IdeaComment, IdeaRun, IdeaSupport
from portal.participation.ideas.policy import may_work
from portal.participation.ideas.terms import MATTER, Standing
from portal.participation.projects import queries as projects
from portal.participation.projects import services as admitting
from portal.participation.projects.queries import StageLine
from portal.participation.projects.terms import Tool
from portal.response_times import queries as promises
from portal.response_times import services as promising
from portal.response_times.promises import Matter
from portal.response_times.standards import PromiseKind, Standard, Unit

NO_IDEA = lazy("There is no such idea, or it is not public.")
NO_COMMENT = lazy("There is no such comment.")
CHANGED = lazy("Somebody else has changed this idea meanwhile. Look at it again.")
NOT_YOURS = lazy("You do not have permission to do this with ideas.")


def matter(idea_id: int) -> Matter:
    """The idea as the room of response times knows it."""
    return Matter(MATTER, idea_id)


def load(idea_id: int) -> Idea:
    """An idea, locked; raises `NotFound`."""
    row = session.scalar(select(Idea).where(Idea.id == idea_id).with_for_update())
    if row is None:
        raise NotFound(NO_IDEA)
    return row


def public(idea_id: int) -> Idea:
    """An idea that everyone can read and that goes on by itself, locked.

    Raises `NotFound` for one that is hidden or waits, `OutOfOrder` for one that was merged.
    """
    row = load(idea_id)
    refuse_merged(row)
    if not row.is_public:
        raise NotFound(NO_IDEA)
    return row


def for_staff(officer: Actor, idea_id: int, seen: int | None = None) -> Idea:
    """An idea for whoever works on ideas; `seen` is the version their page showed."""
    if not may_work(officer):
        raise Forbidden(NOT_YOURS)
    row = load(idea_id)
    refuse_outdated(row, seen)
    return row


def refuse_outdated(row: Idea, seen: int | None) -> None:
    """Refuse to change what somebody else has changed since."""
    if seen is not None and seen != row.version:
        raise Outdated(CHANGED)


def refuse_merged(row: Idea) -> None:
    """Refuse to act on an idea that goes on in another one."""
    if row.first_id is not None:
        raise OutOfOrder(lazy("This idea was merged with another one and goes on there."))


def stage_for_staff(officer: Actor, stage_id: int, at: datetime) -> StageLine:
    """The stage, where it is open and staff write down what somebody else says.

    Whom they write for, they have before them: that the stage is for verified residents binds
    those who act for themselves. Raises what the stage says of the moment.
    """
    try:
        return admitting.admit(officer, stage_id, Tool.IDEAS, at)
    except Forbidden:
        if officer.municipality_id != tenancy.municipality_id():
            raise
        return projects.stage(stage_id)


def settle(row: Idea) -> None:
    """Keep with the idea what follows from a change: who reads it, and what is owed next."""
    row.is_public = row.standing == Standing.SHOWN.value and row.first_id is None
    session.flush()
    row.next_due_at = None if row.first_id else promises.next_due(matter(row.id))
    row.version += 1
    session.flush()


def count_supports(idea_id: int) -> None:
    """Count an idea's supports anew from their rows."""
    session.flush()
    counted = select(func.count()).where(IdeaSupport.idea_id == idea_id).scalar_subquery()
    session.execute(update(Idea).where(Idea.id == idea_id).values(supports=counted))


def count_comments(idea_id: int) -> None:
    """Count the comments that everyone can read, those of ideas merged into it too."""
    session.flush()
    here = select(Idea.id).where((Idea.id == idea_id) | (Idea.first_id == idea_id))
    counted = (
        select(func.count())
        .where(IdeaComment.idea_id.in_(here), IdeaComment.standing == Standing.SHOWN.value)
        .scalar_subquery()
    )
    session.execute(update(Idea).where(Idea.id == idea_id).values(comments=counted))


def comment_of(idea_id: int, comment_id: int) -> IdeaComment:
    """A comment of an idea, or of one that was merged with it, locked; raises `NotFound`."""
    row = session.scalar(
        select(IdeaComment)
        .join(Idea, Idea.id == IdeaComment.idea_id)
        .where(IdeaComment.id == comment_id, (Idea.id == idea_id) | (Idea.first_id == idea_id))
        .with_for_update(of=IdeaComment)
    )
    if row is None:
        raise NotFound(NO_COMMENT)
    return row


def promise_answer(row: Idea, days: int, at: datetime) -> None:
    """Promise that a new idea is answered within so many days, counted day and night."""
    standard = Standard(PromiseKind.ANSWER, days, Unit.CALENDAR_DAYS)
    promising.promise(matter(row.id), (standard,), at, at)


def sketch(row: Idea) -> None:
    """Write the runs by which an idea is found among those like it."""
    runs = likeness.runs_of(f"{row.title} {row.public_text}")
    session.add_all(
        IdeaRun(project_id=row.project_id, idea_id=row.id, run=run)
        for run in likeness.sketch_of(runs)
    )
