"""Projects on a ballot paper as links of the chain; the result is told when it is public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import has_request_context, url_for
from sqlalchemy import select

from portal.foundation.database import session
from portal.foundation.i18n import Bilingual
from portal.foundation.policy import Actor
from portal.participation.ballots import tallying
from portal.participation.ballots.models import BudgetOption, BudgetRun, BudgetVote
from portal.participation.ballots.terms import OUTCOME_WORDS, Outcome
from portal.participation.chain.kinds import Shown
from portal.participation.projects.models import Project, Stage


def shown(ids: Sequence[int], _actor: Actor | None) -> Mapping[int, Shown]:
    """Name, and after the count what became of it; papers that are not frozen are left out."""
    rows = session.execute(
        select(BudgetOption, BudgetVote, Project.number)
        .join(BudgetVote, BudgetVote.id == BudgetOption.vote_id)
        .join(Stage, Stage.id == BudgetVote.stage_id)
        .join(Project, Project.id == Stage.project_id)
        .where(
            BudgetOption.id.in_(ids),
            BudgetVote.frozen_at.is_not(None),
            Project.is_published.is_(True),
        )
    ).all()
    became = outcomes({vote.id for _option, vote, _number in rows if vote.counted_at})
    return {
        option.id: Shown(
            Bilingual(option.title_th, option.title_en).here,
            address=_address(number, vote),
            state=_state(became.get((vote.id, option.number))),
            at=vote.counted_at,
        )
        for option, vote, number in rows
    }


def outcomes(vote_ids: set[int]) -> dict[tuple[int, int], Outcome]:
    """What became of each project, by vote and number, after the last count."""
    runs = session.scalars(
        select(BudgetRun).where(BudgetRun.vote_id.in_(vote_ids)).order_by(BudgetRun.number)
    )
    return {
        (run.vote_id, line.number): line.outcome
        for run in runs
        for pot in tallying.from_json(run.result)
        for line in pot.lines
    }


def _state(outcome: Outcome | None) -> str:
    return str(OUTCOME_WORDS[outcome]) if outcome else ""


def _address(number: int, vote: BudgetVote) -> str | None:
    if not has_request_context():
        return None
    page = "ballots.result" if vote.counted_at else "ballots.vote"
    return url_for(page, number=number, stage_id=vote.stage_id)
