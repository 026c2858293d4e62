"""An author asks for another look, once; somebody else than who hid it decides."""

from __future__ import annotations

import hmac
from datetime import datetime
from typing import Final

from portal.foundation import audit, database, limits, outbox, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder, TooMany
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.policy import Actor
from portal.participation.ideas import acts
from portal.participation.ideas.events import AppealRefused
from portal.participation.ideas.models import Idea, IdeaComment, IdeaHiding
from portal.participation.ideas.policy import may_decide_appeal, may_work
from portal.participation.ideas.services import loading
from portal.participation.ideas.services.moderating import Target, last_hiding, shown_again
from portal.participation.ideas.terms import (
    APPEAL_WITHIN,
    LONGEST_REASON,
    MATTER,
    Standing,
    after,
)

TRIES: Final = Limit("codes of ideas", 10, 60)


def appeal(
    actor: Actor, target: Target, words: str, *, code: str = "", who: str = "", at: datetime
) -> None:
    """Ask for another look at what was hidden. Its author alone may: by account or by code.

    Raises:
        NotFound: it is not hidden, or this is not its author.
        OutOfOrder: it was asked already, or too late.
        Invalid: no words, or not the code.
        TooMany: too many wrong codes.

    """
    database.lock(f"idea_appeal:{target.idea_id}:{target.comment_id}")
    idea = loading.load(target.idea_id)
    row = loading.comment_of(idea.id, target.comment_id) if target.comment_id else idea
    hiding = last_hiding(target)
    if hiding is None or row.standing != Standing.HIDDEN.value:
        raise NotFound(lazy("There is nothing hidden here."))
    _refuse_others(actor, row, code, who)
    refuse_late(hiding, at)
    said = thai.cleaned(words)
    if not said or len(said) > LONGEST_REASON:
        raise Invalid(fields={"words": lazy("Say why it should be shown, in a sentence or two")})
    hiding.appeal_words, hiding.appealed_at = said, at
    session.flush()


def refuse_late(hiding: IdeaHiding, at: datetime) -> None:
    """Refuse a second appeal, and one that comes too late."""
    if hiding.appealed_at is not None:
        raise OutOfOrder(lazy("You asked for another look already. There is one."))
    if at > hiding.hidden_at + APPEAL_WITHIN:
        raise OutOfOrder(
            lazy("It was hidden more than %(days)s days ago.", days=APPEAL_WITHIN.days)
        )


def _refuse_others(actor: Actor, row: Idea | IdeaComment, code: str, who: str) -> None:
    if actor.person_id is not None and actor.person_id == row.person_id:
        return
    if not isinstance(row, Idea) or row.person_id is not None:
        raise NotFound(lazy("Only its author can ask for another look."))
    if limits.is_reached(TRIES, who):
        raise TooMany(lazy("Too many wrong codes. Try again in an hour."))
    typed = thai.arabic_digits(code[:60]).upper().replace(" ", "").replace("-", "")
    if not typed.isascii() or not hmac.compare_digest(typed, row.code):
        limits.count_apart((TRIES, who))
        raise Invalid(fields={"code": lazy("This is not the code of the idea")})


def decide(officer: Actor, hiding_id: int, words: str, *, is_upheld: bool, at: datetime) -> None:
    """Decide an appeal: show it again, or leave it hidden; the author is told why.

    Raises:
        Forbidden: this person hid it, or does not work on ideas.
        OutOfOrder: there is no appeal, or it was decided already.
        Invalid: no words.

    """
    if not may_work(officer):
        raise Forbidden(loading.NOT_YOURS)
    hiding = session.get(IdeaHiding, hiding_id, with_for_update=True)
    if hiding is None:
        raise NotFound(lazy("There is no such appeal."))
    if not may_decide_appeal(officer, hiding.person_id):
        raise Forbidden(lazy("You hid it yourself. Somebody else decides the appeal."))
    if hiding.appealed_at is None or hiding.decided_at is not None:
        raise OutOfOrder(lazy("There is no appeal to decide here."))
    said = thai.cleaned(words)
    if not said or len(said) > LONGEST_REASON:
        raise Invalid(fields={"words": lazy("Tell the author why, in a sentence or two")})
    hiding.decided_at, hiding.decider_id = at, officer.person_id
    hiding.is_upheld, hiding.decision = is_upheld, said
    session.flush()
    target = Target(hiding.idea_id, hiding.comment_id)
    idea = loading.load(target.idea_id)
    if is_upheld:
        row = loading.comment_of(idea.id, target.comment_id) if target.comment_id else idea
        row.standing = after("restore", Standing(row.standing)).value
        shown_again(idea, target, at)
    else:
        outbox.record(AppealRefused(hiding.id), at)
    audit.note(
        acts.APPEAL_DECIDED,
        MATTER,
        idea.id,
        by=officer,
        at=at,
        comment=target.comment_id,
        upheld=is_upheld,
    )
