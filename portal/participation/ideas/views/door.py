"""The blueprint that the pages of ideas hang on, and what each of them begins with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.foundation.errors import NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import STAFF
from portal.foundation.thai import language_of
from portal.foundation.web import actor, personal, room
from portal.participation.ideas.models import Idea
from portal.participation.ideas.queries import reading
from portal.participation.ideas.services.loading import NO_IDEA
from portal.participation.ideas.terms import Standing
from portal.participation.projects import queries as projects
from portal.participation.projects.queries import ProjectLine, StageLine
from portal.participation.projects.stages import phase
from portal.participation.projects.terms import Phase, Tool

blueprint = room("ideas", "portal.participation.ideas")

NOTHING = lazy("This project does not collect ideas.")


@blueprint.app_template_global("as_typed")
def as_typed(field: Any) -> dict[str, str]:  # noqa: ANN401 - a WTForms field
    """The language of what stands in a field, for its `lang=`; nothing where it is empty."""
    return {"lang": language_of(field.data)} if field.data else {}


@dataclass(frozen=True, slots=True)
class Here:
    """The project of an address and its stage of ideas."""

    project: ProjectLine
    stage: StageLine
    phase: Phase

    @property
    def is_open(self) -> bool:
        """Whether ideas are collected now."""
        return self.phase is Phase.OPEN


def here(number: int, at: datetime) -> Here:
    """The project and its stage of ideas: the open one, else the last that began, else the first.

    Raises `NotFound` where there is no such project for this person, or no such stage.
    """
    who = actor()
    if who.person_id is not None:
        personal()
    project = projects.project(number)
    if not (project.is_published or who.role in STAFF):
        raise NotFound(lazy("There is no such project."))
    stages = [one for one in projects.stages_of(project.id) if one.tool is Tool.IDEAS]
    if not stages:
        raise NotFound(NOTHING)
    begun = [one for one in stages if phase(one, at) is not Phase.BEFORE]
    found = next((one for one in stages if phase(one, at) is Phase.OPEN), None)
    stage = found or (begun[-1] if begun else stages[0])
    return Here(project, stage, phase(stage, at))


def idea_at(place: Here, running: int) -> Idea:
    """An idea that everyone can read, or that was merged; raises `NotFound` for others."""
    row = reading.find(place.project.id, running)
    if row is None or (row.standing != Standing.SHOWN.value and row.first_id is None):
        raise NotFound(NO_IDEA)
    return row
