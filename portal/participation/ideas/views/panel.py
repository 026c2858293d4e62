"""What the page of a project shows of its ideas."""

from __future__ import annotations

from datetime import datetime

from portal.foundation.policy import Actor
from portal.participation.ideas.queries import listing
from portal.participation.ideas.terms import ANSWER_WORDS
from portal.participation.projects.panels import Panel, register
from portal.participation.projects.queries import StageLine
from portal.participation.projects.stages import phase
from portal.participation.projects.terms import Phase, Tool

MOST = 3


def panel(stage: StageLine, _actor: Actor, at: datetime) -> Panel:
    """How many ideas there are, the most supported, and the way in; two questions."""
    values = {
        "stage": stage,
        "is_open": phase(stage, at) is Phase.OPEN,
        "totals": listing.totals(stage.project_id),
        "lines": listing.most_supported(stage.project_id, MOST),
        "answer_words": ANSWER_WORDS,
    }
    return Panel("ideas/_panel.html", values)


register(Tool.IDEAS, panel)
