"""What of ideas is kept for a time only: who it was, and words that nobody could read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, select, update

from portal.foundation.database import session
from portal.foundation.personal import Gone, Kept, Limit
from portal.participation.ideas.models import (
    Idea,
    IdeaComment,
    IdeaFlag,
    IdeaHiding,
    IdeaSupport,
)
from portal.participation.ideas.terms import Standing

HIDDEN: Final = Standing.HIDDEN.value
UNSAID: Final = {"text": "", "public_text": ""}
NOWHERE: Final = {"title": "", "searched": "", "landmark": "", "lat": None, "lon": None}
NOBODY: Final = {"person_id": None}


@dataclass(frozen=True, slots=True)
class Rule:
    """What of a table goes: by which moment, where it is still there, and what stands instead."""

    table: Any
    since: Any
    is_there: ColumnElement[bool]
    instead: dict[str, Any]


RULES: Final[dict[Kept, tuple[Rule, ...]]] = {
    Kept.CONTACT: (
        Rule(Idea, Idea.created_at, Idea.email != "", {"email": ""}),
        Rule(Idea, Idea.created_at, Idea.person_id.is_not(None), NOBODY),
        Rule(IdeaComment, IdeaComment.written_at, IdeaComment.person_id.is_not(None), NOBODY),
        Rule(IdeaSupport, IdeaSupport.given_at, IdeaSupport.person_id.is_not(None), NOBODY),
    ),
    Kept.WORDS: (
        Rule(
            Idea,
            Idea.created_at,
            (Idea.standing == HIDDEN) & (Idea.text != ""),
            {**UNSAID, **NOWHERE},
        ),
        Rule(
            Idea,
            Idea.created_at,
            (Idea.standing != HIDDEN) & (Idea.text != Idea.public_text),
            {"text": Idea.public_text},
        ),
        Rule(
            IdeaComment,
            IdeaComment.written_at,
            (IdeaComment.standing == HIDDEN) & (IdeaComment.text != ""),
            UNSAID,
        ),
        Rule(
            IdeaComment,
            IdeaComment.written_at,
            (IdeaComment.standing != HIDDEN) & (IdeaComment.text != IdeaComment.public_text),
            {"text": IdeaComment.public_text},
        ),
        Rule(IdeaFlag, IdeaFlag.flagged_at, IdeaFlag.words != "", {"words": ""}),
        Rule(IdeaHiding, IdeaHiding.hidden_at, IdeaHiding.appeal_words != "", {"appeal_words": ""}),
    ),
}


def expire(limit: Limit) -> list[Gone]:
    """Let go of what is older than its limit, or tell what would go."""
    gone = [_by(rule, limit.before, limit) for rule in RULES.get(limit.kind, ())]
    return [line for line in gone if line.count]


def _by(rule: Rule, before: datetime, limit: Limit) -> Gone:
    table = rule.table
    ids = session.scalars(
        select(table.id)
        .where(rule.since < before, rule.is_there)
        .order_by(table.id)
        .limit(limit.most)
    ).all()
    if ids and not limit.dry:
        session.execute(
            update(table).where(table.id.in_(ids)).values(**rule.instead),
            execution_options={"synchronize_session": "fetch"},
        )
    return Gone(table.__tablename__, tuple(rule.instead), (), len(ids))
