"""Let go of who proposed, supported and said what. What was said in public stays, masked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Update, select, update

from portal.attachments import services as attachments
from portal.foundation.database import session
from portal.foundation.personal import Gone
from portal.participation.ideas.models import (
    Idea,
    IdeaAnswer,
    IdeaComment,
    IdeaFlag,
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


def expire_contacts(before: datetime, most: int, *, dry: bool) -> list[Gone]:
    """Let go of who proposed, supported and spoke before this moment."""
    gone = [
        _expired(Idea, Idea.created_at < before, Idea.email != "", {"email": ""}, most, dry=dry),
        _expired(
            Idea,
            Idea.created_at < before,
            Idea.person_id.is_not(None),
            {"person_id": None},
            most,
            dry=dry,
        ),
        _expired(
            IdeaComment,
            IdeaComment.written_at < before,
            IdeaComment.person_id.is_not(None),
            {"person_id": None},
            most,
            dry=dry,
        ),
        _expired(
            IdeaSupport,
            IdeaSupport.given_at < before,
            IdeaSupport.person_id.is_not(None),
            {"person_id": None},
            most,
            dry=dry,
        ),
    ]
    return [line for line in gone if line.count]


def expire_words(before: datetime, most: int, *, dry: bool) -> list[Gone]:
    """Let go of what flags and appeals said, and of words that are hidden, after this moment."""
    hidden = Standing.HIDDEN.value
    empty: dict[str, object] = {"text": "", "public_text": ""}
    gone = [
        _expired(
            Idea,
            Idea.created_at < before,
            (Idea.standing == hidden) & (Idea.text != ""),
            {**empty, "title": "", "searched": "", "landmark": "", "lat": None, "lon": None},
            most,
            dry=dry,
        ),
        _expired(
            Idea,
            Idea.created_at < before,
            (Idea.standing != hidden) & (Idea.text != Idea.public_text),
            {"text": Idea.public_text},
            most,
            dry=dry,
        ),
        _expired(
            IdeaComment,
            IdeaComment.written_at < before,
            (IdeaComment.standing == hidden) & (IdeaComment.text != ""),
            empty,
            most,
            dry=dry,
        ),
        _expired(
            IdeaFlag,
            IdeaFlag.flagged_at < before,
            IdeaFlag.words != "",
            {"words": ""},
            most,
            dry=dry,
        ),
        _expired(
            IdeaHiding,
            IdeaHiding.hidden_at < before,
            IdeaHiding.appeal_words != "",
            {"appeal_words": ""},
            most,
            dry=dry,
        ),
    ]
    return [line for line in gone if line.count]


def _expired(
    table: Any,  # noqa: ANN401 - one of this room's tables
    old: ColumnElement[bool],
    there: ColumnElement[bool],
    values: dict[str, object],
    most: int,
    *,
    dry: bool,
) -> Gone:
    ids = list(session.scalars(select(table.id).where(old, there).order_by(table.id).limit(most)))
    if ids and not dry:
        _changed(update(table).where(table.id.in_(ids)).values(**values))
    return Gone(table.__tablename__, tuple(values), (), len(ids))


def _changed(statement: Update) -> int:
    done = session.execute(statement, execution_options={"synchronize_session": "fetch"})
    return int(done.rowcount)  # type: ignore[attr-defined]
