"""What the page of a project shows of its result."""

from __future__ import annotations

from datetime import datetime

from portal.foundation import clock
from portal.foundation.policy import STAFF, Actor
from portal.participation.projects.panels import Panel
from portal.participation.projects.queries import StageLine
from portal.participation.projects.terms import Phase
from portal.participation.results.queries import board


def panel(stage: StageLine, actor: Actor, at: datetime) -> Panel:
    """What came of it, how content people are, who looks after it, and the ways in."""
    today = clock.local(at).date()
    pacts = [one for one in board.pacts(stage.project_id) if not one.is_over(today)]
    values = {
        "result": board.result(stage.project_id),
        "content": board.content(stage.project_id),
        "pacts": len(pacts),
        "late": sum(one.is_late(today) for one in pacts),
        "may_answer": stage.phase(at) is Phase.OPEN and actor.role not in STAFF,
    }
    return Panel("results/_panel.html", values)
