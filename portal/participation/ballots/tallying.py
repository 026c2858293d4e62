"""Each pot of a vote counted: the winners, what became of every project, every tie."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from portal.foundation.errors import Invalid
from portal.participation.ballots.papers import Paper, Pot
from portal.participation.ballots.terms import BallotKind, Outcome
from portal.participation.counting.counts import count
from portal.participation.counting.elections import Ballot, Election, Kind, Project, gathered
from portal.participation.counting.results import Result, Rule, Terms

COUNTED_AS = {
    BallotKind.APPROVAL: Kind.APPROVAL,
    BallotKind.KNAPSACK: Kind.APPROVAL,
    BallotKind.POINTS: Kind.POINTS,
    BallotKind.RANKED: Kind.RANKED,
}
Contents = Sequence[Sequence[Sequence[int]]]


@dataclass(frozen=True, slots=True)
class Line:
    """A project in the result."""

    number: int
    score: int
    voters: int
    price: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class TieLine:
    """Two projects that were equal, the first before the second, and the step that decided."""

    first: int
    second: int
    decided_by: str


@dataclass(frozen=True, slots=True)
class PotResult:
    """What a pot's count came to; its projects in the order of their scores."""

    pot: int
    money: int
    money_left: int
    ballots: int
    winners: tuple[int, ...]
    lines: tuple[Line, ...]
    ties: tuple[TieLine, ...]


def election(paper: Paper, pot: Pot, contents: Contents) -> Election:
    """A pot as an election: the ballots that chose something in it."""
    places = {str(option.number): place for place, option in enumerate(paper.of(pot))}
    return Election(
        projects=tuple(
            Project(str(option.number), option.price, option.title_th) for option in paper.of(pot)
        ),
        ballots=gathered(_parts(places, contents)),
        budget=pot.money,
        kind=COUNTED_AS[paper.rules.kind],
        threshold=paper.rules.threshold if paper.rules.rule is Rule.GREEDY_THRESHOLD else 0,
        rule=paper.rules.rule.value,
    )


def part(places: dict[str, int], content: Sequence[Sequence[int]]) -> Ballot:
    """What a ballot says of one pot."""
    return tuple(
        (places[str(number)], points) for number, points in content if str(number) in places
    )


def _parts(places: dict[str, int], contents: Contents) -> Iterator[Ballot]:
    for content in contents:
        found = part(places, content)
        if found:
            yield found


def tally(paper: Paper, contents: Contents, withdrawn: Sequence[int]) -> tuple[PotResult, ...]:
    """Count every pot."""
    return tuple(_counted(paper, pot, contents, withdrawn) for pot in paper.pots)


def _counted(paper: Paper, pot: Pot, contents: Contents, withdrawn: Sequence[int]) -> PotResult:
    found, terms = election(paper, pot, contents), paper.terms(pot, withdrawn)
    try:
        result = count(found, terms)
    except Invalid:  # nobody voted in this pot: nothing wins and the money stays
        result = Result((), pot.money, ())
    numbers = [option.number for option in paper.of(pot)]
    won = {numbers[place] for place in result.winners}
    lines = tuple(
        Line(
            number,
            found.scores[place],
            found.voters[place],
            found.projects[place].price,
            _outcome(found, terms, place, won),
        )
        for place, number in enumerate(numbers)
    )
    return PotResult(
        pot=pot.number,
        money=pot.money,
        money_left=result.money_left,
        ballots=found.cast,
        winners=tuple(numbers[place] for place in result.winners),
        lines=tuple(sorted(lines, key=lambda line: (-line.score, -line.voters, line.number))),
        ties=tuple(
            TieLine(int(tie.first), int(tie.second), tie.decided_by.value) for tie in result.ties
        ),
    )


def _outcome(found: Election, terms: Terms, place: int, won: set[int]) -> Outcome:
    project = found.projects[place]
    shut = {int(one) for group in terms.exclusive if project.id in group for one in group}
    for outcome, holds in (
        (Outcome.WON, int(project.id) in won),
        (Outcome.WITHDRAWN, project.id in terms.withdrawn),
        (Outcome.NOBODY, not found.voters[place]),
        (Outcome.TOO_FEW, found.voters[place] < terms.least_voters),
        (Outcome.BELOW_THRESHOLD, found.scores[place] < found.threshold),
        (Outcome.SHUT_OUT, bool(shut & won)),
    ):
        if holds:
            return outcome
    return Outcome.NO_MONEY


def as_json(results: Iterable[PotResult]) -> list[Any]:
    """Results as they are kept."""
    kept: list[Any] = json.loads(json.dumps([asdict(result) for result in results]))
    return kept


def from_json(kept: Sequence[dict[str, Any]]) -> tuple[PotResult, ...]:
    """The same read again."""
    return tuple(
        PotResult(
            **{
                **said,
                "winners": tuple(said["winners"]),
                "lines": tuple(
                    Line(**{**line, "outcome": Outcome(line["outcome"])}) for line in said["lines"]
                ),
                "ties": tuple(TieLine(**tie) for tie in said["ties"]),
            }
        )
        for said in kept
    )


def hash_of(kept: object) -> str:
    """The SHA-256 of something plain, written in one way."""
    written = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
