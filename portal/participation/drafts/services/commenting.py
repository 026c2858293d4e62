"""Say something of a paragraph; ask the municipality to look at what somebody said."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from portal.foundation import database, limits, masking, thai
from portal.foundation.database import session
from portal.foundation.errors import (
    Forbidden,
    Invalid,
    NotFound,
    OutOfOrder,
    SignInNeeded,
    TooMany,
)
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.policy import Actor, Role
from portal.participation.drafts import acts
from portal.participation.drafts.models import Draft, DraftComment, DraftFlag, DraftParagraph
from portal.participation.ideas.policy import speaks_for_self
from portal.participation.ideas.terms import Ground, Standing
from portal.participation.ledger import services as ledger
from portal.participation.ledger.terms import ActKind
from portal.participation.projects import services as projects
from portal.participation.projects.terms import Tool

FROM_ONE: Final = Limit("comments on drafts of one person", 20, 60)
FLAGS: Final = Limit("flags on drafts of one sender", 20, 60)
SHORTEST: Final = 3


def comment(
    actor: Actor, paragraph_id: int, text: str, *, form_id: UUID, at: datetime
) -> DraftComment:
    """Keep a comment on a paragraph of the newest edition; the same form again gives the same one.

    Raises:
        SignInNeeded, Forbidden: who comments does it under an account of a resident.
        OutOfOrder: the stage is not open, or there is a newer edition.
        Invalid: the text is empty or too long.
        TooMany: too many within the hour.

    """
    paragraph = session.get(DraftParagraph, paragraph_id)
    draft = session.get(Draft, paragraph.draft_id) if paragraph else None
    if draft is None:
        raise NotFound(lazy("There is no such paragraph."))
    if actor.role is Role.VISITOR:
        raise SignInNeeded(lazy("Sign in to write a comment. Your name is not shown."))
    if not speaks_for_self(actor):
        raise Forbidden(lazy("Only residents comment; staff answer officially."))
    database.lock(f"draft_comment:{form_id}")
    known = session.scalar(select(DraftComment).where(DraftComment.form_id == form_id))
    if known is not None:
        return known
    stage = projects.admit(actor, draft.stage_id, Tool.DRAFT, at)
    newest = session.scalar(select(func.max(Draft.edition)).where(Draft.stage_id == draft.stage_id))
    if draft.edition != newest:
        raise OutOfOrder(lazy("There is a newer edition of the draft. Comment on that one."))
    said = _checked(text)
    if not limits.count(FROM_ONE, f"account {actor.person_id}"):
        raise TooMany(lazy("You wrote many comments within the hour. Try again later."))
    row = DraftComment(
        form_id=form_id,
        stage_id=draft.stage_id,
        paragraph_id=paragraph_id,
        text=said,
        public_text=masking.masked(said),
        language=thai.language_of(said),
        person_id=actor.person_id,
        written_at=at,
        standing=(Standing.WAITING if draft.checks_first else Standing.SHOWN).value,
    )
    session.add(row)
    session.flush()
    ledger.count(ActKind.DRAFT_COMMENT, row.id, stage.project_id, actor.person_id, at)
    return row


def flag(actor: Actor, comment_id: int, ground: Ground, *, who: str, at: datetime) -> bool:
    """Ask the municipality to look; false where this sender asked already. Nothing is hidden."""
    row = session.get(DraftComment, comment_id)
    if row is None or row.standing != Standing.SHOWN.value:
        raise NotFound(lazy("There is no such comment."))
    sender = limits.keyed("draft flag", f"account {actor.person_id}" if actor.person_id else who)
    database.lock(f"draft_flag:{comment_id}:{sender}")
    asked = select(DraftFlag.id).where(
        DraftFlag.comment_id == comment_id, DraftFlag.sender == sender
    )
    if session.scalar(asked) is not None:
        return False
    if not limits.count(FLAGS, sender):
        raise TooMany(lazy("You flagged many things within the hour. Try again later."))
    session.add(DraftFlag(comment_id=comment_id, ground=ground.value, sender=sender, flagged_at=at))
    session.flush()
    return True


def _checked(text: str) -> str:
    said = thai.cleaned(text)
    if len(said) < SHORTEST:
        raise Invalid(fields={"text": lazy("Write what you think")})
    if len(said) > acts.LONGEST_COMMENT:
        words = lazy("Shorten it to %(most)s characters", most=acts.LONGEST_COMMENT)
        raise Invalid(fields={"text": words})
    return said
