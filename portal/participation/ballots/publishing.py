"""Ballots as everybody may read them: complete, shuffled, without a person or a time.

What voters stated of themselves is published only where at least five share all of it. Ballots
that state nothing, or whose statement is blanked, are one group; where that would hold fewer than
five, further small groups are blanked until it does not.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TextIO
from uuid import UUID

from portal.participation.ballots import tallying
from portal.participation.ballots.papers import Paper, Pot
from portal.participation.ballots.terms import SMALLEST_GROUP, BallotKind
from portal.participation.counting import pabulib
from portal.participation.counting.results import Completion, Rule, Utility

UNSTATED = ("", "", "")
NAMES = {
    (Rule.EQUAL_SHARES, Completion.ADD_ONE): "equalshares/add1",
    (Rule.EQUAL_SHARES, Completion.GREEDY): "equalshares/greedy",
    (Rule.EQUAL_SHARES, Completion.NONE): "equalshares",
}


@dataclass(frozen=True, slots=True)
class Published:
    """One ballot with what its voter stated; the area by its name."""

    id: UUID
    content: Sequence[Sequence[int]]
    age: str = ""
    sex: str = ""
    area: str = ""

    @property
    def stated(self) -> tuple[str, str, str]:
        """What the voter stated."""
        return self.age, self.sex, self.area


def blanked(ballots: Iterable[Published], least: int = SMALLEST_GROUP) -> list[Published]:
    """The ballots in the order of their random ids, small groups blanked."""
    ordered = sorted(ballots, key=lambda ballot: ballot.id)
    groups = Counter(ballot.stated for ballot in ordered)
    hidden = {group for group, size in groups.items() if size < least or group == UNSTATED}
    apart = sum(groups[group] for group in hidden)
    for group, size in sorted(groups.items(), key=lambda item: (item[1], item[0])):
        if 0 < apart < least and group not in hidden:
            hidden.add(group)
            apart += size
    return [
        replace(ballot, age="", sex="", area="") if ballot.stated in hidden else ballot
        for ballot in ordered
    ]


def write_csv(paper: Paper, ballots: Sequence[Published], out: TextIO) -> None:
    """All ballots, one a line, with a column for each project."""
    sheet = csv.writer(out, lineterminator="\r\n")
    sheet.writerow(
        ["voter_id", "age", "sex", "area", *(f"project_{one.number}" for one in paper.options)]
    )
    for number, ballot in enumerate(ballots, 1):
        points = {pair[0]: pair[1] for pair in ballot.content}
        marks = [points.get(option.number, 0) for option in paper.options]
        sheet.writerow([number, *ballot.stated, *marks])


def write_pb(
    paper: Paper,
    pot: Pot,
    ballots: Sequence[Published],
    won: tallying.PotResult,
    notes: Mapping[str, str],
    out: TextIO,
) -> None:
    """One pot as a .pb file that counts to the published result.

    A voter has the same number in every pot's file and in the CSV.
    """
    found = tallying.election(paper, pot, [ballot.content for ballot in ballots])
    withdrawn = [line.number for line in won.lines if line.outcome == "withdrawn"]
    places = {project.id: place for place, project in enumerate(found.projects)}
    marked = replace(
        found,
        projects=tuple(
            replace(project, was_chosen=int(project.id) in won.winners)
            for project in found.projects
        ),
        rule=NAMES.get((paper.rules.rule, paper.rules.completion), paper.rules.rule.value),
        notes={**notes, **_terms(paper, pot, withdrawn)},
    )
    voters = (
        pabulib.Voter(
            str(number),
            tallying.part(places, ballot.content),
            {"age": ballot.age, "sex": ballot.sex, "neighborhood": ballot.area},
        )
        for number, ballot in enumerate(ballots, 1)
    )
    pabulib.write(marked, out, [voter for voter in voters if voter.ballot])


def _terms(paper: Paper, pot: Pot, withdrawn: Sequence[int]) -> dict[str, str]:
    """What the count hangs on besides the ballots, by the names of the format or our own."""
    rules, terms = paper.rules, paper.terms(pot, withdrawn)
    is_shares = rules.rule is Rule.EQUAL_SHARES and rules.utility is not Utility.COST
    has_threshold = rules.rule is Rule.GREEDY_THRESHOLD
    groups = ("+".join(sorted(group)) for group in terms.exclusive)
    said = {
        **_limits(paper, pot),
        "min_project_score_threshold": str(rules.threshold) if has_threshold else "",
        "utility": rules.utility.value if is_shares else "",
        "min_project_voters": str(rules.least_voters or ""),
        "exclusive": ",".join(groups),
        "withdrawn": ",".join(map(str, withdrawn)),
        "tie_breaking": "score,voters,price,draw",
        "draw_seed": rules.seed,
    }
    return {name: words for name, words in said.items() if words}


def _limits(paper: Paper, pot: Pot) -> dict[str, str]:
    rules = paper.rules
    match rules.kind:
        case BallotKind.RANKED:
            return {"max_length": str(paper.ranks(pot))}
        case BallotKind.POINTS:
            return {"max_sum_points": str(rules.points)}
        case BallotKind.KNAPSACK:
            return {"max_length": str(rules.most or ""), "max_sum_cost": str(pot.money)}
        case BallotKind.APPROVAL:
            return {"max_length": str(rules.most or "")}
