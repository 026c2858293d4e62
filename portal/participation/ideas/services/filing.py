"""An idea comes in: over the web, or taken down by staff at a forum or the counter.

The form carries its own id: a double press or a retry finds the idea that was kept already.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from portal.attachments import services as attachments
from portal.complaints.numbering import ALPHABET
from portal.foundation import audit, database, limits, masking, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, TooMany
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.policy import STAFF, Actor, Role
from portal.participation.ideas import acts
from portal.participation.ideas.models import Idea
from portal.participation.ideas.policy import may_work
from portal.participation.ideas.queries.ruling import rules_of
from portal.participation.ideas.services import loading
from portal.participation.ideas.services.checking import NewIdea, check, placed
from portal.participation.ideas.terms import (
    MATTER,
    TAKEN_DOWN,
    Channel,
    Standing,
)
from portal.participation.ledger import services as ledger
from portal.participation.projects import services as projects
from portal.participation.projects.queries import StageLine
from portal.participation.projects.terms import Tool

CODE_LENGTH: Final = 10
CAME_BY: Final = {
    Channel.FORUM: ledger.Channel.FORUM,
    Channel.COUNTER: ledger.Channel.COUNTER,
    Channel.TELEPHONE: ledger.Channel.PHONE,
    Channel.PAPER: ledger.Channel.PAPER,
}
"""How reports call the ways in which staff take ideas down."""
FROM_ONE: Final = Limit("ideas of one sender", 10, 60)
FROM_ADDRESS: Final = Limit("ideas of one address", 40, 60)
"""Looser: in a mobile network an address stands for thousands."""


def file(actor: Actor, stage_id: int, new: NewIdea, *, who: str, at: datetime) -> Idea:
    """Keep an idea and promise an answer; the same form again gives the same idea.

    `who` is the sender's keyed name.

    Raises:
        OutOfOrder, SignInNeeded, Forbidden, NotFound: what the stage says of this person now.
        Invalid: naming the fields.
        TooMany: too many came from here.

    """
    stage = projects.admit(actor, stage_id, Tool.IDEAS, at)
    known = _known(new.form_id)
    if known is not None:
        return known
    check(new)
    one = f"account {actor.person_id}" if actor.person_id else who
    if not limits.count(FROM_ONE, one) or not limits.count(FROM_ADDRESS, who):
        raise TooMany(lazy("Many ideas came from here within the hour. Try again later."))
    own = actor.person_id if actor.role is Role.RESIDENT else None
    row = keep(stage, new, person_id=own, waits=rules_of(stage.id).checks_first, at=at)
    if actor.role not in STAFF:
        ledger.count(ledger.ActKind.IDEA, row.id, row.project_id, own, at)
    return row


def take_down(officer: Actor, stage_id: int, new: NewIdea, *, at: datetime) -> Idea:
    """Keep an idea that somebody told at a forum, the counter, the telephone or on paper.

    The way it came stays on the record. Raises what `file` does but for limits.
    """
    if not may_work(officer):
        raise Forbidden(loading.NOT_YOURS)
    stage = loading.stage_for_staff(officer, stage_id, at)
    known = _known(new.form_id)
    if known is not None:
        return known
    if new.channel not in TAKEN_DOWN:
        raise Invalid(fields={"channel": lazy("Choose how the idea reached you")})
    check(new)
    row = keep(stage, new, person_id=None, waits=False, at=at)
    ledger.count_nameless(ledger.ActKind.IDEA, row.id, row.project_id, CAME_BY[new.channel], at)
    audit.note(acts.TAKEN_DOWN, MATTER, row.id, by=officer, at=at, channel=new.channel.value)
    return row


def _known(form_id: UUID) -> Idea | None:
    database.lock(f"idea:{form_id}")
    return session.scalar(select(Idea).where(Idea.form_id == form_id))


def keep(
    stage: StageLine, new: NewIdea, *, person_id: int | None, waits: bool, at: datetime
) -> Idea:
    """Write an idea that was found sound, with its promise, its photos and its words for search."""
    database.lock(f"ideas:{stage.project_id}")
    text, title = thai.cleaned(new.text), masking.masked(thai.cleaned(new.title))
    public_text = masking.masked(text)
    row = Idea(
        form_id=new.form_id,
        project_id=stage.project_id,
        stage_id=stage.id,
        running=_next_number(stage.project_id),
        code="".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)),
        channel=new.channel.value,
        title=title,
        text=text,
        public_text=public_text,
        language=thai.language_of(text),
        searched=thai.normalise(f"{title} {public_text}"),
        category_id=new.category_id,
        **placed(new.place),
        person_id=person_id,
        email="" if person_id else new.email.strip().lower(),
        answers_in=new.language,
        created_at=at,
        standing=(Standing.WAITING if waits else Standing.SHOWN).value,
        is_public=not waits,
    )
    session.add(row)
    session.flush()
    row.photos_wait = bool(attachments.claim(new.form_id, MATTER, row.id, at))
    loading.sketch(row)
    loading.promise_answer(row, rules_of(stage.id).answer_days, at)
    loading.settle(row)
    return row


def _next_number(project_id: int) -> int:
    last = select(func.max(Idea.running)).where(Idea.project_id == project_id)
    return (session.scalar(last) or 0) + 1
