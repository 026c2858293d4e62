"""What the page of a project shows of its forums."""

from __future__ import annotations

from datetime import datetime

from portal.foundation.policy import Actor
from portal.participation.forums.queries import board
from portal.participation.projects.panels import Panel
from portal.participation.projects.queries import StageLine

NEXT = 3
"""Forums shown on the page of the project."""


def panel(stage: StageLine, _actor: Actor, at: datetime) -> Panel:
    """The next forums, and how many were held."""
    lines = board.forums(stage.project_id)
    ahead = [one for one in lines if not one.is_over(at)]
    held = [one for one in lines if one.is_over(at) and one.cancelled_at is None]
    values = {
        "ahead": ahead[:NEXT],
        "more": max(0, len(ahead) - NEXT),
        "held": len(held),
        "came": sum(one.came for one in held),
    }
    return Panel("forums/_panel.html", values)
