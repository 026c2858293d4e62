"""What waits for a decision before a vote or a project closes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from portal.foundation.i18n import Lazy
from portal.foundation.policy import Actor
from portal.participation.projects.queries import ProjectLine
from portal.participation.projects.terms import Who
from portal.participation.residents import policy, queries

Ask = Callable[[ProjectLine], Lazy | None]
_asked: list[Ask] = []


def register(ask: Ask) -> None:
    """Warn with what `ask` returns where somebody is about to close a project."""
    if ask not in _asked:
        _asked.append(ask)


def owed(project: ProjectLine) -> list[Lazy]:
    """What the tools still owe people in this project, in words."""
    return [words for words in (ask(project) for ask in _asked) if words is not None]


def doubles(project: ProjectLine, actor: Actor, at: datetime) -> int:
    """Say how many likely doubles wait while residents still act, to whoever may decide."""
    acting = any(one.who is Who.VERIFIED and one.ends_at > at for one in project.stages)
    return queries.undecided() if acting and policy.may_decide(actor) else 0
