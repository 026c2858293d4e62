"""Writes what another counting library finds on 200 random elections, for a test to compare with.

    python -m venv other && other/bin/pip install pabutools==1.2.3
    other/bin/python benchmarks/second_opinion.py tests/unit/judged_elections.json

That library is no dependency: it is GPL and asks for a proprietary solver. Only facts are kept:
prices, ballots, the budget, and which projects won.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from pathlib import Path

from pabutools.election import (
    ApprovalBallot,
    ApprovalProfile,
    Cardinality_Sat,
    Cost_Sat,
    Instance,
    Project,
)
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule

ELECTIONS = 200
SEED = "second opinion"


def main() -> None:
    """Draw elections, let them be counted, write what came of it."""
    chance = random.Random(2571)
    judged = [_judged(_drawn(chance)) for _number in range(ELECTIONS)]
    lines = ",\n".join(json.dumps(election, separators=(",", ":")) for election in judged)
    Path(sys.argv[1]).write_text(f"[\n{lines}\n]\n")


def _drawn(chance: random.Random) -> dict[str, object]:
    """A small election; prices are often round, so that projects are often equal."""
    step = chance.choice((1, 10, 10, 50))
    projects = {f"p{n}": step * chance.randint(1, 12) for n in range(chance.randint(2, 9))}
    ballots = [
        sorted(chance.sample(sorted(projects), chance.randint(1, min(4, len(projects)))))
        for _voter in range(chance.randint(2, 30))
    ]
    most = sum(projects.values())
    budget = max(min(projects.values()), int(most * chance.uniform(0.2, 0.9)))
    return {"budget": budget, "projects": projects, "ballots": ballots}


def _judged(election: dict) -> dict[str, object]:
    projects = {name: Project(name, cost=price) for name, price in election["projects"].items()}
    instance = Instance(projects.values(), budget_limit=election["budget"])
    profile = ApprovalProfile(
        [ApprovalBallot([projects[name] for name in ballot]) for ballot in election["ballots"]]
    )
    chain = TieBreakingRule(lambda _all, _profile, project: _key(election, project.name))

    def shares(sat: type, increment: int | None) -> list[str]:
        won = method_of_equal_shares(
            instance,
            profile,
            sat_class=sat,
            voter_budget_increment=increment,
            tie_breaking=chain,
        )
        return sorted(project.name for project in won)

    greedy = greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat, tie_breaking=chain)
    return {
        **election,
        "won": {
            "greedy": sorted(p.name for p in greedy if _votes(election, p.name)),
            "cost/none": shares(Cost_Sat, None),
            "cost/add-one": shares(Cost_Sat, 1),
            "number/none": shares(Cardinality_Sat, None),
            "number/add-one": shares(Cardinality_Sat, 1),
        },
    }


def _key(election: dict, name: str) -> tuple[int, int, int, str]:
    """The order of equal projects: votes, voters, the lower price, the draw."""
    drawn = hashlib.sha256(f"{SEED}:{name}".encode()).hexdigest()
    votes = _votes(election, name)
    return (-votes, -votes, election["projects"][name], drawn)


def _votes(election: dict, name: str) -> int:
    return sum(name in ballot for ballot in election["ballots"])


if __name__ == "__main__":
    main()
