"""The paper is frozen and hashed when voting opens."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from portal.foundation import audit, database
from portal.foundation.database import session
from portal.foundation.errors import OutOfOrder
from portal.foundation.i18n import lazy
from portal.participation.ballots import acts, papers, queries
from portal.participation.ballots.models import BudgetVote
from portal.participation.ballots.papers import Paper
from portal.participation.projects import queries as projects
from portal.participation.projects.queries import StageLine
from portal.participation.projects.terms import Tool


def freeze(row: BudgetVote, stage: StageLine, at: datetime) -> Paper:
    """The frozen paper; frozen now where nobody has done it yet.

    Raises:
        OutOfOrder: it is not complete, so that nobody can vote by it.

    """
    already: str | None = row.frozen
    if already is not None:
        return papers.read(already)
    database.lock(f"ballots:{stage.id}")
    session.refresh(row)
    frozen_meanwhile: str | None = row.frozen
    if frozen_meanwhile is not None:
        return papers.read(frozen_meanwhile)
    paper = queries.written(row, stage)
    if papers.problems(paper):
        raise OutOfOrder(lazy("Voting cannot begin yet: the ballot paper is not complete."))
    row.frozen = papers.canonical(paper)
    row.frozen_hash = papers.fingerprint(row.frozen)
    row.frozen_at = at
    session.flush()
    audit.note(acts.FROZEN, "budget_vote", row.id, at=at, paper_hash=_pieces(row.frozen_hash))
    return paper


def _pieces(fingerprint: str) -> list[str]:
    """A hash in pieces of eight: a line of the log takes no long rows of digits."""
    return [fingerprint[start : start + 8] for start in range(0, len(fingerprint), 8)]


def freeze_due(at: datetime) -> int:
    """Freeze the papers of all votes that have opened; returns how many."""
    frozen = 0
    for stage in projects.open_stages(Tool.BALLOT, at):
        row = session.scalar(
            select(BudgetVote).where(
                BudgetVote.stage_id == stage.id, BudgetVote.frozen_at.is_(None)
            )
        )
        if row is not None and not papers.problems(queries.written(row, stage)):
            freeze(row, stage, at)
            frozen += 1
    return frozen
