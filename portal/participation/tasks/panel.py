"""What the page of a project shows of its work together."""

from __future__ import annotations

from datetime import datetime

from portal.foundation.policy import Actor
from portal.participation.projects.panels import Panel
from portal.participation.projects.queries import StageLine
from portal.participation.tasks.queries import board, given

NEXT = 3
"""Tasks shown on the page of the project."""


def panel(stage: StageLine, actor: Actor, at: datetime) -> Panel:
    """The next tasks with their free places, and what was done so far."""
    lines = [one for one in board.tasks(stage.project_id, actor.person_id) if not one.is_over(at)]
    values = {
        "tasks": lines[:NEXT],
        "more": max(0, len(lines) - NEXT),
        "totals": given.totals(stage.project_id),
    }
    return Panel("tasks/_panel.html", values)
