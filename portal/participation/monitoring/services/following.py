"""Follow the work of a project, and stop."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from portal.foundation import database
from portal.foundation.database import session
from portal.foundation.errors import SignInNeeded
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor, Role
from portal.participation.ledger import services as ledger
from portal.participation.ledger.terms import ActKind
from portal.participation.monitoring.models import WorkFollower
from portal.participation.projects import services as projects
from portal.participation.projects.terms import Tool


def follow(actor: Actor, stage_id: int, *, at: datetime) -> None:
    """Be told when a milestone moves or a finding is closed; twice is once.

    Raises what the stage says of this person now, and `SignInNeeded` for somebody unknown.
    """
    stage = projects.admit(actor, stage_id, Tool.MONITORING, at)
    if actor.person_id is None:
        raise SignInNeeded(lazy("Sign in to be told how the work goes on."))
    begun = add(stage.project_id, actor.person_id, at)
    if begun is not None and actor.role is Role.RESIDENT:
        ledger.count(ActKind.FOLLOW, begun, stage.project_id, actor.person_id, at)


def add(project_id: int, person_id: int, at: datetime) -> int | None:
    """Note a follower, once; returns the new row, or None for who followed already."""
    database.lock(f"works:{project_id}:{person_id}")
    mine = (WorkFollower.project_id == project_id, WorkFollower.person_id == person_id)
    if session.scalar(select(WorkFollower.id).where(*mine)) is not None:
        return None
    row = WorkFollower(project_id=project_id, person_id=person_id, since=at)
    session.add(row)
    session.flush()
    return row.id


def unfollow(actor: Actor, project_id: int) -> None:
    """Stop being told, whether the stage is open or not."""
    if actor.person_id is not None:
        mine = (
            WorkFollower.project_id == project_id,
            WorkFollower.person_id == actor.person_id,
        )
        ids = session.scalars(select(WorkFollower.id).where(*mine)).all()
        ledger.withdraw(ActKind.FOLLOW, ids)
        session.execute(delete(WorkFollower).where(WorkFollower.id.in_(ids)))
