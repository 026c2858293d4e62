"""Budget votes: frozen at the opening, cast once, changed until the close, counted, unlinked."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder, SignInNeeded
from portal.foundation.personal import Subject
from portal.foundation.policy import Role, visitor
from portal.participation.ballots import marking, papers, personal, publishing, queries
from portal.participation.ballots.models import BudgetBallot, BudgetVote, BudgetVoter
from portal.participation.ballots.papers import Option, Pot, Rules
from portal.participation.ballots.services import casting, counting, freezing, secrecy, setting_up
from portal.participation.ballots.services.casting import Stated
from portal.participation.ballots.terms import BallotKind, Outcome
from portal.participation.counting import pabulib
from portal.participation.counting.counts import count, terms_of
from portal.participation.counting.results import Rule
from portal.participation.projects.terms import Who
from portal.participation.residents import services as residents
from portal.participation.residents.terms import Age, Proof, Sex
from portal.places import services as places
from portal.places.geojson import NamedShape
from tests.ballots import CLOSES, COUNTING, OPENS, VOTING, a_vote, resident
from tests.fixtures.portal import Town
from tests.makers import MONDAY

SECOND = timedelta(seconds=1)


def test_rules_and_prices_are_frozen_when_voting_opens(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    stage = a_vote(clerk)
    before = queries.vote(stage)
    assert papers.problems(before.paper) == ()
    dearer = replace(before.paper.by_number[1], price=310_000)
    setting_up.save_option(clerk, stage, dearer, at=OPENS - SECOND)
    assert freezing.freeze_due(OPENS - SECOND) == 0
    with pytest.raises(OutOfOrder, match="can no longer be changed"):
        setting_up.save_option(clerk, stage, dearer, at=OPENS)
    assert freezing.freeze_due(OPENS) == 1
    assert freezing.freeze_due(OPENS) == 0
    frozen = queries.vote(stage)
    assert frozen.hash == papers.fingerprint(papers.canonical(frozen.paper))
    assert frozen.hash != before.hash
    for act in (
        lambda: setting_up.set_rules(clerk, stage, Rules(seed="1"), at=VOTING),
        lambda: setting_up.save_pot(clerk, stage, Pot(1, "ก", "A", 1), at=VOTING),
        lambda: setting_up.remove_option(clerk, stage, 1, at=MONDAY),
        lambda: setting_up.add_pair(clerk, stage, 1, 2, at=VOTING),
    ):
        with pytest.raises(OutOfOrder):
            act()
    assert queries.vote(stage).paper.by_number[1].price == 310_000
    assert papers.read(papers.canonical(frozen.paper)) == frozen.paper


def test_a_paper_changed_behind_the_portal_is_not_counted_by(inside: Town) -> None:
    stage = a_vote(inside.actor(Role.CLERK))
    casting.cast(resident(1), stage.id, {1: 1}, at=VOTING)
    row = session.scalars(select(BudgetVote)).one()
    row.frozen = (row.frozen or "").replace("300000", "200000")
    with pytest.raises(RuntimeError, match="changed"):
        counting.count_due(COUNTING)


@pytest.mark.parametrize("money", [0, -1, 10**12])
def test_what_cannot_be_voted_on_is_refused(inside: Town, money: int) -> None:
    clerk = inside.actor(Role.CLERK)
    stage = a_vote(clerk)
    with pytest.raises(Invalid) as refusal:
        setting_up.save_pot(clerk, stage, Pot(0, "ก", "A", money), at=MONDAY)
    assert "money" in refusal.value.fields
    with pytest.raises(Invalid) as refusal:
        setting_up.save_option(clerk, stage, Option(0, 1, "ก", "A", 900_001), at=MONDAY)
    assert "price" in refusal.value.fields
    rules = Rules(kind=BallotKind.POINTS, rule=Rule.EQUAL_SHARES, seed="1")
    with pytest.raises(Invalid) as refusal:
        setting_up.set_rules(clerk, stage, rules, at=MONDAY)
    assert "rule" in refusal.value.fields
    with pytest.raises(Forbidden):
        setting_up.begin(inside.actor(Role.OFFICER), stage, at=MONDAY)


def test_a_budget_below_the_cheapest_project_opens_no_vote(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    stage = a_vote(clerk)
    setting_up.save_pot(clerk, stage, Pot(1, "ก", "A", 249_999), at=MONDAY)
    (problem,) = papers.problems(queries.vote(stage).paper)
    assert "cheapest" in str(problem)
    assert freezing.freeze_due(VOTING) == 0
    with pytest.raises(OutOfOrder, match="not complete"):
        casting.cast(resident(1), stage.id, {1: 1}, at=VOTING)
    setting_up.save_pot(clerk, stage, Pot(1, "ก", "A", 500_000), at=VOTING)
    casting.cast(resident(2), stage.id, {1: 1}, at=VOTING)


def test_a_ballot_is_changed_until_the_close_and_stays_one(inside: Town) -> None:
    stage, me = a_vote(inside.actor(Role.CLERK)), resident(1)
    with pytest.raises(OutOfOrder, match="opens"):
        casting.cast(me, stage.id, {1: 1}, at=OPENS - SECOND)
    first = casting.cast(me, stage.id, {1: 1, 2: 1}, at=OPENS)
    assert first.receipt
    assert len(first.receipt) == 10
    again = casting.cast(me, stage.id, {3: 1}, at=CLOSES - SECOND)
    assert again.receipt is None
    with pytest.raises(OutOfOrder, match="closed"):
        casting.cast(me, stage.id, {4: 1}, at=CLOSES)
    with pytest.raises(OutOfOrder):
        casting.cast(resident(2), stage.id, {4: 1}, at=CLOSES + SECOND)
    (ballot,) = session.scalars(select(BudgetBallot))
    assert ballot.content == [[3, 1]]
    counting.count_due(COUNTING)
    vote = queries.vote(stage)
    assert queries.receipts(vote.id) == [first.receipt]
    with pytest.raises(NotFound):
        queries.vote(replace(stage, id=stage.id + 1))


def test_whoever_may_not_vote_is_told_why(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    stage = a_vote(clerk, who=Who.VERIFIED)
    with pytest.raises(SignInNeeded):
        casting.cast(visitor(inside.id), stage.id, {1: 1}, at=VOTING)
    me = resident(1)
    with pytest.raises(Forbidden, match="verified"):
        casting.cast(me, stage.id, {1: 1}, at=VOTING)
    residents.verify(clerk, me.person_id or 0, Proof.CARD, None, at=MONDAY)
    casting.cast(me, stage.id, {1: 1}, at=VOTING)
    open_to_all = a_vote(clerk)
    with pytest.raises(Forbidden, match="own account"):
        casting.cast(clerk, open_to_all.id, {1: 1}, at=VOTING)


def test_an_area_has_its_own_pot(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    stage = a_vote(clerk)
    here, there = (
        places.add_area(NamedShape(code, "ward", f"เขต {code}", "", None)) for code in ("1", "2")
    )
    for number, area_id in enumerate((here, there), 2):
        setting_up.save_pot(clerk, stage, Pot(0, "ชุมชน", "Area", 100_000, area_id), at=MONDAY)
        option = Option(0, number, "ม้านั่ง", "Bench", 50_000)
        setting_up.save_option(clerk, stage, option, at=MONDAY)
    with pytest.raises(Invalid) as refusal:
        casting.cast(resident(1), stage.id, {1: 1, 5: 1, 6: 1}, at=VOTING)
    assert set(refusal.value.fields) == {"pot-2", "pot-3"}
    me = resident(2)
    residents.verify(clerk, me.person_id or 0, Proof.CARD, there, at=MONDAY)
    with pytest.raises(Invalid, match="correct") as refusal:
        casting.cast(me, stage.id, {5: 1}, at=VOTING)
    assert set(refusal.value.fields) == {"pot-2"}
    casting.cast(me, stage.id, {1: 1, 6: 1}, at=VOTING)
    assert session.scalars(select(BudgetBallot.area_id)).all() == [there]


def cast_all(stage_id: int, marks: list[dict[int, int]], **stated: object) -> None:
    for number, mark in enumerate(marks, 100):
        said = Stated(**stated)  # type: ignore[arg-type]
        casting.cast(resident(number), stage_id, mark, said, at=VOTING)


def test_a_withdrawn_project_is_counted_again_beside_the_first_result(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    stage = a_vote(clerk)
    cast_all(stage.id, [{1: 1, 2: 1}, {2: 1}, {2: 1, 3: 1}, {1: 1}, {3: 1, 4: 1}])
    assert counting.count_due(CLOSES) == 0
    assert counting.count_due(COUNTING) == 1
    assert counting.count_due(COUNTING) == 0
    vote = queries.vote(stage)
    (first,) = queries.runs(vote.id)
    assert first.pots[0].winners == (2, 1)
    assert first.pots[0].money_left == 100_000
    assert [(tie.first, tie.second, tie.decided_by) for tie in first.pots[0].ties] == [
        (1, 3, "price")
    ]
    with pytest.raises(Invalid):
        counting.withdraw(clerk, stage, 2, "  ", at=COUNTING)
    counting.withdraw(clerk, stage, 2, "ที่ดินเป็นของวัด", at=COUNTING)
    with pytest.raises(OutOfOrder):
        counting.withdraw(clerk, stage, 2, "อีกครั้ง", at=COUNTING)
    kept, again = queries.runs(vote.id)
    assert kept == first
    assert again.pots[0].winners == (1, 3)
    outcomes = {line.number: line.outcome for line in again.pots[0].lines}
    assert outcomes[2] is Outcome.WITHDRAWN
    assert outcomes[4] is Outcome.NO_MONEY
    assert again.because == "ที่ดินเป็นของวัด"
    assert again.ballots_hash == first.ballots_hash


def test_nothing_is_counted_where_nobody_voted(inside: Town) -> None:
    stage = a_vote(inside.actor(Role.CLERK))
    freezing.freeze_due(OPENS)
    assert counting.count_due(COUNTING) == 1
    (run,) = queries.runs(queries.vote(stage).id)
    assert run.pots[0].winners == ()
    assert run.pots[0].money_left == run.pots[0].money


def test_published_ballots_count_to_the_published_result(inside: Town) -> None:
    clerk = inside.actor(Role.CLERK)
    stage = a_vote(clerk, kind=BallotKind.KNAPSACK, most=0, least_voters=2)
    setting_up.add_pair(clerk, stage, 1, 3, at=MONDAY)
    cast_all(
        stage.id,
        [{1: 1, 2: 1}] * 5 + [{3: 1, 4: 1}] * 2,
        age=Age.TO_29,
        sex=Sex.FEMALE,
    )
    casting.cast(resident(1), stage.id, {3: 1}, Stated(Age.OLDER, Sex.MALE), at=VOTING)
    counting.count_due(COUNTING)
    vote = queries.vote(stage)
    (run,) = queries.runs(vote.id)
    ballots, out = queries.published(vote.id), io.StringIO()
    assert {ballot.stated for ballot in ballots} == {("", "", "")}, "8 without, not 7 and 1"
    publishing.write_pb(vote.paper, vote.paper.pots[0], ballots, run.pots[0], {}, out)
    election = pabulib.read(io.StringIO(out.getvalue()))
    again = count(election, terms_of(election))
    assert tuple(int(election.projects[place].id) for place in again.winners) == (1, 2)
    assert again.winners == tuple(
        place for place, one in enumerate(election.projects) if one.was_chosen
    )
    sheet = io.StringIO()
    publishing.write_csv(vote.paper, ballots, sheet)
    assert sheet.getvalue().count("\n") == 9


def test_after_the_objections_nobody_knows_whose_ballot_is_whose(inside: Town) -> None:
    stage = a_vote(inside.actor(Role.CLERK), objection_days=15)
    cast_all(stage.id, [{1: 1}, {2: 1}, {3: 1}, {4: 1}])
    before = set(session.scalars(select(BudgetBallot.id)))
    counting.count_due(COUNTING)
    vote = queries.vote(stage)
    results = queries.runs(vote.id)
    assert secrecy.unlink_due(COUNTING + timedelta(days=15) - SECOND) == 0
    assert secrecy.unlink_due(COUNTING + timedelta(days=15)) == 1
    assert secrecy.unlink_due(COUNTING + timedelta(days=16)) == 0
    session.expire_all()
    assert set(session.scalars(select(BudgetVoter.ballot_id))) == {None}
    assert not before & set(session.scalars(select(BudgetBallot.id)))
    assert session.scalar(select(func.count(BudgetBallot.id))) == 4
    counting.withdraw(inside.actor(Role.CLERK), stage, 4, "ซ้ำ", at=COUNTING + timedelta(days=20))
    assert queries.runs(vote.id)[1].ballots_hash == results[0].ballots_hash


def test_a_copy_of_my_data_says_that_i_voted_and_not_what(inside: Town) -> None:
    stage, me, other = a_vote(inside.actor(Role.CLERK)), resident(1), resident(2)
    for who in (me, other):
        casting.cast(who, stage.id, {1: 1}, at=VOTING)
    copy = personal.export(Subject(me.person_id))
    vote_id = queries.vote(stage).id
    told = {"votes": [{"vote": vote_id, "voted_at": VOTING.isoformat()}]}
    assert json.loads(json.dumps(copy.records)) == told
    assert personal.erase(Subject(me.person_id), "asked", VOTING)[0].count == 1
    assert session.scalar(select(func.count(BudgetBallot.id))) == 1, "taken back while open"
    counting.count_due(COUNTING)
    personal.erase(Subject(other.person_id), "asked", COUNTING)
    session.expire_all()
    assert session.scalar(select(func.count(BudgetBallot.id))) == 1, "counted ones stay"
    assert session.execute(select(BudgetVoter.person_id, BudgetVoter.ballot_id)).all() == [
        (None, None)
    ]
    assert personal.erase(Subject(me.person_id), "asked", COUNTING) == []


def test_every_kind_of_ballot_is_cast_and_shown_again_to_be_changed(inside: Town) -> None:
    clerk, me = inside.actor(Role.CLERK), resident(1)
    for kind, marks, content in (
        (BallotKind.POINTS, {1: 4, 3: 6}, [[1, 4], [3, 6]]),
        (BallotKind.RANKED, {4: 1, 2: 2}, [[4, 2], [2, 1]]),
        (BallotKind.KNAPSACK, {1: 1, 4: 1}, [[1, 1], [4, 1]]),
    ):
        stage = a_vote(clerk, kind=kind)
        casting.cast(me, stage.id, marks, at=VOTING)
        vote = queries.vote(stage)
        own = queries.own(vote.id, me.person_id or 0)
        assert own is not None
        assert own.content == content

        assert marking.marks_of(vote.paper, own.content) == marks
