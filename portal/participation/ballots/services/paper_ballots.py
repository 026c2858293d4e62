"""Paper ballots: a pile is entered twice by two people; a third looks at what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import uuid4

from sqlalchemy import func, select

from portal.foundation import audit, database
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.ballots import acts, batches, marking, papers, queries
from portal.participation.ballots.batches import FIRST, SECOND, THIRD
from portal.participation.ballots.models import (
    BudgetBallot,
    BudgetBatch,
    BudgetEntry,
    BudgetVote,
)
from portal.participation.ballots.papers import Paper
from portal.participation.ballots.services.casting import area_in
from portal.participation.ballots.services.setting_up import KIND
from portal.participation.ballots.terms import MOST_PAPERS, BatchState, Channel
from portal.participation.ledger import services as ledger
from portal.participation.ledger.terms import ActKind
from portal.participation.projects.queries import StageLine
from portal.participation.residents.acting import Channel as Way

LONGEST_ORIGIN = 120


def open_batch(actor: Actor, stage: StageLine, origin: str, count: int, *, at: datetime) -> int:
    """Begin a batch of so many papers; returns its number.

    Raises:
        Invalid: naming the fields.
        OutOfOrder: this vote takes no paper, has not opened, or has been counted.

    """
    _check_role(actor)
    row = _taking(stage)
    wrong: dict[str, object] = {}
    if not 0 < len(origin.strip()) <= LONGEST_ORIGIN:
        wrong["origin"] = lazy("Say where these papers come from")
    if not 1 <= count <= MOST_PAPERS:
        wrong["papers"] = lazy("Enter a number from 1 to %(most)s", most=MOST_PAPERS)
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    if row.paper_done_at is not None:
        raise OutOfOrder(lazy("All paper ballots were declared entered."))
    database.lock(f"ballots:{stage.id}")
    latest = select(func.max(BudgetBatch.number)).where(BudgetBatch.vote_id == row.id)
    number = int(session.scalar(latest) or 0) + 1
    session.add(
        BudgetBatch(
            vote_id=row.id,
            number=number,
            origin=origin.strip(),
            papers=count,
            state=BatchState.OPENED.value,
            opened_at=at,
        )
    )
    session.flush()
    audit.note(acts.BATCH_OPENED, KIND, row.id, by=actor, at=at, batch=number, papers=count)
    return number


def enter(
    actor: Actor, stage: StageLine, number: int, lines: Sequence[str], *, at: datetime
) -> BatchState:
    """Enter the whole batch: the first time, or the second time by somebody else.

    Raises:
        Invalid: a line cannot be read; the fields are `paper-1` and so on.
        Forbidden: the same person entered it the first time.
        OutOfOrder: it has been entered twice.

    """
    _check_role(actor)
    row = _taking(stage)
    batch, paper = _batch(row, number), papers.read(row.frozen or "")
    if batch.state not in {BatchState.OPENED.value, BatchState.ENTERED.value}:
        raise OutOfOrder(lazy("This batch has been entered twice already."))
    turn = FIRST if batch.state == BatchState.OPENED.value else SECOND
    if turn == SECOND and batch.first_by_id == actor.person_id:
        raise Forbidden(lazy("You entered this batch before. Somebody else enters it again."))
    said = _read(paper, dict(enumerate(lines, 1)), range(1, batch.papers + 1))
    _keep(batch, turn, said)
    audit.note(acts.BATCH_ENTERED, KIND, row.id, by=actor, at=at, batch=number, turn=turn)
    if turn == FIRST:
        batch.first_by_id, batch.state = actor.person_id, BatchState.ENTERED.value
        session.flush()
        return BatchState.ENTERED
    batch.second_by_id = actor.person_id
    if batches.differing(batch.id):
        batch.state = BatchState.DIFFERS.value
        session.flush()
        return BatchState.DIFFERS
    _accept(actor, row, batch, paper, at)
    _count(stage, batch, at)
    return BatchState.ACCEPTED


def decide(
    actor: Actor, stage: StageLine, number: int, lines: Mapping[int, str], *, at: datetime
) -> None:
    """Look at the papers whose entries differ, say what stands on each, and take the batch in.

    Raises:
        Invalid: a line is missing or cannot be read.
        Forbidden: whoever entered it cannot decide.
        OutOfOrder: nothing differs.

    """
    _check_role(actor)
    row = _taking(stage)
    batch, paper = _batch(row, number), papers.read(row.frozen or "")
    if batch.state != BatchState.DIFFERS.value:
        raise OutOfOrder(lazy("There is nothing to decide in this batch."))
    if actor.person_id in {batch.first_by_id, batch.second_by_id}:
        raise Forbidden(lazy("You entered this batch. Somebody else takes the third look."))
    _keep(batch, THIRD, _read(paper, lines, batches.differing(batch.id)))
    batch.third_by_id = actor.person_id
    _accept(actor, row, batch, paper, at)
    _count(stage, batch, at)


def _accept(actor: Actor, row: BudgetVote, batch: BudgetBatch, paper: Paper, at: datetime) -> None:
    """Make ballots of what both entries, or the third look, say."""
    final = batches.entered(batch.id, FIRST) | batches.entered(batch.id, THIRD)
    ballots = []
    for line in final.values():
        marks = marking.typed(paper, line).marks
        try:
            content = marking.content(paper, marks) if marks else None
        except Invalid:  # more was marked than the rules allow: the paper is spoiled
            content = None
        if content is None:
            batch.spoiled += 1
            continue
        ballots.append(
            BudgetBallot(
                id=uuid4(),
                vote_id=row.id,
                content=[list(pair) for pair in content],
                area_id=area_in(paper, content),
                channel=Channel.PAPER.value,
                batch_id=batch.id,
            )
        )
    batch.state, batch.accepted_at = BatchState.ACCEPTED.value, at
    session.flush()
    database.write_now(*ballots)
    audit.note(
        acts.BATCH_ACCEPTED,
        KIND,
        row.id,
        by=actor,
        at=at,
        batch=batch.number,
        spoiled=batch.spoiled,
    )


def _count(stage: StageLine, batch: BudgetBatch, at: datetime) -> None:
    """Count those who voted on paper: so many, and nobody knows who."""
    n = batch.papers - batch.spoiled
    if n:
        ledger.count_nameless(ActKind.VOTE, batch.vote_id, stage.project_id, Way.PAPER, at, n)


def _read(paper: Paper, lines: Mapping[int, str], wanted: Sequence[int]) -> dict[int, str]:
    said: dict[int, str] = {}
    wrong: dict[str, object] = {}
    for position in wanted:
        try:
            said[position] = marking.typed(paper, lines.get(position, "")).typed
        except Invalid as refusal:
            wrong[f"paper-{position}"] = refusal.message
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    return said


def _keep(batch: BudgetBatch, turn: int, said: Mapping[int, str]) -> None:
    rows = [
        BudgetEntry(batch_id=batch.id, turn=turn, position=position, typed=typed)
        for position, typed in said.items()
    ]
    database.write_now(*rows)


def _check_role(actor: Actor) -> None:
    if actor.role not in acts.ENTERS:
        raise Forbidden(lazy("You do not have permission to do this."))


def _taking(stage: StageLine) -> BudgetVote:
    row = queries.row_of(stage.id)
    if row is None:
        raise NotFound(lazy("There is no such vote."))
    if not row.takes_paper:
        raise OutOfOrder(lazy("This vote takes no paper ballots."))
    if row.frozen_at is None:
        raise OutOfOrder(lazy("Voting has not opened yet."))
    if row.counted_at is not None or row.paper_done_at is not None:
        raise OutOfOrder(lazy("All paper ballots were declared entered."))
    return row


def _batch(row: BudgetVote, number: int) -> BudgetBatch:
    found = session.scalar(
        select(BudgetBatch)
        .where(BudgetBatch.vote_id == row.id, BudgetBatch.number == number)
        .with_for_update()
    )
    if found is None:
        raise NotFound(lazy("There is no such batch."))
    return found
