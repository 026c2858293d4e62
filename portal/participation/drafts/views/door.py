"""The blueprint of these pages, and what each of them begins with."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from portal.foundation.errors import NotFound
from portal.foundation.i18n import lazy
from portal.foundation.policy import STAFF
from portal.foundation.web import actor, personal, room
from portal.participation.drafts.acts import ANSWER_WORDS
from portal.participation.ideas.terms import GROUND_WORDS
from portal.participation.projects import queries as projects
from portal.participation.projects.queries import ProjectLine, StageLine
from portal.participation.projects.terms import Tool

blueprint = room("drafts", "portal.participation.drafts")


@blueprint.app_template_global("draft_words")
def draft_words() -> dict[str, object]:
    """What answers and reasons are called."""
    return {"answer": ANSWER_WORDS, "ground": GROUND_WORDS}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a page stands: its project and its stage."""

    project: ProjectLine
    stage: StageLine

    def address(self, endpoint: str, **values: object) -> str:
        """The address of another page of this draft."""
        return url_for(
            f"drafts.{endpoint}",
            number=self.project.number,
            stage_id=self.stage.id,
            **values,  # type: ignore[arg-type]
        )


def spot(number: int, stage_id: int) -> Spot:
    """The project and stage of an address; `NotFound` where this person may not see them."""
    who = actor()
    if who.person_id is not None:
        personal()
    project = projects.project(number)
    stage = next((one for one in project.stages if one.id == stage_id), None)
    is_there = project.is_published or who.role in STAFF
    if stage is None or stage.tool is not Tool.DRAFT or not is_there:
        raise NotFound(lazy("There is no such stage."))
    return Spot(project, stage)
