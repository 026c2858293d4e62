"""What is known of the batches of paper ballots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal.foundation.database import session
from portal.foundation.errors import NotFound
from portal.foundation.i18n import lazy
from portal.participation.ballots.models import BudgetBatch, BudgetEntry
from portal.participation.ballots.terms import BatchState

FIRST, SECOND, THIRD = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Batch:
    """A pile of paper ballots."""

    id: int
    number: int
    origin: str
    papers: int
    state: BatchState
    opened_at: datetime
    spoiled: int
    entered_by: frozenset[int]
    """Who entered it so far."""


def batches(vote_id: int) -> list[Batch]:
    """All batches of a vote in their order."""
    rows = session.scalars(
        select(BudgetBatch).where(BudgetBatch.vote_id == vote_id).order_by(BudgetBatch.number)
    )
    return [_line(row) for row in rows]


def batch(vote_id: int, number: int) -> Batch:
    """One batch; raises `NotFound`."""
    row = session.scalar(
        select(BudgetBatch).where(BudgetBatch.vote_id == vote_id, BudgetBatch.number == number)
    )
    if row is None:
        raise NotFound(lazy("There is no such batch."))
    return _line(row)


def differing(batch_id: int) -> list[int]:
    """The papers that were entered in two ways."""
    first, second = entered(batch_id, FIRST), entered(batch_id, SECOND)
    return sorted(position for position in first if first[position] != second.get(position))


def entered(batch_id: int, turn: int) -> dict[int, str]:
    """What was typed at a turn, by the papers' positions."""
    rows = session.execute(
        select(BudgetEntry.position, BudgetEntry.typed).where(
            BudgetEntry.batch_id == batch_id, BudgetEntry.turn == turn
        )
    )
    return {row[0]: row[1] for row in rows}


def spoiled(vote_id: int) -> int:
    """How many papers could not be counted; ask only after the count."""
    query = select(func.sum(BudgetBatch.spoiled)).where(BudgetBatch.vote_id == vote_id)
    return int(session.scalar(query) or 0)


def _line(row: BudgetBatch) -> Batch:
    by = (row.first_by_id, row.second_by_id)
    return Batch(
        row.id,
        row.number,
        row.origin,
        row.papers,
        BatchState(row.state),
        row.opened_at,
        row.spoiled,
        frozenset(one for one in by if one is not None),
    )
