"""The blueprint that the pages of ideas hang on, and what each of them begins with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from portal.foundation.errors import NotFound
from portal.foundation.i18n import lazy
from portal.foundation.thai import language_of
from portal.foundation.web import room
from portal.participation.ideas.models import Idea
from portal.participation.ideas.queries import reading
from portal.participation.ideas.services.loading import NO_IDEA
from portal.participation.ideas.terms import Standing
from portal.participation.projects.here import Here
from portal.participation.projects.here import here as project_here
from portal.participation.projects.terms import Tool

__all__ = ["Here", "blueprint", "here"]

blueprint = room("ideas", "portal.participation.ideas")

NOTHING = lazy("This project does not collect ideas.")


@blueprint.app_template_global("as_typed")
def as_typed(field: Any) -> dict[str, str]:  # noqa: ANN401 - a WTForms field
    """The language of what stands in a field, for its `lang=`; nothing where it is empty."""
    return {"lang": language_of(field.data)} if field.data else {}


def here(number: int, at: datetime) -> Here:
    """The project of an address and its stage of ideas. Raises `NotFound`."""
    return project_here(number, Tool.IDEAS, NOTHING, at)


def idea_at(place: Here, running: int) -> Idea:
    """An idea that everyone can read, or that was merged; raises `NotFound` for others."""
    row = reading.find(place.project.id, running)
    if row is None or (row.standing != Standing.SHOWN.value and row.first_id is None):
        raise NotFound(NO_IDEA)
    return row
