"""Let go of who signed up, gave and wrote. Hours, values and public words stay."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import InstrumentedAttribute

from portal.attachments import services as attachments
from portal.foundation.database import session
from portal.foundation.personal import Gone, Kept, Limit
from portal.participation.tasks.models import WorkEntry, WorkGift, WorkSignup
from portal.participation.tasks.terms import MATTER

Table = type[WorkSignup] | type[WorkGift] | type[WorkEntry]
NO_SIGNUP: dict[str, Any] = {"person_id": None, "name": "", "words": ""}
NO_GIVER: dict[str, Any] = {"person_id": None, "giver": "", "why": ""}
NO_AUTHOR: dict[str, Any] = {"person_id": None}
UNSAID: dict[str, Any] = {"text": ""}


def forget(person_id: int, at: datetime) -> list[Gone]:
    """Take somebody's name off everything; what nobody could read goes altogether."""
    mine = WorkEntry.person_id == person_id
    ids = list(session.scalars(select(WorkEntry.id).where(mine)))
    photos = attachments.erase(MATTER, ids, at=at) if ids else 0
    _change(WorkEntry, mine & WorkEntry.hidden_at.is_not(None), UNSAID)
    entries = _change(WorkEntry, mine, NO_AUTHOR | {"photos_wait": False})
    signups = _change(WorkSignup, WorkSignup.person_id == person_id, NO_SIGNUP)
    gifts = _change(WorkGift, WorkGift.person_id == person_id, NO_GIVER)
    gone = [
        Gone("work_signup", ("person_id", "name", "words"), (), signups),
        Gone("work_gift", ("person_id", "giver"), (), gifts),
        Gone("work_diary", ("person_id",), tuple(ids), entries),
        Gone("attachment", ("file",), tuple(ids), photos),
    ]
    return [line for line in gone if line.count]


def expire(limit: Limit) -> list[Gone]:
    """Let go of names and of words for the municipality alone that are older than their limit."""
    if limit.kind is Kept.CONTACT:
        named = WorkSignup.person_id.is_not(None) | (WorkSignup.name != "")
        giver = WorkGift.person_id.is_not(None) | (WorkGift.giver != "")
        return [
            *_expire(
                limit, (WorkSignup, WorkSignup.signed_at), named, {"person_id": None, "name": ""}
            ),
            *_expire(
                limit, (WorkGift, WorkGift.offered_at), giver, {"person_id": None, "giver": ""}
            ),
            *_expire(
                limit, (WorkEntry, WorkEntry.filed_at), WorkEntry.person_id.is_not(None), NO_AUTHOR
            ),
        ]
    if limit.kind is not Kept.WORDS:
        return []
    unread = WorkEntry.hidden_at.is_not(None) & (WorkEntry.text != "")
    return [
        *_expire(limit, (WorkSignup, WorkSignup.signed_at), WorkSignup.words != "", {"words": ""}),
        *_expire(limit, (WorkGift, WorkGift.offered_at), WorkGift.why != "", {"why": ""}),
        *_expire(limit, (WorkEntry, WorkEntry.filed_at), unread, UNSAID),
    ]


def _expire(
    limit: Limit,
    what: tuple[Table, InstrumentedAttribute[datetime]],
    is_there: ColumnElement[bool],
    instead: dict[str, Any],
) -> list[Gone]:
    table, since = what
    ids = session.scalars(
        select(table.id).where(since < limit.before, is_there).order_by(table.id).limit(limit.most)
    ).all()
    if ids and not limit.dry:
        _change(table, table.id.in_(ids), instead)
    return [Gone(table.__tablename__, tuple(instead), (), len(ids))] if ids else []


def _change(table: Table, where: ColumnElement[bool], values: dict[str, Any]) -> int:
    done = session.execute(
        update(table).where(where).values(**values),
        execution_options={"synchronize_session": "fetch"},
    )
    return int(done.rowcount)  # type: ignore[attr-defined]
