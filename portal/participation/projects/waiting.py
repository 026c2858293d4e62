"""What waits for a decision before a vote of a project closes."""

from __future__ import annotations

from datetime import datetime

from portal.foundation.policy import Actor
from portal.participation.projects.queries import ProjectLine
from portal.participation.projects.terms import Who
from portal.participation.residents import policy, queries


def doubles(project: ProjectLine, actor: Actor, at: datetime) -> int:
    """Say how many likely doubles wait while residents still act, to whoever may decide."""
    acting = any(one.who is Who.VERIFIED and one.ends_at > at for one in project.stages)
    return queries.undecided() if acting and policy.may_decide(actor) else 0
