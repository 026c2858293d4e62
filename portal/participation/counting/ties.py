"""Which of two equal projects comes first: a chain of steps, and the one that decided.

More points, then more voters, then the lower price, then a public draw: the SHA-256 of the
published seed and the project's id, the smaller first. Anyone who knows the seed can repeat it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from portal.participation.counting.elections import Election


class Step(StrEnum):
    """What told two projects apart."""

    SCORE = "score"
    VOTERS = "voters"
    PRICE = "price"
    DRAW = "draw"


@dataclass(frozen=True, slots=True)
class Tie:
    """Two projects that were equal, in the order they were put in, and what decided it."""

    first: str
    second: str
    decided_by: Step


class Chain:
    """The order of an election's projects where the rule leaves them equal."""

    def __init__(self, election: Election, seed: str) -> None:
        self._projects = election.projects
        self._keys = [
            (-score, -voters, project.price, _drawn(seed, project.id))
            for project, score, voters in zip(
                election.projects, election.scores, election.voters, strict=True
            )
        ]

    def key(self, place: int) -> tuple[int, int, int, str]:
        """What the project at this place is sorted by; smaller comes first."""
        return self._keys[place]

    def decided_by(self, one: int, other: int) -> Step:
        """The first step in which two projects differ."""
        for step, mine, theirs in zip(Step, self._keys[one], self._keys[other], strict=True):
            if mine != theirs:
                return step
        return Step.DRAW

    def ties(self, ordered: Sequence[int]) -> tuple[Tie, ...]:
        """The ties among projects in this order: each with the next one."""
        return tuple(
            Tie(self._projects[one].id, self._projects[other].id, self.decided_by(one, other))
            for one, other in pairwise(ordered)
        )


def _drawn(seed: str, project: str) -> str:
    return hashlib.sha256(f"{seed}:{project}".encode()).hexdigest()
