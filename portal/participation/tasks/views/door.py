"""The blueprint that the pages of work together hang on, and what each of them begins with."""

from __future__ import annotations

from datetime import datetime

from flask import make_response
from werkzeug.wrappers import Response

from portal.foundation import clock
from portal.foundation.documents import Document, drawn
from portal.foundation.errors import Forbidden
from portal.foundation.web import actor, room
from portal.participation.monitoring.policy import may_record
from portal.participation.projects.here import Here
from portal.participation.projects.here import here as project_here
from portal.participation.projects.terms import Tool
from portal.participation.residents.acting import CHANNEL_WORDS
from portal.participation.tasks import terms
from portal.participation.tasks.services.loading import NO_STAGE, NOT_YOURS

__all__ = ["Here", "blueprint", "here", "on_paper", "recorded_here"]

ROOT = "/projects/<int:number>/tasks"
RECORD = "/desk/projects/<int:number>/tasks"
blueprint = room("tasks", "portal.participation.tasks")


@blueprint.app_template_filter("in_hours")
def in_hours(minutes: int) -> str:
    """Minutes as hours with at most one decimal."""
    return terms.hours_shown(minutes)


@blueprint.app_template_global("task_words")
def task_words() -> dict[str, object]:
    """What things are called on these pages."""
    return {"gift": terms.GIFT_WORDS, "tone": terms.GIFT_TONES, "channel": CHANNEL_WORDS}


def here(number: int, at: datetime) -> Here:
    """The project of an address and its stage of work together. Raises `NotFound`."""
    return project_here(number, Tool.TASKS, NO_STAGE, at)


def recorded_here(number: int) -> Here:
    """The same for who may record it. Raises `Forbidden`."""
    place = here(number, clock.now())
    if not may_record(actor(), place.project.unit_id):
        raise Forbidden(NOT_YOURS)
    return place


def on_paper(document: Document, name: str) -> Response:
    """A document as a PDF file that is for its reader alone."""
    answer = make_response(drawn(document))
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
