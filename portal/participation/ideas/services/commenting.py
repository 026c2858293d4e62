"""Speak for or against an idea, or reply to somebody who did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from portal.foundation import database, limits, masking, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, OutOfOrder, SignInNeeded, TooMany
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.policy import Actor, Role
from portal.participation.ideas.models import Idea, IdeaComment
from portal.participation.ideas.policy import speaks_for_self
from portal.participation.ideas.queries.ruling import rules_of
from portal.participation.ideas.services import loading
from portal.participation.ideas.terms import LONGEST_COMMENT, Leaning, Standing
from portal.participation.ledger import services as ledger
from portal.participation.ledger.terms import ActKind
from portal.participation.projects import services as projects
from portal.participation.projects.terms import Tool

FROM_ONE: Final = Limit("comments of one person", 20, 60)
SHORTEST: Final = 3


@dataclass(frozen=True, slots=True)
class NewComment:
    """What somebody says."""

    form_id: UUID
    text: str
    leaning: Leaning = Leaning.NEUTRAL
    parent_id: int | None = None
    """The comment it replies to. A reply to a reply stands beside it."""


def comment(actor: Actor, idea_id: int, new: NewComment, *, at: datetime) -> IdeaComment:
    """Keep a comment; the same form again gives the same one.

    Raises:
        SignInNeeded, Forbidden: who speaks does it under an account of a resident.
        OutOfOrder: the stage is not open, or the idea was merged.
        Invalid: the text is empty or too long.
        TooMany: too many within the hour.

    """
    if actor.role is Role.VISITOR:
        raise SignInNeeded(lazy("Sign in to write a comment. Your name is not shown."))
    if not speaks_for_self(actor):
        raise Forbidden(lazy("Only residents comment; staff answer officially."))
    database.lock(f"idea_comment:{new.form_id}")
    known = session.scalar(select(IdeaComment).where(IdeaComment.form_id == new.form_id))
    if known is not None:
        return known
    idea = loading.public(idea_id)
    projects.admit(actor, idea.stage_id, Tool.IDEAS, at)
    text = _checked(new)
    if not limits.count(FROM_ONE, f"account {actor.person_id}"):
        raise TooMany(lazy("You wrote many comments within the hour. Try again later."))
    waits = rules_of(idea.stage_id).checks_first
    row = IdeaComment(
        form_id=new.form_id,
        idea_id=idea.id,
        parent_id=_thread_of(idea, new.parent_id),
        leaning=new.leaning.value,
        text=text,
        public_text=masking.masked(text),
        language=thai.language_of(text),
        person_id=actor.person_id,
        written_at=at,
        standing=(Standing.WAITING if waits else Standing.SHOWN).value,
    )
    session.add(row)
    loading.count_comments(idea.id)
    ledger.count(ActKind.IDEA_COMMENT, row.id, idea.project_id, actor.person_id, at)
    return row


def _checked(new: NewComment) -> str:
    text = thai.cleaned(new.text)
    if len(text) < SHORTEST:
        raise Invalid(fields={"text": lazy("Write what you think")})
    if len(text) > LONGEST_COMMENT:
        raise Invalid(
            fields={
                "text": lazy(
                    "The comment is %(length)s characters long. Shorten it to %(most)s or fewer.",
                    length=f"{len(text):,}",
                    most=f"{LONGEST_COMMENT:,}",
                )
            }
        )
    return text


def _thread_of(idea: Idea, parent_id: int | None) -> int | None:
    """The comment that begins the thread; replies have one level."""
    if parent_id is None:
        return None
    parent = loading.comment_of(idea.id, parent_id)
    if parent.standing != Standing.SHOWN.value:
        raise OutOfOrder(lazy("The comment you reply to cannot be read any more."))
    return parent.parent_id or parent.id
