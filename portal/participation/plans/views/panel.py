"""What the page of a project shows of its plan."""

from __future__ import annotations

from datetime import datetime

from portal.foundation.policy import Actor
from portal.participation.plans import queries
from portal.participation.plans.queries import listing
from portal.participation.projects.panels import Panel, register
from portal.participation.projects.queries import StageLine
from portal.participation.projects.terms import Tool


def panel(stage: StageLine, _actor: Actor, _at: datetime) -> Panel | None:
    """How many items for how much money, and the way in; nothing before a plan was begun."""
    plan = queries.plan_of(stage.project_id)
    if plan is None:
        return None
    return Panel("plans/_panel.html", {"plan": plan, "whole": listing.whole(listing.totals(plan))})


register(Tool.DRAFT, panel)
