"""The blueprint that the pages of forums hang on, and what each of them begins with."""

from __future__ import annotations

from datetime import datetime

from portal.foundation import clock
from portal.foundation.errors import Forbidden
from portal.foundation.web import actor, personal
from portal.foundation.web import room as a_room
from portal.participation.forums.queries import board
from portal.participation.forums.queries.board import ForumLine
from portal.participation.forums.services.loading import NO_STAGE, NOT_YOURS
from portal.participation.forums.terms import HOW_WORDS
from portal.participation.monitoring.policy import may_record
from portal.participation.projects.here import Here
from portal.participation.projects.here import here as project_here
from portal.participation.projects.terms import Tool
from portal.participation.residents.terms import AGE_WORDS, SEX_WORDS

__all__ = ["Here", "blueprint", "forum_here", "here", "recorded_here"]

ROOT = "/projects/<int:number>/forums"
RECORD = "/desk/projects/<int:number>/forums"
ONE = f"{RECORD}/<int:forum_id>"
blueprint = a_room("forums", "portal.participation.forums")


@blueprint.app_template_global("forum_words")
def forum_words() -> dict[str, object]:
    """What things are called on these pages."""
    return {"how": HOW_WORDS, "age": AGE_WORDS, "sex": SEX_WORDS}


def here(number: int, at: datetime) -> Here:
    """The project of an address and its stage of forums. Raises `NotFound`."""
    return project_here(number, Tool.FORUM, NO_STAGE, at)


def recorded_here(number: int) -> Here:
    """The same for who may record them. Raises `Forbidden`."""
    place = here(number, clock.now())
    if not may_record(actor(), place.project.unit_id):
        raise Forbidden(NOT_YOURS)
    return place


def forum_here(number: int, forum_id: int) -> tuple[Here, ForumLine]:
    """The same with one forum. Raises `NotFound`."""
    personal()
    place = recorded_here(number)
    return place, board.forum(place.project.id, forum_id)
