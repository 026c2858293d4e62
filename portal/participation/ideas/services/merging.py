"""Two ideas are one: the later goes on in the other, and nobody's support counts twice."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select, update

from portal.foundation import audit, database, outbox, thai
from portal.foundation.database import session
from portal.foundation.errors import Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.participation.chain import services as chain
from portal.participation.chain.terms import Kind
from portal.participation.ideas import acts
from portal.participation.ideas.events import IdeaMerged
from portal.participation.ideas.models import Idea, IdeaMerge, IdeaSupport
from portal.participation.ideas.services import loading
from portal.participation.ideas.terms import LONGEST_REASON, MATTER
from portal.participation.ledger import services as ledger
from portal.participation.ledger.terms import ActKind
from portal.response_times import services as promises


def merge(
    officer: Actor, idea_id: int, into_number: int, reason: str, *, seen: int, at: datetime
) -> int:
    """Let an idea go on in another one of its project; returns the other's id.

    Its address leads there, comments are read there, supports move; who supported both gets one
    back. What was merged into it before goes along.

    Raises:
        Invalid: there is no such number, or no reason.
        OutOfOrder: one of the two was merged already, or is not public.
        Outdated, Forbidden, NotFound: as all verbs of staff.

    """
    database.lock(f"idea_merge:{officer.municipality_id}")
    idea = loading.for_staff(officer, idea_id, seen)
    if idea.first_id is not None:
        raise OutOfOrder(lazy("This idea was merged already. A merged idea is not merged again."))
    if not idea.is_public:
        raise OutOfOrder(lazy("Nobody can read this idea. Let it through before you merge it."))
    into = _other(idea, into_number)
    words = thai.cleaned(reason)
    if not words or len(words) > LONGEST_REASON:
        raise Invalid(fields={"why": lazy("Say in a few words why the two are one idea")})
    doubled = _give_back(idea.id, into.id)
    moved = _move(idea.id, into.id)
    idea.first_id = into.id
    session.execute(update(Idea).where(Idea.first_id == idea.id).values(first_id=into.id))
    session.add(
        IdeaMerge(
            idea_id=idea.id,
            into_id=into.id,
            reason=words,
            merged_at=at,
            person_id=officer.person_id,
            moved=moved,
            doubled=doubled,
        )
    )
    chain.merged(Kind.IDEA, idea.id, into.id, at)
    promises.end(loading.matter(idea.id), at)
    loading.settle(idea)
    loading.count_supports(idea.id)
    loading.count_supports(into.id)
    loading.count_comments(into.id)
    audit.note(acts.MERGED, MATTER, idea.id, by=officer, at=at, into=into.id)
    outbox.record(IdeaMerged(idea.id, into.id), at)
    return into.id


def _other(idea: Idea, number: int) -> Idea:
    """The idea to go on in, locked."""
    found = session.scalar(
        select(Idea.id).where(Idea.project_id == idea.project_id, Idea.running == number)
    )
    if found is None:
        raise Invalid(fields={"into": lazy("There is no idea of this number in the project")})
    if found == idea.id:
        raise Invalid(fields={"into": lazy("An idea cannot be merged with itself")})
    try:
        return loading.public(found)
    except NotFound:
        raise OutOfOrder(
            lazy("Nobody can read the other idea, so this one cannot go on there.")
        ) from None
    except OutOfOrder:
        raise OutOfOrder(
            lazy("The other idea was merged itself. Choose the one in which it goes on.")
        ) from None


def _give_back(from_id: int, into_id: int) -> int:
    """Take away the supports of those who support the other one already; returns how many."""
    both = select(IdeaSupport.person_id).where(
        IdeaSupport.idea_id == into_id, IdeaSupport.person_id.is_not(None)
    )
    ids = session.scalars(
        select(IdeaSupport.id).where(
            IdeaSupport.idea_id == from_id, IdeaSupport.person_id.in_(both)
        )
    ).all()
    ledger.withdraw(ActKind.SUPPORT, ids)
    session.execute(
        delete(IdeaSupport).where(IdeaSupport.id.in_(ids)),
        execution_options={"synchronize_session": False},
    )
    return len(ids)


def _move(from_id: int, into_id: int) -> int:
    """Give the other supports to the idea it goes on in; returns how many."""
    moved = session.execute(
        update(IdeaSupport)
        .where(IdeaSupport.idea_id == from_id)
        .values(idea_id=into_id, came_from_id=func.coalesce(IdeaSupport.came_from_id, from_id)),
        execution_options={"synchronize_session": False},
    )
    return int(moved.rowcount)  # type: ignore[attr-defined]
