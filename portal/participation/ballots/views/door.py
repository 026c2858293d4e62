"""The blueprint of these pages, and what they all need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from portal.foundation.errors import NotFound
from portal.foundation.i18n import lazy
from portal.foundation.web import room
from portal.participation.ballots import queries
from portal.participation.ballots.terms import (
    BATCH_WORDS,
    COMPLETION_WORDS,
    KIND_WORDS,
    OUTCOME_WORDS,
    RULE_WORDS,
    STEP_WORDS,
    UTILITY_WORDS,
)
from portal.participation.counting.ties import Step
from portal.participation.projects import queries as projects
from portal.participation.residents.terms import AGE_WORDS, SEX_WORDS

if TYPE_CHECKING:
    from portal.participation.ballots.queries import Vote
    from portal.participation.projects.queries import ProjectLine, StageLine

blueprint = room("ballots", "portal.participation.ballots")

WORDS = {
    "age": AGE_WORDS,
    "sex": SEX_WORDS,
    "kind": KIND_WORDS,
    "rule": RULE_WORDS,
    "utility": UTILITY_WORDS,
    "completion": COMPLETION_WORDS,
    "outcome": OUTCOME_WORDS,
    "batch": BATCH_WORDS,
    "step": {step.value: words for step, words in STEP_WORDS.items()},
}


@blueprint.app_template_filter("baht")
def baht(amount: int) -> str:
    """An amount with commas between the thousands."""
    return f"{amount:,}"


@blueprint.app_template_filter("ballot_words")
def ballot_words(value: str, of: str) -> object:
    """What a value is called."""
    return WORDS[of][Step(value) if of == "step" else value]  # type: ignore[index]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: its project and its stage."""

    project: ProjectLine
    stage: StageLine

    def address(self, endpoint: str, **values: object) -> str:
        """The address of another page of this vote."""
        return url_for(
            f"ballots.{endpoint}",
            number=self.project.number,
            stage_id=self.stage.id,
            **values,  # type: ignore[arg-type]
        )


def place(number: int, stage_id: int, *, published: bool = True) -> Place:
    """The project and stage of an address; `NotFound` where the public may not see it yet."""
    stage = queries.stage_of(number, stage_id)
    project = projects.project(number)
    if published and not project.is_published:
        raise NotFound(lazy("There is no such vote."))
    return Place(project, stage)


def counted(here: Place) -> Vote:
    """The vote, once it was counted: before that nothing of it is told."""
    vote = queries.vote(here.stage)
    if vote.counted_at is None:
        raise NotFound(lazy("The ballots have not been counted yet. Nothing is told before."))
    return vote
