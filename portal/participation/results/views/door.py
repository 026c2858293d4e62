"""The blueprint that the pages of results hang on, and what each of them begins with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.foundation.errors import NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import STAFF
from portal.foundation.web import actor, personal, room
from portal.participation.monitoring.progress import baht_of
from portal.participation.projects import queries as projects
from portal.participation.projects.queries import ProjectLine, StageLine
from portal.participation.projects.terms import Phase, Tool
from portal.participation.results import terms
from portal.participation.results.queries import board as boards
from portal.participation.results.queries.board import PactLine
from portal.participation.results.services.loading import NO_PACT, NO_STAGE

blueprint = room("results", "portal.participation.results")


@blueprint.app_template_filter("hundredths")
def hundredths(amount: int) -> str:
    """A number of hundredths as people read it: without decimals where there are none."""
    return f"−{baht_of(-amount)}" if amount < 0 else baht_of(amount)


@blueprint.app_template_global("care_words")
def care_words() -> dict[str, object]:
    """What things are called on these pages."""
    return {
        "condition": terms.CONDITION_TAGS,
        "tone": terms.CONDITION_TONES,
        "star": terms.STAR_WORDS,
        "fewest": terms.FEWEST_SHOWN,
    }


@dataclass(frozen=True, slots=True)
class Here:
    """The project of an address and its stage for the result."""

    project: ProjectLine
    stage: StageLine
    is_open: bool


def here(number: int, at: datetime) -> Here:
    """The project and its stage: the open one, else the last that began, else the first.

    Raises `NotFound` where there is no such project for this person, or no such stage.
    """
    who = actor()
    if who.person_id is not None:
        personal()
    project = projects.project(number)
    if not (project.is_published or who.role in STAFF):
        raise NotFound(lazy("There is no such project."))
    stages = [one for one in project.stages if one.tool is Tool.RESULT]
    if not stages:
        raise NotFound(NO_STAGE)
    begun = [one for one in stages if one.phase(at) is not Phase.BEFORE]
    found = next((one for one in stages if one.phase(at) is Phase.OPEN), None)
    stage = found or (begun[-1] if begun else stages[0])
    is_open = stage.phase(at) is Phase.OPEN and project.closed_at is None
    return Here(project, stage, is_open)


def pact_here(place: Here, pact_id: int) -> PactLine:
    """A pact of this project. Raises `NotFound`."""
    for line in boards.pacts(place.project.id, actor().person_id):
        if line.id == pact_id:
            return line
    raise NotFound(NO_PACT)
