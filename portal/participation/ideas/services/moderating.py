"""Let through, hide with a reason, show again: ideas and comments alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from portal.attachments import services as attachments
from portal.foundation import audit, outbox, thai
from portal.foundation.database import session
from portal.foundation.errors import Invalid, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.ideas import acts
from portal.participation.ideas.events import IdeaPublished, WordsHidden, WordsRestored
from portal.participation.ideas.models import Idea, IdeaComment, IdeaFlag, IdeaHiding
from portal.participation.ideas.services import loading
from portal.participation.ideas.terms import LONGEST_REASON, MATTER, Ground, Standing, after
from portal.participation.ledger import services as ledger
from portal.participation.ledger.terms import ActKind
from portal.response_times import services as promises
from portal.response_times.lifecycle import PauseReason


@dataclass(frozen=True, slots=True)
class Target:
    """An idea, or one comment of it."""

    idea_id: int
    comment_id: int = 0
    """Zero for the idea itself."""


def publish(officer: Actor, target: Target, *, at: datetime) -> None:
    """Let through what waited to be looked at.

    Raises `Forbidden`, `NotFound`, and `OutOfOrder` where it does not wait.
    """
    idea, row = _loaded(officer, target)
    row.standing = after("publish", Standing(row.standing)).value
    _settle(idea, target)
    if not target.comment_id:
        outbox.record(IdeaPublished(idea.id), at)
    audit.note(acts.PUBLISHED, MATTER, idea.id, by=officer, at=at, comment=target.comment_id)


def hide(
    officer: Actor, target: Target, ground: Ground, reason: str, *, at: datetime
) -> IdeaHiding:
    """Hide it from everyone. Its author is told why, and may ask once for another look.

    Raises `Invalid` without a reason, `OutOfOrder` where it is hidden already, or merged.
    """
    idea, row = _loaded(officer, target)
    words = thai.cleaned(reason)
    if not words or len(words) > LONGEST_REASON:
        raise Invalid(fields={"reason": lazy("Tell the author why, in a sentence or two")})
    row.standing = after("hide", Standing(row.standing)).value
    hiding = IdeaHiding(
        idea_id=idea.id,
        comment_id=target.comment_id,
        ground=ground.value,
        reason=words,
        hidden_at=at,
        person_id=officer.person_id,
    )
    session.add(hiding)
    session.flush()
    if not target.comment_id:
        promises.pause(loading.matter(idea.id), PauseReason.ON_HOLD, at)
        attachments.hide(officer, MATTER, idea.id)
        idea.photos_wait = False
    settle_flags(target, at)
    _settle(idea, target)
    ledger.hide(*_act(target))
    outbox.record(WordsHidden(hiding.id), at)
    audit.note(
        acts.HIDDEN,
        MATTER,
        idea.id,
        by=officer,
        at=at,
        comment=target.comment_id,
        ground=ground.value,
    )
    return hiding


def restore(officer: Actor, target: Target, *, at: datetime) -> None:
    """Show again what was hidden by mistake. Raises `OutOfOrder` where it is not hidden."""
    idea, row = _loaded(officer, target)
    standing = after("restore", Standing(row.standing))
    hiding = last_hiding(target)
    if hiding is not None and hiding.appealed_at and hiding.decided_at is None:
        raise OutOfOrder(lazy("Its author has appealed. Decide the appeal instead."))
    row.standing = standing.value
    shown_again(idea, target, at)
    audit.note(acts.RESTORED, MATTER, idea.id, by=officer, at=at, comment=target.comment_id)


def shown_again(idea: Idea, target: Target, at: datetime) -> None:
    """What follows when something hidden can be read again."""
    hiding = last_hiding(target)
    if hiding is not None:
        hiding.restored_at = at
        outbox.record(WordsRestored(hiding.id), at)
    if not target.comment_id:
        promises.resume(loading.matter(idea.id), at, PauseReason.ON_HOLD)
        idea.photos_wait = bool(attachments_of(idea.id))
    ledger.show(*_act(target))
    _settle(idea, target)


def attachments_of(idea_id: int) -> int:
    """How many photos the idea has."""
    from portal.attachments import queries  # noqa: PLC0415 - beside the verbs of the same name

    return len(queries.of(MATTER, idea_id))


def show_photos(officer: Actor, idea_id: int, *, at: datetime) -> None:
    """Let everyone see the photos of an idea, after a look at them."""
    idea = loading.for_staff(officer, idea_id)
    attachments.review(officer, MATTER, idea.id, at=at)
    idea.photos_wait = False
    audit.note(acts.PHOTOS_SHOWN, MATTER, idea.id, by=officer, at=at)


def settle_flags(target: Target, at: datetime) -> int:
    """Note that somebody has looked at the flags of a thing; returns how many."""
    settled = session.execute(
        update(IdeaFlag)
        .where(
            IdeaFlag.idea_id == target.idea_id,
            IdeaFlag.comment_id == target.comment_id,
            IdeaFlag.settled_at.is_(None),
        )
        .values(settled_at=at)
    )
    return int(settled.rowcount)  # type: ignore[attr-defined]


def last_hiding(target: Target) -> IdeaHiding | None:
    """The last time it was hidden."""
    return session.scalars(
        select(IdeaHiding)
        .where(IdeaHiding.idea_id == target.idea_id, IdeaHiding.comment_id == target.comment_id)
        .order_by(IdeaHiding.id.desc())
        .limit(1)
    ).one_or_none()


def _loaded(officer: Actor, target: Target) -> tuple[Idea, Idea | IdeaComment]:
    """The idea, and what of it is meant; an idea that was merged is beyond moving."""
    idea = loading.for_staff(officer, target.idea_id)
    if not target.comment_id:
        loading.refuse_merged(idea)
        return idea, idea
    comment = loading.comment_of(idea.id, target.comment_id)
    return idea, comment


def _act(target: Target) -> tuple[ActKind, int]:
    if target.comment_id:
        return ActKind.IDEA_COMMENT, target.comment_id
    return ActKind.IDEA, target.idea_id


def _settle(idea: Idea, target: Target) -> None:
    if target.comment_id:
        loading.count_comments(idea.first_id or idea.id)
    else:
        loading.settle(idea)
