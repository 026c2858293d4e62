"""What every verb about works asks first: the project, and whether this person may."""

from __future__ import annotations

from datetime import datetime

from portal.foundation.errors import Forbidden, NotFound, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.monitoring.policy import may_record
from portal.participation.projects import queries as projects
from portal.participation.projects.queries import ProjectLine
from portal.participation.projects.terms import Tool

NOT_YOURS = lazy("You do not have permission to record the work of this project.")
CHANGED = lazy("Somebody else has changed this meanwhile. Look at it again.")
NOT_FOLLOWED = lazy("This project has no stage in which its work is followed.")


def followed(actor: Actor, project_id: int, _at: datetime) -> ProjectLine:
    """The project, where this person may record its work now.

    Records are the municipality's own: they may be made before the stage opens, so that it opens
    with a plan in it, and after it is over, for money and warranty go on; not in a closed project.
    """
    project = projects.project_by_id(project_id)
    if not may_record(actor, project.unit_id):
        raise Forbidden(NOT_YOURS)
    if all(stage.tool is not Tool.MONITORING for stage in project.stages):
        raise NotFound(NOT_FOLLOWED)
    if project.closed_at is not None:
        raise OutOfOrder(lazy("This project is closed and stays as it was."))
    return project


def unit_of(project_id: int) -> int | None:
    """The unit that answers for a project."""
    return projects.project_by_id(project_id).unit_id


def refuse_strangers(actor: Actor, project_id: int) -> None:
    """Raise `Forbidden` for whoever may not record the work of this project."""
    if not may_record(actor, unit_of(project_id)):
        raise Forbidden(NOT_YOURS)
