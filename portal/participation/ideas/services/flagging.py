"""Somebody finds that an idea or a comment should not stand there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from portal.foundation import audit, database, limits, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, TooMany
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.policy import Actor
from portal.participation.ideas import acts
from portal.participation.ideas.models import Idea, IdeaFlag
from portal.participation.ideas.policy import may_work
from portal.participation.ideas.services import loading
from portal.participation.ideas.services.moderating import Target, settle_flags
from portal.participation.ideas.terms import LONGEST_COMMENT, MATTER, Ground, Standing

FROM_ONE: Final = Limit("flags of one sender", 20, 60)


@dataclass(frozen=True, slots=True)
class NewFlag:
    """What somebody finds wrong."""

    ground: Ground
    words: str = ""


def flag(actor: Actor, target: Target, new: NewFlag, *, who: str, at: datetime) -> bool:
    """Ask the municipality to look; false where this sender asked already.

    Everyone may, in any stage. Nothing is hidden by it. Raises `NotFound`, `Invalid`, `TooMany`.
    """
    idea = session.get(Idea, target.idea_id)
    if idea is None or idea.standing != Standing.SHOWN.value:
        raise NotFound(loading.NO_IDEA)
    if target.comment_id:
        comment = loading.comment_of(idea.id, target.comment_id)
        if comment.standing != Standing.SHOWN.value:
            raise NotFound(loading.NO_COMMENT)
    words = thai.cleaned(new.words)
    if new.ground is Ground.OTHER and not words:
        raise Invalid(fields={"words": lazy("Say what is wrong with it")})
    if len(words) > LONGEST_COMMENT:
        raise Invalid(
            fields={"words": lazy("Shorten it to %(most)s characters", most=LONGEST_COMMENT)}
        )
    sender = limits.keyed("idea flag", f"account {actor.person_id}" if actor.person_id else who)
    database.lock(f"idea_flag:{target.idea_id}:{target.comment_id}:{sender}")
    if _asked(target, sender):
        return False
    if not limits.count(FROM_ONE, sender):
        raise TooMany(lazy("You flagged many things within the hour. Try again later."))
    session.add(
        IdeaFlag(
            idea_id=target.idea_id,
            comment_id=target.comment_id,
            ground=new.ground.value,
            words=words,
            sender=sender,
            flagged_at=at,
        )
    )
    session.flush()
    return True


def _asked(target: Target, sender: str) -> bool:
    asked = select(IdeaFlag.id).where(
        IdeaFlag.idea_id == target.idea_id,
        IdeaFlag.comment_id == target.comment_id,
        IdeaFlag.sender == sender,
    )
    return session.scalar(asked) is not None


def settle(officer: Actor, target: Target, *, at: datetime) -> None:
    """Note that the flags were looked at, and nothing is hidden for them."""
    if not may_work(officer):
        raise Forbidden(loading.NOT_YOURS)
    if settle_flags(target, at):
        audit.note(
            acts.FLAGS_SETTLED,
            MATTER,
            target.idea_id,
            by=officer,
            at=at,
            comment=target.comment_id,
        )
