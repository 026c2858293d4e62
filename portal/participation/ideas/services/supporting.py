"""Stand behind an idea, and take that back: so many in a stage, one for each person and idea."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import select

from portal.foundation import database, limits
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, OutOfOrder, SignInNeeded, TooMany
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.policy import Actor, Role
from portal.participation.ideas.models import Idea, IdeaSupport
from portal.participation.ideas.policy import speaks_for_self
from portal.participation.ideas.queries.ruling import rules_of
from portal.participation.ideas.services import loading
from portal.participation.ideas.terms import free_slot
from portal.participation.ledger import services as ledger
from portal.participation.ledger.terms import ActKind
from portal.participation.projects import services as projects
from portal.participation.projects.terms import Tool

CHANGES: Final = Limit("supports given and taken back", 120, 60)


def support(actor: Actor, idea_id: int, *, at: datetime) -> None:
    """Support an idea. Doing it twice is doing it once.

    Raises:
        SignInNeeded, Forbidden: only a signed-in resident has a quota.
        OutOfOrder: the quota is used up, the stage is not open, or the idea was merged.
        NotFound: nobody can read the idea.

    """
    idea, person_id = _begin(actor, idea_id, at)
    database.lock(f"support:{idea.stage_id}:{person_id}")
    given = session.scalars(
        select(IdeaSupport).where(
            IdeaSupport.stage_id == idea.stage_id, IdeaSupport.person_id == person_id
        )
    ).all()
    if any(row.idea_id == idea.id for row in given) or _own(idea.id, person_id) is not None:
        return
    quota = rules_of(idea.stage_id).quota
    slot = free_slot({row.slot for row in given}, quota)
    if slot is None:
        raise OutOfOrder(
            lazy(
                "You support %(quota)s ideas already, as many as each person may here. Take one"
                " back to support this one.",
                quota=quota,
            )
        )
    row = IdeaSupport(
        idea_id=idea.id, stage_id=idea.stage_id, person_id=person_id, slot=slot, given_at=at
    )
    session.add(row)
    loading.count_supports(idea.id)
    ledger.count(ActKind.SUPPORT, row.id, idea.project_id, person_id, at)


def take_back(actor: Actor, idea_id: int, *, at: datetime) -> None:
    """Take a support back; its place in the quota is free again. Raises as `support`."""
    idea, person_id = _begin(actor, idea_id, at)
    database.lock(f"support:{idea.stage_id}:{person_id}")
    row = _own(idea.id, person_id)
    if row is not None:
        ledger.withdraw(ActKind.SUPPORT, [row.id])
        session.delete(row)
        loading.count_supports(idea.id)


def _begin(actor: Actor, idea_id: int, at: datetime) -> tuple[Idea, int]:
    if actor.role is Role.VISITOR:
        raise SignInNeeded(lazy("Sign in to support ideas, so that each person counts once."))
    if not speaks_for_self(actor) or actor.person_id is None:
        raise Forbidden(lazy("Only residents support ideas; staff do not."))
    idea = loading.public(idea_id)
    projects.admit(actor, idea.stage_id, Tool.IDEAS, at)
    if not limits.count(CHANGES, f"account {actor.person_id}"):
        raise TooMany(lazy("You changed your support very often. Try again in an hour."))
    return idea, actor.person_id


def _own(idea_id: int, person_id: int) -> IdeaSupport | None:
    return session.scalar(
        select(IdeaSupport).where(
            IdeaSupport.idea_id == idea_id, IdeaSupport.person_id == person_id
        )
    )
