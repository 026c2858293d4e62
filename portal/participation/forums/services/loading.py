"""What every verb about forums asks first: the project, and whether this person may."""

from __future__ import annotations

from portal.foundation.database import session
from portal.foundation.errors import Forbidden, NotFound, Outdated, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.forums.models import Forum
from portal.participation.monitoring.policy import may_record
from portal.participation.projects import queries as projects
from portal.participation.projects.queries import ProjectLine
from portal.participation.projects.terms import Tool

NOT_YOURS = lazy("You do not have permission to record the forums of this project.")
CHANGED = lazy("Somebody else has changed this meanwhile. Look at it again.")
NO_STAGE = lazy("This project has no stage of forums.")
NO_FORUM = lazy("There is no such forum.")
NOTHING = lazy("There is nothing recorded under this number.")
CORRECT = lazy("There is something to correct")


def recorded(actor: Actor, project_id: int) -> ProjectLine:
    """The project, where this person may record its forums now.

    Forums may be entered before their stage opens, and minutes after it is over; nothing once the
    project is closed. Raises `Forbidden`, `NotFound`, `OutOfOrder`.
    """
    project = projects.project_by_id(project_id)
    if not may_record(actor, project.unit_id):
        raise Forbidden(NOT_YOURS)
    if all(stage.tool is not Tool.FORUM for stage in project.stages):
        raise NotFound(NO_STAGE)
    if project.closed_at is not None:
        raise OutOfOrder(lazy("This project is closed and stays as it was."))
    return project


def forum_of(forum_id: int, project_id: int | None = None) -> Forum:
    """A forum, locked for a change. Raises `NotFound`."""
    row = session.get(Forum, forum_id, with_for_update=True)
    if row is None or project_id not in {None, row.project_id}:
        raise NotFound(NO_FORUM)
    return row


def standing(row: Forum) -> Forum:
    """The same, unless it was called off. Raises `OutOfOrder`."""
    if row.cancelled_at is not None:
        raise OutOfOrder(lazy("This forum was called off."))
    return row


def ours(actor: Actor, forum_id: int) -> Forum:
    """A forum that takes place, where this person may record it. Raises as the two above."""
    row = standing(forum_of(forum_id))
    recorded(actor, row.project_id)
    return row


def refuse_older(version: int, seen: int) -> None:
    """Raise `Outdated` where somebody else was faster."""
    if version != seen:
        raise Outdated(CHANGED)
