"""What is counted: projects with their prices, ballots, and the money there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy

Ballot = tuple[tuple[int, int], ...]
"""The projects chosen, by their place in the election, each with its points."""


class Kind(StrEnum):
    """How a ballot is filled in."""

    APPROVAL = "approval"
    CHOOSE_ONE = "choose-1"
    POINTS = "cumulative"
    SCORES = "scoring"
    RANKED = "ordinal"


APPROVING = frozenset({Kind.APPROVAL, Kind.CHOOSE_ONE})


@dataclass(frozen=True, slots=True)
class Project:
    """A project on the ballot paper. `price` is in the election's smallest units of money."""

    id: str
    price: int
    name: str = ""
    was_chosen: bool | None = None
    """Whether the record that came with the ballots says it won; none where it does not say."""


@dataclass(frozen=True)
class Election:
    """Projects, ballots and a budget. Money is in whole smallest units: `units` make one baht."""

    projects: tuple[Project, ...]
    ballots: Mapping[Ballot, int]
    """How often each ballot was cast, so that equal ones are counted once."""
    budget: int
    kind: Kind = Kind.APPROVAL
    units: int = 1
    threshold: int = 0
    """The least score with which a project can win, where the rule has one."""
    rule: str = ""
    """The rule as the file names it."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """What else the file says of the election, by name."""

    def __post_init__(self) -> None:
        """Refuse what cannot be counted.

        Raises:
            Invalid: no money, a price of nothing, two projects with one id.

        """
        if self.budget <= 0:
            raise Invalid(lazy("The budget must be more than nothing."))
        ids = [project.id for project in self.projects]
        if len(set(ids)) < len(ids):
            raise Invalid(lazy("Two projects have the same id."))
        if any(project.price <= 0 for project in self.projects):
            raise Invalid(lazy("Every project needs a price above nothing."))

    @cached_property
    def cast(self) -> int:
        """How many ballots were cast."""
        return sum(self.ballots.values())

    @cached_property
    def scores(self) -> tuple[int, ...]:
        """The points of each project; of approval ballots, how many chose it."""
        found = [0] * len(self.projects)
        for ballot, times in self.ballots.items():
            for place, points in ballot:
                found[place] += points * times
        return tuple(found)

    @cached_property
    def voters(self) -> tuple[int, ...]:
        """How many ballots chose each project."""
        found = [0] * len(self.projects)
        for ballot, times in self.ballots.items():
            for place, _points in ballot:
                found[place] += times
        return tuple(found)


def gathered(ballots: Iterable[Ballot]) -> Mapping[Ballot, int]:
    """Ballots with how often each was cast."""
    return Counter(ballots)
