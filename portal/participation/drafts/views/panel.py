"""What the page of a project shows of a draft."""

from __future__ import annotations

from datetime import datetime

from portal.foundation.i18n import Lazy, lazy
from portal.foundation.policy import Actor
from portal.participation.drafts import queries
from portal.participation.projects import waiting
from portal.participation.projects.panels import Panel, register
from portal.participation.projects.queries import ProjectLine, StageLine
from portal.participation.projects.terms import Phase, Tool


def panel(stage: StageLine, _actor: Actor, at: datetime) -> Panel | None:
    """How long the draft is, and the way to it; nothing before it is published."""
    edition = queries.edition(stage.id)
    if edition is None:
        return None
    values = {
        "edition": edition,
        "comments": sum(one.comments for one in edition.paragraphs),
        "is_open": stage.phase(at) is Phase.OPEN,
    }
    return Panel("drafts/_panel.html", values)


def owed(project: ProjectLine) -> Lazy | None:
    """What is said to whoever closes a project whose comments are not all answered."""
    stages = [one.id for one in project.stages if one.tool is Tool.DRAFT]
    count = queries.count_owed(stages) if stages else 0
    return lazy("Comments on the draft without an answer: %(n)s", n=count) if count else None


register(Tool.DRAFT, panel)
waiting.register(owed)
