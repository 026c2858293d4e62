"""Personal duties of votes: that somebody voted, never what."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import delete, select, update

from portal.foundation.database import session
from portal.foundation.personal import Copy, Gone, Limit, Subject
from portal.participation.ballots.models import BudgetBallot, BudgetVote, BudgetVoter

COLUMNS: Final = {"budget_voter": ("person_id",)}
NOT_PERSONAL: Final = {
    "budget_option.text_th": "what the municipality writes of a project",
    "budget_option.text_en": "what the municipality writes of a project",
}


def export(subject: Subject) -> Copy:
    """That they voted and when. What they voted is told to nobody, not even to them."""
    if subject.person_id is None:
        return Copy()
    rows = session.execute(
        select(BudgetVoter.vote_id, BudgetVoter.voted_at).where(
            BudgetVoter.person_id == subject.person_id
        )
    )
    votes: list[dict[str, object]] = [
        {"vote": vote_id, "voted_at": voted_at.isoformat()} for vote_id, voted_at in rows
    ]
    return Copy({"votes": votes})


def erase(subject: Subject, _ground: str, _at: datetime) -> list[Gone]:
    """Forget that they voted.

    Before the count the ballot is taken back; afterwards it stays, and nobody's.
    """
    if subject.person_id is None:
        return []
    own = BudgetVoter.person_id == subject.person_id
    uncounted = select(BudgetVote.id).where(BudgetVote.counted_at.is_(None))
    open_own = (own, BudgetVoter.vote_id.in_(uncounted))
    ballots = session.scalars(select(BudgetVoter.ballot_id).where(*open_own)).all()
    taken = session.execute(delete(BudgetVoter).where(*open_own))
    session.execute(delete(BudgetBallot).where(BudgetBallot.id.in_(ballots)))
    kept = session.execute(update(BudgetVoter).where(own).values(person_id=None, ballot_id=None))
    count = int(taken.rowcount) + int(kept.rowcount)  # type: ignore[attr-defined]
    return [Gone("budget_voter", COLUMNS["budget_voter"], (), count)] if count else []


def expire(_limit: Limit, _at: datetime) -> list[Gone]:
    """Nothing of its own expires: the link goes by its own nightly job."""
    return []
