"""The blueprint that the pages of works hang on, and what each of them begins with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.foundation.dates import year_shown
from portal.foundation.errors import NotFound
from portal.foundation.i18n import language, lazy
from portal.foundation.policy import STAFF
from portal.foundation.web import actor, personal, room
from portal.participation.monitoring import terms
from portal.participation.monitoring.progress import baht_of
from portal.participation.monitoring.services.loading import NOT_FOLLOWED
from portal.participation.projects import queries as projects
from portal.participation.projects.queries import ProjectLine, StageLine
from portal.participation.projects.terms import Phase, Tool

blueprint = room("monitoring", "portal.participation.monitoring")


@blueprint.app_template_filter("satang")
def satang(amount: int) -> str:
    """An amount of satang in baht, as people read it."""
    return baht_of(amount)


@blueprint.app_template_global("fiscal_shown")
def fiscal_shown(year: int) -> str:
    """A fiscal year in the reader's own era."""
    return year_shown(year, language())


@blueprint.app_template_global("work_words")
def work_words() -> dict[str, object]:
    """What things are called on these pages."""
    return {
        "verdict": terms.VERDICT_TAGS,
        "tone": terms.VERDICT_TONES,
        "check": terms.CHECK_WORDS,
        "mark": terms.MARK_WORDS,
        "step": terms.STEP_WORDS,
        "group": terms.GROUP_WORDS,
        "office": terms.OFFICE_WORDS,
    }


@dataclass(frozen=True, slots=True)
class Here:
    """The project of an address and its stage in which the work is followed."""

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
    stages = [one for one in project.stages if one.tool is Tool.MONITORING]
    if not stages:
        raise NotFound(NOT_FOLLOWED)
    begun = [one for one in stages if one.phase(at) is not Phase.BEFORE]
    found = next((one for one in stages if one.phase(at) is Phase.OPEN), None)
    stage = found or (begun[-1] if begun else stages[0])
    is_open = stage.phase(at) is Phase.OPEN and project.closed_at is None
    return Here(project, stage, is_open)
