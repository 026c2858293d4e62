"""What every verb about results asks first: the project, and whether this person may."""

from __future__ import annotations

from portal.foundation.database import session
from portal.foundation.errors import Forbidden, NotFound, Outdated, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.monitoring.policy import may_record
from portal.participation.projects import queries as projects
from portal.participation.projects.queries import ProjectLine
from portal.participation.projects.terms import Tool
from portal.participation.results.models import Pact

NOT_YOURS = lazy("You do not have permission to record the result of this project.")
CHANGED = lazy("Somebody else has changed this meanwhile. Look at it again.")
NO_STAGE = lazy("This project has no stage for its result.")
NO_PACT = lazy("There is no such pact of caretakers.")


def recorded(actor: Actor, project_id: int) -> ProjectLine:
    """The project, where this person may record its result.

    A result may be recorded before its stage opens, so that it opens with something in it, and
    after it: care goes on when a project is closed. Raises `Forbidden`, `NotFound`.
    """
    project = projects.project_by_id(project_id)
    if not may_record(actor, project.unit_id):
        raise Forbidden(NOT_YOURS)
    if all(stage.tool is not Tool.RESULT for stage in project.stages):
        raise NotFound(NO_STAGE)
    return project


def pact_of(pact_id: int, project_id: int | None = None) -> Pact:
    """A pact, locked for a change. Raises `NotFound`."""
    row = session.get(Pact, pact_id, with_for_update=True)
    if row is None or project_id not in {None, row.project_id}:
        raise NotFound(NO_PACT)
    return row


def running(pact_id: int) -> Pact:
    """A pact that goes on, of a project that everyone can read. Raises `NotFound`, `OutOfOrder`."""
    row = pact_of(pact_id)
    if not projects.project_by_id(row.project_id).is_published:
        raise NotFound(NO_PACT)
    if row.ended_at is not None:
        raise OutOfOrder(lazy("This pact has ended. Thank you to all who took part."))
    return row


def refuse_older(version: int, seen: int) -> None:
    """Raise `Outdated` where somebody else was faster."""
    if version != seen:
        raise Outdated(CHANGED)
