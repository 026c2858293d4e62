"""Who may act in a stage, now. Every act of every tool asks here first."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from portal.foundation import tenancy
from portal.foundation.errors import Forbidden, NotFound, OutOfOrder, SignInNeeded
from portal.foundation.i18n import Bilingual, lazy
from portal.foundation.policy import Actor
from portal.participation.projects import queries
from portal.participation.projects.moments import deadline, moment
from portal.participation.projects.queries import StageLine
from portal.participation.projects.terms import Phase, Tool, Who
from portal.participation.residents import queries as residents


class Door(StrEnum):
    """What stands between somebody and a stage."""

    OPEN = "open"
    SIGN_IN = "sign_in"
    VERIFY = "verify"


def admit(actor: Actor, stage_id: int, tool: Tool, at: datetime) -> StageLine:
    """Return the stage when this person may act in it now with this tool.

    Raises:
        NotFound: there is no such stage, its project is not published, or it has another tool.
        OutOfOrder: it has not opened yet, it is over, or its project is closed.
        SignInNeeded: only people who have signed in may act in it.
        Forbidden: only verified residents may act in it.

    """
    stage = queries.stage(stage_id)
    project = queries.project_by_id(stage.project_id)
    if not project.is_published or stage.tool is not tool:
        raise NotFound(lazy("There is no such stage."))
    if actor.municipality_id != tenancy.municipality_id():
        raise Forbidden(lazy("You can take part where you are signed in only."))
    _in_time(stage, project.closed_at, at)
    _known(actor, stage, at)
    return stage


def _in_time(stage: StageLine, closed_at: datetime | None, at: datetime) -> None:
    phase = stage.phase(at)
    if phase is Phase.BEFORE:
        raise OutOfOrder(
            lazy(
                "“%(stage)s” opens on %(when)s. Come back then.",
                stage=stage.title,
                when=moment(stage.starts_at),
            )
        )
    if phase is Phase.OVER:
        raise OutOfOrder(
            lazy(
                "“%(stage)s” closed on %(when)s. Nothing can be added any more.",
                stage=stage.title,
                when=deadline(stage.ends_at),
            )
        )
    if closed_at is not None:
        closed: Bilingual = moment(closed_at)
        raise OutOfOrder(lazy("This project was closed on %(when)s.", when=closed))


def door_of(actor: Actor, stage: StageLine, at: datetime) -> Door:
    """Say whether a stage lets somebody in, or what is missing; its time is not asked."""
    if stage.who is Who.ANYONE:
        return Door.OPEN
    if actor.person_id is None:
        return Door.SIGN_IN
    is_in = stage.who is Who.SIGNED_IN or residents.is_verified(actor.person_id, at)
    return Door.OPEN if is_in else Door.VERIFY


def _known(actor: Actor, stage: StageLine, at: datetime) -> None:
    door = door_of(actor, stage, at)
    if door is Door.SIGN_IN:
        raise SignInNeeded(lazy("Sign in to take part in this stage."))
    if door is Door.VERIFY:
        raise Forbidden(
            lazy(
                "Only verified residents take part in this stage. Show your identity card or house"
                " register at the counter, or enter the code that you were given."
            )
        )
