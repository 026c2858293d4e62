"""Ballots counted by hand, files read and written, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.foundation.errors import Invalid
from portal.foundation.i18n import speaking
from portal.participation.counting import pabulib
from portal.participation.counting.counts import count, terms_of
from portal.participation.counting.elections import Election, Kind, Project, gathered
from portal.participation.counting.results import Completion, Rule, Terms, Utility
from portal.participation.counting.ties import Step


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


FILE = """META
key;value
budget;1000.50
vote_type;{kind}
rule;greedy
max_length;3
PROJECTS
project_id;cost;name;selected
a;600;ทางเท้า หน้าโรงเรียน;1
b;500.50;"สวน; สระ";0
c;400;ไฟถนน;1
VOTES
voter_id;vote{more}
{votes}
"""


def paper(prices: str, votes: str, budget: int, **more: object) -> Election:
    """An election in short: «a:5 b:3» and «ab ab c»."""
    projects = tuple(
        Project(name, int(price)) for name, price in (pair.split(":") for pair in prices.split())
    )
    places = {project.id: place for place, project in enumerate(projects)}
    ballots = gathered(tuple((places[name], 1) for name in vote) for vote in votes.split())
    return Election(projects, ballots, budget, **more)  # type: ignore[arg-type]


def won(election: Election, terms: Terms) -> str:
    """The winners' letters in the order they were found."""
    return "".join(election.projects[place].id for place in count(election, terms).winners)


@pytest.mark.parametrize(
    ("rule", "winners"),
    [(Rule.GREEDY, "ac"), (Rule.GREEDY_STOP, "a"), (Rule.GREEDY_THRESHOLD, "a")],
)
def test_the_greedy_rules_differ_at_the_first_misfit(rule: Rule, winners: str) -> None:
    election = paper("a:6 b:5 c:4", "ab ab ac", 10, threshold=2)
    assert won(election, Terms(rule)) == winners


def test_a_project_that_nobody_chose_never_wins() -> None:
    assert won(paper("a:1 b:1", "a a", 10), Terms()) == "a"


@pytest.mark.parametrize(
    ("prices", "votes", "step"),
    [("a:5 b:4", "a b", Step.PRICE), ("a:5 b:5", "a b", Step.DRAW)],
)
def test_the_step_that_decides_a_tie_is_told(prices: str, votes: str, step: Step) -> None:
    ties = count(paper(prices, votes, 5), Terms()).ties
    assert [tie.decided_by for tie in ties] == [step]


def test_equal_points_from_more_voters_come_first() -> None:
    projects = (Project("a", 5), Project("b", 5))
    ballots = gathered([((0, 2),), ((1, 1),), ((1, 1),)])
    result = count(Election(projects, ballots, 5, Kind.POINTS), Terms())
    assert (result.winners, result.ties[0].decided_by) == ((1,), Step.VOTERS)


def test_another_seed_draws_another_order() -> None:
    election = paper("a:5 b:5", "a b", 5)
    assert {won(election, Terms(seed=str(seed))) for seed in range(20)} == {"a", "b"}


def test_of_exclusive_projects_one_wins_and_withdrawn_ones_never() -> None:
    election = paper("a:3 b:3 c:3 d:3", "ab ab ac abcd", 12)
    terms = Terms(exclusive=(frozenset("ab"),), withdrawn=frozenset("d"))
    assert won(election, terms) == "ac"


def test_a_minority_pays_for_its_own_project() -> None:
    election = paper("a:50 b:51 c:30", "ab ab ab ab ab ab ab c c c", 101)
    assert won(election, Terms(Rule.GREEDY)) == "ab"
    shares = Terms(Rule.EQUAL_SHARES, completion=Completion.NONE)
    assert won(election, shares) == "ac"


@pytest.mark.parametrize(
    ("completion", "winners"),
    [(Completion.NONE, "a"), (Completion.GREEDY, "ac"), (Completion.ADD_ONE, "ab")],
)
def test_the_completion_spends_what_is_left(completion: Completion, winners: str) -> None:
    election = paper("a:40 b:50 c:60", "ac ac ac b b", 100)
    terms = Terms(Rule.EQUAL_SHARES, Utility.NUMBER, completion)
    assert won(election, terms) == winners


@settings(deadline=None)
@given(st.data())
def test_nothing_overspends(data: st.DataObject) -> None:
    prices = data.draw(st.lists(st.integers(1, 40), min_size=1, max_size=6))
    budget = data.draw(st.integers(min(prices), sum(prices)))
    choices = st.sets(st.integers(0, len(prices) - 1), min_size=1)
    ballots = data.draw(st.lists(choices, min_size=1, max_size=12))
    election = Election(
        tuple(Project(str(n), price) for n, price in enumerate(prices)),
        gathered(tuple((place, 1) for place in sorted(ballot)) for ballot in ballots),
        budget,
    )
    for rule in Rule:
        for completion in Completion:
            result = count(election, Terms(rule, completion=completion))
            spent = sum(prices[place] for place in result.winners)
            assert spent + result.money_left == budget
            assert result.money_left >= 0
            assert len(set(result.winners)) == len(result.winners)


@pytest.mark.parametrize(
    ("kind", "more", "votes", "scores"),
    [
        ("approval", "", "1;a,b\n2;b", (1, 2, 0)),
        ("choose-1", "", "1;c\n2;b", (0, 1, 1)),
        ("ordinal", "", "1;a,b,c\n2;c,a", (5, 2, 4)),
        ("cumulative", ";points", "1;a,b;4,6\n2;c;10", (4, 6, 10)),
    ],
)
def test_every_kind_of_ballot_is_read_and_written(
    kind: str, more: str, votes: str, scores: tuple[int, ...]
) -> None:
    election = pabulib.read(FILE.format(kind=kind, more=more, votes=votes).splitlines())
    assert (election.scores, election.budget, election.units) == (scores, 100_050, 100)
    assert election.projects[1].name == "สวน; สระ"
    assert [project.was_chosen for project in election.projects] == [True, False, True]
    out = StringIO()
    pabulib.write(election, out)
    again = pabulib.read(out.getvalue().splitlines())
    assert again.scores == election.scores
    assert again.projects == election.projects
    assert again.ballots == election.ballots
    assert (again.budget, again.rule) == (election.budget, election.rule)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("META\n", "", "META"),
        ("1000.50", "plenty", "plenty"),
        ("600", "inf", "inf"),
        ("600", "-1", "price"),
        ("budget;1000.50", "budget;0", "budget"),
        ("approval", "shouting", "shouting"),
        ("1;a,b", "1;a,x", "x"),
        ("1;a,b", "1;a,a", "twice"),
        ("c;400", "a;400", "same id"),
    ],
)
def test_a_file_that_cannot_be_counted_is_refused_in_words(old: str, new: str, words: str) -> None:
    text = FILE.format(kind="approval", more="", votes="1;a,b\n2;b").replace(old, new, 1)
    with pytest.raises(Invalid) as refusal:
        pabulib.read(text.splitlines())
    assert words in str(refusal.value)


def test_points_that_are_missing_are_named() -> None:
    text = FILE.format(kind="cumulative", more=";points", votes="1;a,b;4")
    with pytest.raises(Invalid, match="Line 14"):
        pabulib.read(text.splitlines())


@pytest.mark.parametrize(
    ("election", "terms", "words"),
    [
        (paper("a:5", "", 10), Terms(), "No ballot"),
        (paper("a:50 b:60", "a b", 10), Terms(), "cheapest"),
        (paper("a:5", "a", 9, kind=Kind.POINTS), Terms(Rule.EQUAL_SHARES), "without points"),
    ],
)
def test_what_cannot_be_counted_is_refused(election: Election, terms: Terms, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        count(election, terms)


def test_an_unknown_rule_is_not_guessed() -> None:
    with pytest.raises(Invalid, match="majority"):
        terms_of(paper("a:5", "a", 10, rule="majority"))
