"""Paper ballots: entered twice by two people, decided by a third where the entries differ."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, OutOfOrder
from portal.foundation.policy import Role
from portal.participation.ballots import batches, queries
from portal.participation.ballots.models import BudgetBallot
from portal.participation.ballots.services import casting, counting, freezing, paper_ballots
from portal.participation.ballots.terms import BatchState
from tests.ballots import CLOSES, COUNTING, OPENS, VOTING, a_vote, resident
from tests.fixtures.portal import Town

LINES = ("1 2", "๒, ๓", "-", "1 2 3", "4")
"""The third is spoiled; the fourth chooses more than the two that are allowed."""


def test_two_entries_that_agree_are_taken_in(inside: Town) -> None:
    first, second = inside.actor(Role.OFFICER), inside.actor(Role.DISPATCHER)
    stage = a_vote(inside.actor(Role.CLERK), takes_paper=True)
    with pytest.raises(OutOfOrder):
        paper_ballots.open_batch(first, stage, "หน่วย 1", 5, at=VOTING)
    freezing.freeze_due(OPENS)
    for origin, count in (("", 5), ("หน่วย 1", 0), ("หน่วย 1", 101)):
        with pytest.raises(Invalid):
            paper_ballots.open_batch(first, stage, origin, count, at=VOTING)
    number = paper_ballots.open_batch(first, stage, "หน่วย 1", 5, at=VOTING)
    with pytest.raises(Invalid) as refusal:
        paper_ballots.enter(first, stage, number, ("9", "1 1", "", "x", "4"), at=VOTING)
    assert set(refusal.value.fields) == {"paper-1", "paper-2", "paper-3", "paper-4"}
    assert paper_ballots.enter(first, stage, number, LINES, at=VOTING) is BatchState.ENTERED
    with pytest.raises(Forbidden, match="before"):
        paper_ballots.enter(first, stage, number, LINES, at=VOTING)
    turned = ("2 1", *LINES[1:])
    assert paper_ballots.enter(second, stage, number, turned, at=VOTING) is BatchState.ACCEPTED
    vote = queries.vote(stage)
    contents = sorted(session.scalars(select(BudgetBallot.content)))
    assert contents == [[[1, 1], [2, 1]], [[2, 1], [3, 1]], [[4, 1]]]
    assert batches.spoiled(vote.id) == 2
    with pytest.raises(OutOfOrder, match="twice already"):
        paper_ballots.enter(second, stage, number, LINES, at=VOTING)


def test_a_third_person_decides_what_differs(inside: Town) -> None:
    clerk, first = inside.actor(Role.CLERK), inside.actor(Role.OFFICER)
    second, third = inside.actor(Role.DISPATCHER), inside.actor(Role.HEAD)
    stage = a_vote(clerk, takes_paper=True)
    casting.cast(resident(1), stage.id, {4: 1}, at=VOTING)
    number = paper_ballots.open_batch(first, stage, "หน่วย 1", 3, at=VOTING)
    paper_ballots.enter(first, stage, number, ("1", "2", "3"), at=CLOSES)
    state = paper_ballots.enter(second, stage, number, ("1", "3", "-"), at=CLOSES)
    assert state is BatchState.DIFFERS
    batch = batches.batch(queries.vote(stage).id, number)
    assert batches.differing(batch.id) == [2, 3]
    with pytest.raises(Forbidden):
        paper_ballots.decide(second, stage, number, {2: "2", 3: "3"}, at=COUNTING)
    with pytest.raises(Invalid) as refusal:
        paper_ballots.decide(third, stage, number, {2: "2"}, at=COUNTING)
    assert set(refusal.value.fields) == {"paper-3"}
    paper_ballots.decide(third, stage, number, {2: "2", 3: "-"}, at=COUNTING)
    contents = sorted(session.scalars(select(BudgetBallot.content)))
    assert contents == [[[1, 1]], [[2, 1]], [[4, 1]]]


def test_the_count_waits_for_the_papers(inside: Town) -> None:
    clerk, first = inside.actor(Role.CLERK), inside.actor(Role.OFFICER)
    stage = a_vote(clerk, takes_paper=True)
    casting.cast(resident(1), stage.id, {4: 1}, at=VOTING)
    number = paper_ballots.open_batch(first, stage, "หน่วย 1", 1, at=VOTING)
    paper_ballots.enter(first, stage, number, ("1",), at=CLOSES)
    assert counting.count_due(COUNTING) == 0
    with pytest.raises(OutOfOrder, match="not taken"):
        counting.finish_paper(clerk, stage, at=COUNTING)
    paper_ballots.enter(inside.actor(Role.DISPATCHER), stage, number, ("1",), at=CLOSES)
    with pytest.raises(OutOfOrder, match="not over"):
        counting.finish_paper(clerk, stage, at=VOTING)
    counting.finish_paper(clerk, stage, at=COUNTING)
    with pytest.raises(OutOfOrder):
        paper_ballots.open_batch(first, stage, "หน่วย 2", 1, at=COUNTING)
    assert counting.count_due(COUNTING) == 1
    vote = queries.vote(stage)
    assert queries.channels(vote.id) == {"online": 1, "paper": 1}
    assert {line.score for line in queries.runs(vote.id)[0].pots[0].lines} == {0, 1}
