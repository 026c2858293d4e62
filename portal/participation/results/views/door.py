"""The blueprint that the pages of results hang on, and what each of them begins with."""

from __future__ import annotations

from datetime import datetime

from portal.foundation.errors import NotFound
from portal.foundation.web import actor, room
from portal.participation.monitoring.progress import baht_of
from portal.participation.projects.here import Here
from portal.participation.projects.here import here as project_here
from portal.participation.projects.terms import Tool
from portal.participation.results import terms
from portal.participation.results.queries import board as boards
from portal.participation.results.queries.board import PactLine
from portal.participation.results.services.loading import NO_PACT, NO_STAGE

__all__ = ["Here", "blueprint", "here"]

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


def here(number: int, at: datetime) -> Here:
    """The project of an address and its stage for the result. Raises `NotFound`."""
    return project_here(number, Tool.RESULT, NO_STAGE, at)


def pact_here(place: Here, pact_id: int) -> PactLine:
    """A pact of this project. Raises `NotFound`."""
    for line in boards.pacts(place.project.id, actor().person_id):
        if line.id == pact_id:
            return line
    raise NotFound(NO_PACT)
