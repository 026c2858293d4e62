"""When the time for objections is over, it is forgotten whose ballot is whose."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import delete, select, update

from portal.foundation import audit, database
from portal.foundation.database import session
from portal.participation.ballots import acts
from portal.participation.ballots.models import BudgetBallot, BudgetVote, BudgetVoter
from portal.participation.ballots.services.setting_up import KIND


def unlink_due(at: datetime) -> int:
    """Destroy the links of every vote whose time for objections is over; returns how many."""
    counted = session.scalars(
        select(BudgetVote).where(
            BudgetVote.counted_at.is_not(None), BudgetVote.unlinked_at.is_(None)
        )
    ).all()
    due = [
        row
        for row in counted
        if row.counted_at and at >= row.counted_at + timedelta(days=row.objection_days)
    ]
    for row in due:
        _unlink(row, at)
    return len(due)


def _unlink(row: BudgetVote, at: datetime) -> None:
    """Cut every link, and write the ballots anew by lot.

    The order in which the database keeps its rows must not tell whose they are either.
    """
    session.execute(update(BudgetVoter).where(BudgetVoter.vote_id == row.id).values(ballot_id=None))
    ballots = list(
        session.execute(
            select(
                BudgetBallot.content,
                BudgetBallot.age,
                BudgetBallot.sex,
                BudgetBallot.area_id,
                BudgetBallot.channel,
                BudgetBallot.batch_id,
            ).where(BudgetBallot.vote_id == row.id)
        ).all()
    )
    secrets.SystemRandom().shuffle(ballots)
    session.execute(delete(BudgetBallot).where(BudgetBallot.vote_id == row.id))
    anew = [
        BudgetBallot(
            id=uuid4(),
            vote_id=row.id,
            content=one.content,
            age=one.age,
            sex=one.sex,
            area_id=one.area_id,
            channel=one.channel,
            batch_id=one.batch_id,
        )
        for one in ballots
    ]
    database.write_now(*anew)
    row.unlinked_at = at
    session.flush()
    audit.note(acts.UNLINKED, KIND, row.id, at=at)
