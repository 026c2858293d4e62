"""Let go of who answered, who takes part and who looked. Stars and public reports stay."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from portal.foundation.database import session
from portal.foundation.personal import Gone, Kept, Limit
from portal.participation.results.models import Caretaker, PactCheck, Satisfaction

Table = type[Satisfaction] | type[PactCheck]
NAMELESS: dict[str, Any] = {"person_id": None}


def forget(person_id: int) -> list[Gone]:
    """Take somebody's name off everything; words that nobody else could read go altogether."""
    answers = _change(
        Satisfaction, Satisfaction.person_id == person_id, {"person_id": None, "text": ""}
    )
    hidden = PactCheck.hidden_at.is_not(None)
    _change(PactCheck, (PactCheck.person_id == person_id) & hidden, {"text": ""})
    looks = _change(PactCheck, PactCheck.person_id == person_id, NAMELESS)
    parts = session.execute(delete(Caretaker).where(Caretaker.person_id == person_id))
    gone = [
        Gone("satisfaction", ("person_id", "text"), (), answers),
        Gone("caretaker_check", ("person_id",), (), looks),
        Gone("caretaker", ("person_id",), (), int(parts.rowcount)),  # type: ignore[attr-defined]
    ]
    return [line for line in gone if line.count]


def expire(limit: Limit) -> list[Gone]:
    """Let go of names and of words for the municipality alone that are older than their limit."""
    if limit.kind is Kept.CONTACT:
        return [
            *_expire(limit, Satisfaction, Satisfaction.person_id.is_not(None), NAMELESS),
            *_expire(limit, PactCheck, PactCheck.person_id.is_not(None), NAMELESS),
        ]
    if limit.kind is not Kept.WORDS:
        return []
    hidden = PactCheck.hidden_at.is_not(None)
    return [
        *_expire(limit, Satisfaction, Satisfaction.text != "", {"text": ""}),
        *_expire(limit, PactCheck, hidden & (PactCheck.text != ""), {"text": ""}),
    ]


def _expire(
    limit: Limit, table: Table, is_there: ColumnElement[bool], instead: dict[str, Any]
) -> list[Gone]:
    ids = session.scalars(
        select(table.id)
        .where(table.filed_at < limit.before, is_there)
        .order_by(table.id)
        .limit(limit.most)
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
