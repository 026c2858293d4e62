"""What the page of a project shows of its work."""

from __future__ import annotations

from datetime import datetime

from portal.foundation import clock
from portal.foundation.policy import Actor
from portal.participation.monitoring.progress import baht_of, progress
from portal.participation.monitoring.queries import board
from portal.participation.projects.panels import Panel
from portal.participation.projects.queries import StageLine
from portal.participation.projects.terms import Phase


def panel(stage: StageLine, _actor: Actor, at: datetime) -> Panel:
    """How far the work is, what comes next, and the ways in."""
    today = clock.local(at).date()
    lines = board.milestones(stage.project_id)
    reports, still = board.counts(stage.project_id)
    values = {
        "progress": progress(lines, today),
        "next": next((one for one in lines if one.done_on is None), None),
        "today": today,
        "paid": baht_of(sum(one.paid for one in board.money(stage.project_id))),
        "reports": reports,
        "still": still,
        "is_open": stage.phase(at) is Phase.OPEN,
    }
    return Panel("monitoring/_panel.html", values)
