"""How a stage of ideas goes."""

from __future__ import annotations

from sqlalchemy import select

from portal.foundation.database import session
from portal.participation.ideas.models import IdeaRules
from portal.participation.ideas.terms import Rules


def rules_of(stage_id: int) -> Rules:
    """The rules of a stage; the usual ones where nobody set any."""
    row = session.execute(
        select(IdeaRules.quota, IdeaRules.checks_first, IdeaRules.answer_days).where(
            IdeaRules.stage_id == stage_id
        )
    ).one_or_none()
    return Rules(*row) if row else Rules()
