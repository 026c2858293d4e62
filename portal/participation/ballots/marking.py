"""What a voter marked, checked against the ballot paper, online and on paper alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.foundation.errors import Invalid
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.thai import arabic_digits
from portal.participation.ballots.papers import Option, Paper, Pot
from portal.participation.ballots.terms import CHOOSING, BallotKind

Marks = Mapping[int, int]
"""Project numbers with what stands beside them: 1 for chosen, the points, or the rank."""
Content = tuple[tuple[int, int], ...]
"""A ballot as it is kept: project numbers with points; of ranked ones in their order."""
SPOILED = "-"
"""How a blank or unreadable paper ballot is entered."""


def content(paper: Paper, marks: Marks, area_id: int | None = None) -> Content:
    """The ballot that these marks make. `area_id`: where only this area's pots are the voter's.

    Raises:
        Invalid: naming each pot in which something is wrong, as `pot-1`.

    """
    unknown = [number for number in marks if number not in paper.by_number]
    if unknown:
        raise Invalid(lazy("There is no project number %(number)s.", number=unknown[0]))
    if not marks:
        raise Invalid(lazy("Choose at least one project."))
    wrong = {
        f"pot-{pot.number}": said
        for pot in paper.pots
        if (said := _wrong(paper, pot, _within(paper, pot, marks))) is not None
    }
    wrong |= _elsewhere(paper, marks, area_id)
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=dict(wrong))
    return tuple(pair for pot in paper.pots for pair in _written(paper, pot, marks))


def marks_of(paper: Paper, kept: Sequence[Sequence[int]]) -> dict[int, int]:
    """The marks that made a ballot, so that its voter can change them."""
    if paper.rules.kind is not BallotKind.RANKED:
        return {pair[0]: pair[1] for pair in kept}
    found: dict[int, int] = {}
    for pot in paper.pots:
        numbers = {option.number for option in paper.of(pot)}
        ordered = [number for number, _points in kept if number in numbers]
        found |= {number: rank for rank, number in enumerate(ordered, 1)}
    return found


def _within(paper: Paper, pot: Pot, marks: Marks) -> dict[Option, int]:
    return {option: marks[option.number] for option in paper.of(pot) if option.number in marks}


def _written(paper: Paper, pot: Pot, marks: Marks) -> Iterator[tuple[int, int]]:
    """A pot's part of the ballot."""
    there = [
        (option.number, marks[option.number]) for option in paper.of(pot) if option.number in marks
    ]
    if paper.rules.kind is not BallotKind.RANKED:
        yield from there
        return
    most = paper.ranks(pot)
    for number, rank in sorted(there, key=lambda pair: pair[1]):
        yield number, most - rank + 1


def _wrong(paper: Paper, pot: Pot, marks: Mapping[Option, int]) -> Lazy | None:
    """What is wrong with the marks in a pot; none where nothing is."""
    if not marks:
        return None
    match paper.rules.kind:
        case BallotKind.APPROVAL:
            return _too_many(paper, pot, marks)
        case BallotKind.KNAPSACK:
            return _too_many(paper, pot, marks) or _too_dear(pot, marks)
        case BallotKind.POINTS:
            return _too_many_points(paper, pot, marks)
        case BallotKind.RANKED:
            return _no_ranking(paper, pot, marks)


def _too_many(paper: Paper, pot: Pot, marks: Mapping[Option, int]) -> Lazy | None:
    most = paper.rules.most
    if not most or len(marks) <= most:
        return None
    return lazy(
        "In “%(pot)s” you chose %(n)s projects. Choose %(most)s at most.",
        pot=pot.title,
        n=len(marks),
        most=most,
    )


def _too_dear(pot: Pot, marks: Mapping[Option, int]) -> Lazy | None:
    over = sum(option.price for option in marks) - pot.money
    if over <= 0:
        return None
    return lazy(
        "What you chose in “%(pot)s” costs %(over)s baht more than there is. Leave something out.",
        pot=pot.title,
        over=f"{over:,}",
    )


def _too_many_points(paper: Paper, pot: Pot, marks: Mapping[Option, int]) -> Lazy | None:
    given, most = sum(marks.values()), paper.rules.points
    if any(points < 0 for points in marks.values()):
        return lazy("In “%(pot)s” points cannot be below nothing.", pot=pot.title)
    if given <= most:
        return None
    return lazy(
        "In “%(pot)s” you gave %(n)s points. Give %(most)s at most.",
        pot=pot.title,
        n=given,
        most=most,
    )


def _no_ranking(paper: Paper, pot: Pot, marks: Mapping[Option, int]) -> Lazy | None:
    ranks, most = sorted(marks.values()), paper.ranks(pot)
    if ranks[-1] > most or ranks[0] < 1:
        return lazy("In “%(pot)s” rank from 1 to %(most)s.", pot=pot.title, most=most)
    for expected, rank in enumerate(ranks, 1):
        if rank < expected:
            return lazy("In “%(pot)s” rank %(n)s is given twice.", pot=pot.title, n=rank)
        if rank > expected:
            return lazy("In “%(pot)s” nothing has rank %(n)s.", pot=pot.title, n=expected)
    return None


def _elsewhere(paper: Paper, marks: Marks, area_id: int | None) -> dict[str, Lazy]:
    """Pots of areas that this ballot may not choose from."""
    chosen = {paper.by_number[number].pot for number in marks}
    pots = [pot for pot in paper.pots if pot.number in chosen and pot.area_id is not None]
    if area_id is not None:
        words = lazy("These projects are for residents of another area. Leave them out.")
        return {f"pot-{pot.number}": words for pot in pots if pot.area_id != area_id}
    if len({pot.area_id for pot in pots}) <= 1:
        return {}
    words = lazy("A ballot can choose from the projects of one area. Keep one area's.")
    return {f"pot-{pot.number}": words for pot in pots}


@dataclass(frozen=True, slots=True)
class PaperBallot:
    """One line of a batch: what was typed, written in one way, and its marks; none if spoiled."""

    typed: str
    marks: Marks | None


_ONE = re.compile(r"(\d{1,4})(?:[=:](\d{1,4}))?")
LONGEST_LINE = 1000


def typed(paper: Paper, line: str) -> PaperBallot:
    """Read how a paper ballot is typed in: `3 5 7`, with points `3=5 7=2`, ranked in order.

    Raises:
        Invalid: it cannot be read, or names a project that is not on the paper.

    """
    said = arabic_digits(line[:LONGEST_LINE]).strip()
    if said == SPOILED:
        return PaperBallot(SPOILED, None)
    kind = paper.rules.kind
    found: dict[int, int] = {}
    places: dict[int, int] = {}
    for part in re.split(r"[\s,;]+", said) if said else ():
        match = _ONE.fullmatch(part)
        if match is None or (match[2] is None) is (kind is BallotKind.POINTS):
            raise Invalid(_how(kind))
        number = int(match[1])
        if number not in paper.by_number:
            raise Invalid(lazy("There is no project number %(number)s.", number=number))
        if number in found:
            raise Invalid(lazy("Project %(number)s is typed twice.", number=number))
        pot = paper.by_number[number].pot
        places[pot] = places.get(pot, 0) + 1
        found[number] = int(match[2]) if match[2] else places[pot]
    if not found:
        raise Invalid(_how(kind))
    if kind in CHOOSING:
        found = dict.fromkeys(sorted(found), 1)
    return PaperBallot(_plainly(paper, found), found)


def _plainly(paper: Paper, marks: Marks) -> str:
    if paper.rules.kind is BallotKind.POINTS:
        return " ".join(f"{number}={marks[number]}" for number in sorted(marks))
    place = {number: (paper.by_number[number].pot, rank) for number, rank in marks.items()}
    return " ".join(map(str, sorted(marks, key=lambda number: (*place[number], number))))


def _how(kind: BallotKind) -> Lazy:
    match kind:
        case BallotKind.POINTS:
            return lazy("Type project numbers with their points, like 3=5 7=2, or - if spoiled.")
        case BallotKind.RANKED:
            return lazy("Type project numbers in the order of their ranks, or - if spoiled.")
        case _:
            return lazy("Type the project numbers, like 3 5 7, or - if spoiled.")
