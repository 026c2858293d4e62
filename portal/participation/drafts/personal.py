"""Personal duties of drafts: who said what of a paragraph."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, select, update

from portal.foundation.database import session
from portal.foundation.personal import Copy, Gone, Kept, Limit, Subject
from portal.participation.drafts.models import DraftComment
from portal.participation.ideas.terms import Standing

COLUMNS: Final = {"draft_comment": ("person_id", "text", "public_text")}
NOT_PERSONAL: Final = {
    "draft_paragraph.text_th": "the municipality's own draft",
    "draft_paragraph.text_en": "the municipality's own draft",
}
Rule = tuple[ColumnElement[bool], dict[str, Any]]
UNSEEN: Final = DraftComment.standing != Standing.SHOWN.value


def export(subject: Subject) -> Copy:
    """Give what they wrote."""
    if subject.person_id is None:
        return Copy()
    rows = session.scalars(
        select(DraftComment)
        .where(DraftComment.person_id == subject.person_id)
        .order_by(DraftComment.id)
    )
    comments: list[dict[str, object]] = [
        {"text": row.text, "written_at": row.written_at.isoformat(), "standing": row.standing}
        for row in rows
    ]
    return Copy({"comments_on_drafts": comments})


def erase(subject: Subject, _ground: str, _at: datetime) -> list[Gone]:
    """Take the name off; words that everyone has read stay, masked, as part of a public matter."""
    if subject.person_id is None:
        return []
    mine = DraftComment.person_id == subject.person_id
    _change(mine & UNSEEN, {"text": "", "public_text": ""})
    count = _change(mine, {"person_id": None, "text": DraftComment.public_text})
    return [Gone("draft_comment", ("person_id", "text"), (), count)] if count else []


def expire(limit: Limit, _at: datetime) -> list[Gone]:
    """Let go of names and of words that nobody could read, once they are older than the limit."""
    old = DraftComment.written_at < limit.before
    if limit.kind is Kept.CONTACT:
        rules: list[Rule] = [(old & DraftComment.person_id.is_not(None), {"person_id": None})]
    elif limit.kind is Kept.WORDS:
        gone = old & (DraftComment.standing == Standing.HIDDEN.value) & (DraftComment.text != "")
        masked = old & ~UNSEEN & (DraftComment.text != DraftComment.public_text)
        rules = [
            (gone, {"text": "", "public_text": ""}),
            (masked, {"text": DraftComment.public_text}),
        ]
    else:
        return []
    found = [_by(wanted, instead, limit) for wanted, instead in rules]
    return [line for line in found if line.count]


def _by(wanted: ColumnElement[bool], instead: dict[str, Any], limit: Limit) -> Gone:
    ids = session.scalars(
        select(DraftComment.id).where(wanted).order_by(DraftComment.id).limit(limit.most)
    ).all()
    if ids and not limit.dry:
        _change(DraftComment.id.in_(ids), instead)
    return Gone("draft_comment", tuple(instead), (), len(ids))


def _change(wanted: ColumnElement[bool], values: dict[str, Any]) -> int:
    done = session.execute(
        update(DraftComment).where(wanted).values(**values),
        execution_options={"synchronize_session": "fetch"},
    )
    return int(done.rowcount)  # type: ignore[attr-defined]
