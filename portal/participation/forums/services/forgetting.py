"""Let go of who registered. How many came, of which group, stays."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, select, update

from portal.foundation.database import session
from portal.foundation.personal import Gone, Kept, Limit
from portal.participation.forums.models import ForumGuest

NAMELESS: dict[str, Any] = {"person_id": None, "name": ""}


def forget(person_id: int) -> list[Gone]:
    """Take somebody's name off every list."""
    count = _change(ForumGuest.person_id == person_id)
    return [Gone("forum_guest", tuple(NAMELESS), (), count)] if count else []


def expire(limit: Limit) -> list[Gone]:
    """Let go of names that are older than their limit."""
    if limit.kind is not Kept.CONTACT:
        return []
    named = ForumGuest.person_id.is_not(None) | (ForumGuest.name != "")
    ids = session.scalars(
        select(ForumGuest.id)
        .where(ForumGuest.registered_at < limit.before, named)
        .order_by(ForumGuest.id)
        .limit(limit.most)
    ).all()
    if ids and not limit.dry:
        _change(ForumGuest.id.in_(ids))
    return [Gone("forum_guest", tuple(NAMELESS), (), len(ids))] if ids else []


def _change(where: ColumnElement[bool]) -> int:
    done = session.execute(
        update(ForumGuest).where(where).values(**NAMELESS),
        execution_options={"synchronize_session": "fetch"},
    )
    return int(done.rowcount)  # type: ignore[attr-defined]
