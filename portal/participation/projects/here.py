"""The project of an address and its stage for one tool: what every page of a tool begins with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.foundation.errors import NotFound
from portal.foundation.i18n import Lazy, lazy
from portal.foundation.policy import STAFF
from portal.foundation.web import actor, personal
from portal.participation.projects import queries as projects
from portal.participation.projects.queries import ProjectLine, StageLine
from portal.participation.projects.terms import Phase, Tool


@dataclass(frozen=True, slots=True)
class Here:
    """The project of an address and its stage for the tool."""

    project: ProjectLine
    stage: StageLine
    phase: Phase

    @property
    def is_open(self) -> bool:
        """Whether people may act in it now."""
        return self.phase is Phase.OPEN and self.project.closed_at is None


def here(number: int, tool: Tool, nothing: Lazy, at: datetime) -> Here:
    """The project and its stage: the open one, else the last that began, else the first.

    Raises `NotFound` where there is no such project for this person; in the words `nothing` where
    it has no stage for this tool.
    """
    who = actor()
    if who.person_id is not None:
        personal()
    project = projects.project(number)
    if not (project.is_published or who.role in STAFF):
        raise NotFound(lazy("There is no such project."))
    stages = [one for one in project.stages if one.tool is tool]
    if not stages:
        raise NotFound(nothing)
    begun = [one for one in stages if one.phase(at) is not Phase.BEFORE]
    found = next((one for one in stages if one.phase(at) is Phase.OPEN), None)
    stage = found or (begun[-1] if begun else stages[0])
    return Here(project, stage, stage.phase(at))
