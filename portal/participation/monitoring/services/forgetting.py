"""Let go of who inspected and who follows. What was said of a public work stays, masked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from portal.attachments import services as attachments
from portal.foundation.database import session
from portal.foundation.personal import Gone, Kept, Limit
from portal.participation.monitoring.models import Finding, Inspection, WorkFollower
from portal.participation.monitoring.terms import MATTER

UNSAID: dict[str, Any] = {"text": "", "public_text": "", "landmark": "", "lat": None, "lon": None}


def forget(person_id: int, at: datetime) -> list[Gone]:
    """Take somebody's name off everything; what nobody could read goes altogether."""
    mine = Inspection.person_id == person_id
    ids = list(session.scalars(select(Inspection.id).where(mine)))
    photos = attachments.erase(MATTER, ids, at=at) if ids else 0
    _change(mine & Inspection.hidden_at.is_not(None), UNSAID)
    named = _change(mine, {"person_id": None, "text": Inspection.public_text, "photos_wait": False})
    followed = session.execute(delete(WorkFollower).where(WorkFollower.person_id == person_id))
    session.execute(
        update(Finding).where(Finding.person_id == person_id).values(person_id=None),
        execution_options={"synchronize_session": "fetch"},
    )
    gone = [
        Gone("inspection", ("person_id", "text"), tuple(ids), named),
        Gone("attachment", ("file",), tuple(ids), photos),
        Gone("work_follower", ("person_id",), (), int(followed.rowcount)),  # type: ignore[attr-defined]
    ]
    return [line for line in gone if line.count]


def expire(limit: Limit) -> list[Gone]:
    """Let go of names and unread words that are older than their limit."""
    if limit.kind is Kept.CONTACT:
        return _expire(limit, Inspection.person_id.is_not(None), {"person_id": None})
    if limit.kind is not Kept.WORDS:
        return []
    is_hidden = Inspection.hidden_at.is_not(None)
    return [
        *_expire(limit, is_hidden & (Inspection.text != ""), UNSAID),
        *_expire(
            limit,
            ~is_hidden & (Inspection.text != Inspection.public_text),
            {"text": Inspection.public_text},
        ),
    ]


def _expire(limit: Limit, is_there: ColumnElement[bool], instead: dict[str, Any]) -> list[Gone]:
    ids = session.scalars(
        select(Inspection.id)
        .where(Inspection.filed_at < limit.before, is_there)
        .order_by(Inspection.id)
        .limit(limit.most)
    ).all()
    if ids and not limit.dry:
        _change(Inspection.id.in_(ids), instead)
    return [Gone("inspection", tuple(instead), (), len(ids))] if ids else []


def _change(where: ColumnElement[bool], values: dict[str, Any]) -> int:
    done = session.execute(
        update(Inspection).where(where).values(**values),
        execution_options={"synchronize_session": "fetch"},
    )
    return int(done.rowcount)  # type: ignore[attr-defined]
