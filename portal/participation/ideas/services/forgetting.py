"""Let go of who proposed, supported and said what. What was said in public stays, masked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Update, select, update

from portal.attachments import services as attachments
from portal.foundation.database import session
from portal.foundation.personal import Gone
from portal.participation.ideas.models import (
    Idea,
    IdeaAnswer,
    IdeaComment,
    IdeaHiding,
    IdeaMerge,
    IdeaSupport,
)
from portal.participation.ideas.queries.personal import belonging_to
from portal.participation.ideas.terms import MATTER, Standing


def forget(person_id: int | None, addresses: Sequence[str], at: datetime) -> list[Gone]:
    """Take somebody's name off everything; what nobody could read goes altogether."""
    ids = list(session.scalars(select(Idea.id).where(belonging_to(person_id, addresses))))
    gone = _ideas(ids, at)
    if person_id is not None:
        gone += _comments(person_id)
        gone += _anonymous(person_id)
    return [line for line in gone if line.count]


def _ideas(ids: list[int], at: datetime) -> list[Gone]:
    if not ids:
        return []
    photos = attachments.erase(MATTER, ids, at=at)
    unseen = (Idea.id.in_(ids), Idea.standing != Standing.SHOWN.value)
    session.execute(
        update(Idea)
        .where(*unseen)
        .values(title="", text="", public_text="", searched="", landmark="", lat=None, lon=None),
        execution_options={"synchronize_session": "fetch"},
    )
    named = _changed(
        update(Idea)
        .where(Idea.id.in_(ids))
        .values(person_id=None, email="", text=Idea.public_text, photos_wait=False)
    )
    return [
        Gone("idea", ("person_id", "email", "text"), tuple(ids), named),
        Gone("attachment", ("file",), tuple(ids), photos),
    ]


def _comments(person_id: int) -> list[Gone]:
    mine = IdeaComment.person_id == person_id
    session.execute(
        update(IdeaComment)
        .where(mine, IdeaComment.standing != Standing.SHOWN.value)
        .values(text="", public_text=""),
        execution_options={"synchronize_session": "fetch"},
    )
    count = _changed(
        update(IdeaComment).where(mine).values(person_id=None, text=IdeaComment.public_text)
    )
    return [Gone("idea_comment", ("person_id", "text"), (), count)]


def _anonymous(person_id: int) -> list[Gone]:
    """Supports stay counted; what staff did stays done; both without the name."""
    supports = _changed(
        update(IdeaSupport).where(IdeaSupport.person_id == person_id).values(person_id=None)
    )
    staff = 0
    for column in (
        IdeaAnswer.person_id,
        IdeaMerge.person_id,
        IdeaHiding.person_id,
        IdeaHiding.decider_id,
    ):
        staff += _changed(update(column.class_).where(column == person_id).values({column: None}))
    return [
        Gone("idea_support", ("person_id",), (), supports),
        Gone("idea_answer", ("person_id",), (), staff),
    ]


def _changed(statement: Update) -> int:
    done = session.execute(statement, execution_options={"synchronize_session": "fetch"})
    return int(done.rowcount)  # type: ignore[attr-defined]
