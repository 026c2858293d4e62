"""The budget votes that were counted in a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.participation.ballots import tallying
from portal.participation.ballots.models import BudgetBallot, BudgetRun, BudgetVote
from portal.participation.projects.models import Project, Stage
from portal.reports.scope import Scope

SATANG = 100
"""In a baht; votes are held in baht."""


@dataclass(frozen=True, slots=True)
class VoteFact:
    """One vote by its newest count."""

    id: int
    stage_id: int
    project_number: int
    title: Bilingual
    counted_at: datetime
    ballots: int
    with_choice: int
    with_winner: int
    """Ballots that chose at least one project that won."""
    chosen: int
    """Projects that won."""
    offered: int
    satang: int
    """What the winners cost."""
    money: int
    """What there was, in satang."""


def votes(scope: Scope) -> list[VoteFact]:
    """Those whose first count lies in the period."""
    asked = (
        select(BudgetVote.id, BudgetVote.stage_id, BudgetVote.counted_at, Project)
        .join(Stage, Stage.id == BudgetVote.stage_id)
        .join(Project, Project.id == Stage.project_id)
        .where(
            BudgetVote.counted_at >= scope.begins_at,
            BudgetVote.counted_at < scope.ends_at,
            Project.is_published.is_(True),
        )
        .order_by(BudgetVote.counted_at, BudgetVote.id)
    )
    if scope.project_id is not None:
        asked = asked.where(Project.id == scope.project_id)
    rows = session.execute(asked).all()
    return [_fact(id_, stage, at, project) for id_, stage, at, project in rows if at is not None]


def _fact(vote_id: int, stage_id: int, at: datetime, project: Project) -> VoteFact:
    kept = session.scalar(
        select(BudgetRun.result)
        .where(BudgetRun.vote_id == vote_id)
        .order_by(BudgetRun.number.desc())
        .limit(1)
    )
    pots = tallying.from_json(kept or [])
    won = {number for pot in pots for number in pot.winners}
    prices = {line.number: line.price for pot in pots for line in pot.lines}
    with_choice = with_winner = n = 0
    same = (
        select(BudgetBallot.content, func.count())
        .where(BudgetBallot.vote_id == vote_id)
        .group_by(BudgetBallot.content)
    )
    for content, count in session.execute(same):
        chosen = {number for number, _points in content}
        n += count
        with_choice += count if chosen else 0
        with_winner += count if chosen & won else 0
    return VoteFact(
        vote_id,
        stage_id,
        project.number,
        Bilingual(project.title_th, project.title_en),
        at,
        n,
        with_choice,
        with_winner,
        len(won),
        len(prices),
        SATANG * sum(prices[number] for number in won),
        SATANG * sum(pot.money for pot in pots),
    )
