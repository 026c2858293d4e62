"""Many ballots of one voter at a moment, and many voters: one ballot each, none lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select

from portal.foundation.policy import Actor, Role
from portal.participation.ballots.models import BudgetBallot, BudgetVoter
from portal.participation.ballots.services import casting
from tests.ballots import VOTING, a_vote, resident
from tests.fixtures.portal import Town

THREADS = 10
SUBMISSIONS = 500
VOTERS = 40


def test_five_hundred_submissions_of_one_voter_leave_one_ballot(town: Town) -> None:
    with town.work():
        stage, me = a_vote(town.actor(Role.CLERK)), resident(1)
    ready = Barrier(THREADS)

    def send(thread: int) -> list[str]:
        ready.wait(timeout=30)
        given = []
        for number in range(SUBMISSIONS // THREADS):
            with town.work():
                marks = {1 + (thread + number) % 4: 1}
                receipt = casting.cast(me, stage.id, marks, at=VOTING).receipt
                given += [receipt] if receipt else []
        return given

    with ThreadPoolExecutor(THREADS) as pool:
        receipts = [one for given in pool.map(send, range(THREADS)) for one in given]
    with town.look() as current:
        assert current.scalar(select(func.count(BudgetBallot.id))) == 1
        assert current.scalars(select(BudgetVoter.receipt)).all() == receipts


def test_many_voters_at_once_lose_no_ballot(town: Town) -> None:
    with town.work():
        stage = a_vote(town.actor(Role.CLERK))
        voters = [resident(number) for number in range(VOTERS)]

    def send(voter: Actor) -> str | None:
        with town.work():
            return casting.cast(voter, stage.id, {1: 1}, at=VOTING).receipt

    with ThreadPoolExecutor(THREADS) as pool:
        receipts = set(pool.map(send, voters))
    with town.look() as current:
        assert len(receipts) == current.scalar(select(func.count(BudgetBallot.id))) == VOTERS
        assert set(current.scalars(select(BudgetVoter.receipt))) == receipts
