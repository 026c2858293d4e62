"""The rules of stages: which step each belongs to, when it is open, which cannot stand together.

Pure arithmetic on moments. A stage is open from its start until just before its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from portal.foundation.i18n import Lazy, lazy
from portal.participation.projects.terms import Phase, Step, Tool, Who

LONGEST = timedelta(days=366 * 6)
"""A five-year plan and the year in which it is made."""

_STEPS: dict[Tool, Step] = {
    Tool.IDEAS: Step.THINK,
    Tool.FORUM: Step.PLAN,
    Tool.DRAFT: Step.PLAN,
    Tool.SURVEY: Step.PLAN,
    Tool.BALLOT: Step.PLAN,
    Tool.TASKS: Step.IMPLEMENT,
    Tool.MONITORING: Step.MONITOR,
    Tool.RESULT: Step.BENEFIT,
}
ALONE = frozenset({Tool.IDEAS, Tool.DRAFT, Tool.BALLOT, Tool.RESULT})
"""Tools of which two at once would leave people in doubt where to act."""


class Timed(Protocol):
    """A stage as its rules need it."""

    @property
    def tool(self) -> Tool:
        """What people do in it."""

    @property
    def who(self) -> Who:
        """Who may."""

    @property
    def starts_at(self) -> datetime:
        """Its first moment."""

    @property
    def ends_at(self) -> datetime:
        """The first moment after it."""


Stage = TypeVar("Stage", bound=Timed)


def step_of(tool: Tool) -> Step:
    """Say to which of the five steps a tool belongs."""
    return _STEPS[tool]


def phase(stage: Timed, at: datetime) -> Phase:
    """Say where a stage stands: its start belongs to it, its end does not."""
    if at < stage.starts_at:
        return Phase.BEFORE
    return Phase.OPEN if at < stage.ends_at else Phase.OVER


def in_order(stages: Sequence[Stage]) -> list[Stage]:
    """Put stages into the order of the line: by start, then by the step, then by the end."""
    order = list(Tool)
    return sorted(stages, key=lambda one: (one.starts_at, order.index(one.tool), one.ends_at))


def clashes(stages: Sequence[Timed]) -> list[tuple[int, Lazy]]:
    """What makes no sense in these stages, as (index of the stage, why), in their order.

    Several rounds may follow one another in a project: ideas, a vote, ideas, a vote.
    """
    found: list[tuple[int, Lazy]] = []
    for number, stage in enumerate(stages):
        earlier = stages[:number]
        found += [(number, why) for why in _wrong_alone(stage)]
        found += [
            (number, _TWO_AT_ONCE[stage.tool])
            for other in earlier
            if stage.tool in ALONE and other.tool is stage.tool and _overlap(stage, other)
        ]
        found += [(number, why) for why in _wrong_in_turn(stage, stages)]
    return found


def _overlap(one: Timed, other: Timed) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _wrong_alone(stage: Timed) -> Iterator[Lazy]:
    if stage.ends_at <= stage.starts_at:
        yield lazy("A stage must end after its start")
    elif stage.ends_at - stage.starts_at > LONGEST:
        yield lazy("A stage can last six years at most")
    if stage.tool is Tool.BALLOT and stage.who is Who.ANYONE:
        yield lazy("A vote needs people who can be told apart: signed-in or verified residents")


def _wrong_in_turn(stage: Timed, stages: Sequence[Timed]) -> Iterator[Lazy]:
    if stage.tool is Tool.BALLOT:
        for tool, why in _VOTE_TOO_EARLY.items():
            before = [one for one in stages if one.tool is tool]
            if any(_overlap(stage, one) for one in before) or _precedes_all(stage, before):
                yield why
    for tool, later, why in _AFTER:
        first = [one.ends_at for one in stages if one.tool is tool]
        if stage.tool in later and first and stage.starts_at < min(first):
            yield why


def _precedes_all(stage: Timed, others: Sequence[Timed]) -> bool:
    return bool(others) and all(stage.ends_at <= one.starts_at for one in others)


_TWO_AT_ONCE = {
    Tool.IDEAS: lazy("Ideas are collected in another stage at the same time"),
    Tool.DRAFT: lazy("Another draft is open at the same time"),
    Tool.BALLOT: lazy("Two votes cannot be open at the same time"),
    Tool.RESULT: lazy("Another result is open at the same time"),
}
# What must be over when a vote opens: nobody can vote on what still changes.
_VOTE_TOO_EARLY = {
    Tool.IDEAS: lazy("The vote would begin before the ideas are all in"),
    Tool.DRAFT: lazy("The vote would begin before the draft and its feasibility are settled"),
}
# What cannot begin before the first round of something is over.
_AFTER = (
    (
        Tool.BALLOT,
        frozenset({Tool.TASKS, Tool.RESULT}),
        lazy("Work and results can begin only when the vote is over"),
    ),
    (
        Tool.IDEAS,
        frozenset({Tool.RESULT}),
        lazy("The result can begin only when the ideas are all in"),
    ),
    (
        Tool.DRAFT,
        frozenset({Tool.RESULT}),
        lazy("The result can begin only when the draft is settled"),
    ),
)
