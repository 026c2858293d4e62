"""What a vote shows in its stage on the project's page."""

from __future__ import annotations

from datetime import datetime

from flask import url_for

from portal.foundation.policy import Actor
from portal.participation.ballots import papers, queries
from portal.participation.projects import queries as projects
from portal.participation.projects.panels import Panel
from portal.participation.projects.queries import StageLine
from portal.participation.projects.terms import Phase


def panel(stage: StageLine, _actor: Actor, at: datetime) -> Panel | None:
    """The pots and the way to the ballot paper; nothing before a vote was begun."""
    if queries.row_of(stage.id) is None:
        return None
    vote = queries.vote(stage)
    number = projects.project_by_id(stage.project_id).number
    is_open = stage.phase(at) is Phase.OPEN and not papers.problems(vote.paper)
    values = {
        "vote": vote,
        "is_open": is_open,
        "address": url_for("ballots.vote", number=number, stage_id=stage.id),
        "result": url_for("ballots.result", number=number, stage_id=stage.id),
    }
    return Panel("ballots/_panel.html", values)
