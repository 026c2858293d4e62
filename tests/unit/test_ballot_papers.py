"""The pure rules of budget votes: marks, papers typed in, publication, counts by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.foundation.errors import Invalid
from portal.foundation.i18n import speaking
from portal.participation.ballots import marking, papers, tallying
from portal.participation.ballots.papers import Option, Paper, Pot, Rules
from portal.participation.ballots.publishing import Published, blanked
from portal.participation.ballots.terms import BallotKind
from portal.participation.counting.results import Completion, Rule

POT = Pot(1, "ทั้งเมือง", "City", 900)
PRICES = (300, 500, 400, 250)
PAPER = Paper(
    Rules(seed="s", most=2, points=5),
    (POT,),
    tuple(Option(n, 1, f"ก{n}", f"A{n}", price) for n, price in enumerate(PRICES, 1)),
)


def of(kind: BallotKind, **rules: object) -> Paper:
    return replace(PAPER, rules=replace(PAPER.rules, kind=kind, **rules))


@pytest.mark.parametrize(
    ("kind", "marks", "words"),
    [
        (BallotKind.APPROVAL, {1: 1, 2: 1, 3: 1}, "you chose 3 projects. Choose 2 at most"),
        (BallotKind.KNAPSACK, {2: 1, 3: 1, 1: 1}, "Choose 2 at most"),
        (BallotKind.POINTS, {1: 3, 2: 3}, "you gave 6 points. Give 5 at most"),
        (BallotKind.POINTS, {1: -1}, "below nothing"),
        (BallotKind.RANKED, {1: 1, 2: 1}, "rank 1 is given twice"),
        (BallotKind.RANKED, {1: 2}, "nothing has rank 1"),
        (BallotKind.RANKED, {1: 3}, "rank from 1 to 2"),
    ],
)
def test_what_is_over_the_quota_is_refused_in_words(
    kind: BallotKind, marks: dict[int, int], words: str
) -> None:
    with speaking("en"), pytest.raises(Invalid) as refusal:
        marking.content(of(kind), marks)
    with speaking("en"):
        assert words in str(refusal.value.fields["pot-1"])


def test_what_is_over_the_budget_is_refused_with_the_amount() -> None:
    with speaking("en"), pytest.raises(Invalid) as refusal:
        marking.content(of(BallotKind.KNAPSACK, most=0), {1: 1, 2: 1, 3: 1})
    with speaking("en"):
        assert "costs 300 baht more than there is" in str(refusal.value.fields["pot-1"])
    with pytest.raises(Invalid):
        marking.content(PAPER, {})
    with pytest.raises(Invalid):
        marking.content(PAPER, {9: 1})


@settings(deadline=None, max_examples=40)
@given(st.permutations([1, 2, 3, 4]), st.integers(1, 4))
def test_a_ranking_is_kept_and_read_back(order: list[int], named: int) -> None:
    paper = of(BallotKind.RANKED, most=0)
    marks = {number: rank for rank, number in enumerate(order[:named], 1)}
    kept = marking.content(paper, marks)
    assert [points for _number, points in kept] == list(range(4, 4 - named, -1))
    assert marking.marks_of(paper, kept) == marks
    line = " ".join(map(str, order[:named]))
    assert marking.typed(paper, line).marks == marks


def test_a_line_means_the_same_however_it_is_typed() -> None:
    assert marking.typed(PAPER, "๒,1").typed == marking.typed(PAPER, " 1  2 ").typed == "1 2"
    points = of(BallotKind.POINTS)
    assert marking.typed(points, "2:3 1=2").typed == "1=2 2=3"
    assert marking.typed(PAPER, "-").marks is None
    for line in ("1=2", "", "9", "1 1", "a"):
        with pytest.raises(Invalid):
            marking.typed(PAPER, line)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("FM")), max_size=40))
def test_no_group_below_five_is_ever_told_apart(stated: list[tuple[str, str]]) -> None:
    ballots = [
        Published(UUID(int=number), ((1, 1),), age, sex) for number, (age, sex) in enumerate(stated)
    ]
    shown = blanked(ballots)
    assert len(shown) == len(ballots), "no ballot is ever left out"
    sizes = Counter(ballot.stated for ballot in shown)
    apart = sizes.pop(("", "", ""), 0)
    assert all(size >= 5 for size in sizes.values())
    assert apart == 0 or apart >= 5 or not sizes


def test_a_paper_has_one_hash_and_any_change_another() -> None:
    written = papers.canonical(PAPER)
    assert papers.read(written) == PAPER
    dearer = replace(PAPER.options[0], price=301)
    changed = replace(PAPER, options=(dearer, *PAPER.options[1:]))
    assert papers.fingerprint(papers.canonical(changed)) != papers.fingerprint(written)


ballots_drawn = st.lists(
    st.sets(st.integers(1, 4), min_size=1, max_size=4).map(
        lambda chosen: [[number, 1] for number in sorted(chosen)]
    ),
    min_size=1,
    max_size=12,
)


def by_hand(contents: list[list[list[int]]], *, stops: bool, least: int) -> list[int]:
    """Greedy as one would do it with pencil and paper."""
    votes = Counter(number for ballot in contents for number, _points in ballot)
    left, won = POT.money, []
    for number in sorted(votes, key=lambda n: (-votes[n], PRICES[n - 1])):
        if votes[number] < least:
            continue
        if PRICES[number - 1] > left:
            if stops:
                break
            continue
        won.append(number)
        left -= PRICES[number - 1]
    return won


@settings(deadline=None, max_examples=40)
@given(ballots_drawn, st.integers(0, 4))
def test_greedy_is_what_pencil_and_paper_give(contents: list[list[list[int]]], least: int) -> None:
    for rule in (Rule.GREEDY, Rule.GREEDY_STOP):
        paper = of(BallotKind.APPROVAL, rule=rule, least_voters=least)
        (pot,) = tallying.tally(paper, contents, ())
        assert list(pot.winners) == by_hand(contents, stops=rule is Rule.GREEDY_STOP, least=least)
        assert pot.money_left == POT.money - sum(PRICES[n - 1] for n in pot.winners)
        assert tallying.from_json(tallying.as_json([pot])) == (pot,)


@settings(deadline=None, max_examples=40)
@given(ballots_drawn)
def test_equal_shares_spends_no_more_than_there_is(contents: list[list[list[int]]]) -> None:
    for completion in Completion:
        paper = of(BallotKind.APPROVAL, rule=Rule.EQUAL_SHARES, completion=completion)
        (pot,) = tallying.tally(paper, contents, (4,))
        assert pot.money_left >= 0
        assert 4 not in pot.winners
        votes = Counter(number for ballot in contents for number, _points in ballot)
        assert all(votes[number] for number in pot.winners)


def test_of_a_pair_one_wins() -> None:
    paper = replace(PAPER, pairs=((1, 4),))
    (pot,) = tallying.tally(paper, [[[1, 1], [4, 1]], [[1, 1]]], ())
    outcomes = {line.number: line.outcome.value for line in pot.lines}
    assert outcomes == {1: "won", 4: "shut_out", 2: "nobody", 3: "nobody"}
