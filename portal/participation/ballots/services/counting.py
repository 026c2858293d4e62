"""Count after the close; withdraw a project and count again beside it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from portal.foundation import audit, database
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.ballots import acts, chained, papers, queries, tallying
from portal.participation.ballots.models import (
    BudgetBallot,
    BudgetBatch,
    BudgetOption,
    BudgetRun,
    BudgetVote,
)
from portal.participation.ballots.papers import Paper
from portal.participation.ballots.services.setting_up import KIND, check_role
from portal.participation.ballots.terms import LAST_WRITES, OUTCOME_WORDS, BatchState
from portal.participation.chain import services as chain
from portal.participation.chain.terms import Kind
from portal.participation.projects.queries import StageLine

LONGEST_REASON = 500


def count_due(at: datetime) -> int:
    """Count every vote that is closed and whose paper ballots are in; returns how many."""
    waiting = session.scalars(
        select(BudgetVote).where(BudgetVote.counted_at.is_(None), BudgetVote.frozen_at.is_not(None))
    ).all()
    due = [row for row in waiting if _is_due(row, at)]
    for row in due:
        _count(row, at, by=None)
    return len(due)


def _is_due(row: BudgetVote, at: datetime) -> bool:
    closes_at = _paper(row).closes_at
    is_closed = closes_at is not None and at >= closes_at + LAST_WRITES
    return is_closed and (not row.takes_paper or row.paper_done_at is not None)


def _paper(row: BudgetVote) -> Paper:
    """The frozen paper; a paper that is not what it was frozen as is not counted by."""
    frozen = row.frozen or ""
    if papers.fingerprint(frozen) != row.frozen_hash:
        raise RuntimeError("The frozen ballot paper was changed.")
    return papers.read(frozen)


def finish_paper(actor: Actor, stage: StageLine, *, at: datetime) -> None:
    """Say that every paper ballot is in: the vote may be counted.

    Raises:
        OutOfOrder: voting is not over, or a batch is not taken in yet.

    """
    check_role(actor, stage)
    row = _closed(stage, at)
    undecided = select(BudgetBatch.id).where(
        BudgetBatch.vote_id == row.id, BudgetBatch.state != BatchState.ACCEPTED.value
    )
    if session.scalar(undecided.limit(1)) is not None:
        raise OutOfOrder(lazy("A batch of paper ballots is not taken into the vote yet."))
    if row.paper_done_at is None:
        row.paper_done_at = at
        audit.note(acts.PAPER_DONE, KIND, row.id, by=actor, at=at)
    session.flush()


def withdraw(actor: Actor, stage: StageLine, number: int, because: str, *, at: datetime) -> None:
    """Take a project out of a vote that has opened. What was counted before stays beside it.

    Raises:
        Invalid: there is no reason.
        OutOfOrder: voting has not opened, so the project can simply be removed.

    """
    check_role(actor, stage)
    database.lock(f"ballots:{stage.id}")
    row = queries.row_of(stage.id)
    if row is None or row.frozen_at is None:
        raise OutOfOrder(lazy("Voting has not opened: remove the project from the paper instead."))
    reason = because.strip()
    if not reason or len(reason) > LONGEST_REASON:
        words = lazy("Say why, in %(most)s characters at most", most=LONGEST_REASON)
        raise Invalid(fields={"because": words})
    option = session.scalar(
        select(BudgetOption).where(BudgetOption.vote_id == row.id, BudgetOption.number == number)
    )
    if option is None:
        raise NotFound(lazy("There is no such project."))
    if option.withdrawn_at is not None:
        raise OutOfOrder(lazy("This project was withdrawn already."))
    option.withdrawn_at, option.withdrawn_because = at, reason
    session.flush()
    audit.note(acts.WITHDRAWN, KIND, row.id, by=actor, at=at, option=number)
    if row.counted_at is not None:
        _run(row, _paper(row), reason, at, by=actor)


def _closed(stage: StageLine, at: datetime) -> BudgetVote:
    row = queries.row_of(stage.id)
    if row is None or row.frozen_at is None or at < (_paper(row).closes_at or stage.ends_at):
        raise OutOfOrder(lazy("Voting is not over yet."))
    return row


def _count(row: BudgetVote, at: datetime, by: Actor | None) -> None:
    session.refresh(row, with_for_update=True)
    if row.counted_at is not None:
        return
    _run(row, _paper(row), "", at, by=by)
    row.counted_at = at
    session.flush()
    _tell_on(row, at)


def _tell_on(row: BudgetVote, at: datetime) -> None:
    """Let those who brought an idea here know what became of it in the vote."""
    became = chained.outcomes({row.id})
    options = session.execute(
        select(BudgetOption.id, BudgetOption.number).where(
            BudgetOption.vote_id == row.id, BudgetOption.idea_id.is_not(None)
        )
    )
    for option_id, number in options:
        words = OUTCOME_WORDS[became[row.id, number]]
        chain.moved((Kind.BALLOT_OPTION, option_id), words, at)


def _run(row: BudgetVote, paper: Paper, because: str, at: datetime, by: Actor | None) -> None:
    contents = sorted(
        session.scalars(select(BudgetBallot.content).where(BudgetBallot.vote_id == row.id))
    )
    withdrawn = sorted(
        session.scalars(
            select(BudgetOption.number).where(
                BudgetOption.vote_id == row.id, BudgetOption.withdrawn_at.is_not(None)
            )
        )
    )
    result = tallying.as_json(tallying.tally(paper, contents, withdrawn))
    former = session.scalar(select(func.max(BudgetRun.number)).where(BudgetRun.vote_id == row.id))
    run = BudgetRun(
        vote_id=row.id,
        number=(former or 0) + 1,
        at=at,
        because=because,
        withdrawn=withdrawn,
        ballots_hash=tallying.hash_of(contents),
        result=result,
        result_hash=tallying.hash_of(result),
    )
    session.add(run)
    session.flush()
    audit.note(acts.COUNTED, KIND, row.id, by=by, at=at, run=run.number, ballots=len(contents))
