"""Register for a forum; staff take the attendance, of who registered and by heads at the door."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from portal.foundation import audit, database, limits, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder, SignInNeeded, TooMany
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.policy import STAFF, Actor
from portal.participation.forums import acts
from portal.participation.forums.models import Forum, ForumGroup, ForumGuest
from portal.participation.forums.services.loading import (
    CORRECT,
    NOTHING,
    forum_of,
    ours,
    standing,
)
from portal.participation.forums.terms import ATTEND_BEFORE, LONGEST_NAME, MOST_AT_ONCE
from portal.participation.ledger import services as ledger
from portal.participation.ledger.services import Crowd
from portal.participation.ledger.terms import ActKind
from portal.participation.projects import services as projects
from portal.participation.projects.terms import Tool
from portal.participation.residents.acting import Channel
from portal.participation.residents.terms import Age, Sex

OF_ONE: Final = Limit("registrations of one person", 30, 60)


@dataclass(frozen=True, slots=True)
class Guest:
    """What is known of somebody, or of people of one group, sex and age."""

    name: str = ""
    group_id: int | None = None
    age: Age | None = None
    sex: Sex | None = None


def refuse_officers(actor: Actor) -> None:
    """Raise `Forbidden` for whoever works here: they come by their office."""
    if actor.role in STAFF:
        raise Forbidden(lazy("Residents register here. Officers come by their office."))


def register(actor: Actor, forum_id: int, guest: Guest, *, at: datetime) -> ForumGuest:
    """Say that one comes; a second time changes what was said.

    Raises what the stage says of this person now; `SignInNeeded`; `Forbidden` for officers;
    `OutOfOrder` where it has begun or was called off; `Invalid`, naming the fields; `TooMany`.
    """
    row = standing(forum_of(forum_id))
    projects.admit(actor, row.stage_id, Tool.FORUM, at)
    refuse_officers(actor)
    if actor.person_id is None:
        raise SignInNeeded(lazy("Sign in, so that we can tell you when something changes."))
    if row.starts_at <= at:
        raise OutOfOrder(lazy("This forum has begun. Come by: you are counted at the door."))
    name = _checked(row, guest, is_named=True)
    if not limits.count(OF_ONE, f"account {actor.person_id}"):
        raise TooMany(lazy("Many registrations came from here within the hour. Try again later."))
    database.lock(f"forum:{forum_id}:{actor.person_id}")
    mine = guest_of(forum_id, actor.person_id)
    if mine is None:
        mine = ForumGuest(forum_id=forum_id, person_id=actor.person_id, registered_at=at)
        session.add(mine)
    mine.name, mine.group_id = name, guest.group_id
    mine.age = guest.age.value if guest.age else ""
    mine.sex = guest.sex.value if guest.sex else ""
    session.flush()
    return mine


def guest_of(forum_id: int, person_id: int | None) -> ForumGuest | None:
    """Somebody's registration."""
    if person_id is None:
        return None
    return session.scalar(
        select(ForumGuest).where(ForumGuest.forum_id == forum_id, ForumGuest.person_id == person_id)
    )


def withdraw(actor: Actor, forum_id: int, *, at: datetime) -> None:
    """Say that one does not come. Raises `OutOfOrder` once the forum is over or they came."""
    row, mine = forum_of(forum_id), guest_of(forum_id, actor.person_id)
    if mine is None:
        return
    if row.ends_at <= at or mine.came_at is not None:
        raise OutOfOrder(lazy("This forum is over, or you were counted there: it stays."))
    session.delete(mine)
    session.flush()


def attend(officer: Actor, forum_id: int, came: Collection[int], *, at: datetime) -> None:
    """Record who of those registered came, by the numbers of their lines; the others did not.

    Raises `Forbidden`, `NotFound`, `OutOfOrder` before the forum.
    """
    forum = _begun(officer, forum_id, at)
    rows = session.scalars(
        select(ForumGuest).where(ForumGuest.forum_id == forum_id, ForumGuest.person_id.is_not(None))
    ).all()
    for row in rows:
        is_there = row.id in came
        if is_there and row.came_at is None:
            row.came_at = at
            day = min(at, forum.ends_at)
            ledger.count(ActKind.FORUM, row.id, forum.project_id, row.person_id, day, Channel.FORUM)
        elif not is_there and row.came_at is not None:
            row.came_at = None
            ledger.withdraw(ActKind.FORUM, [row.id])
    session.flush()
    audit.note(acts.ATTENDED, "forum", forum_id, by=officer, at=at, came=len(came))


def add_heads(
    officer: Actor, forum_id: int, guest: Guest, n: int | None, *, at: datetime
) -> ForumGuest:
    """Count people at the door, or from the sheet: so many of one group, sex and age band.

    Raises `Invalid`, naming the fields, `Forbidden`, `NotFound`, `OutOfOrder` before the forum.
    """
    forum = _begun(officer, forum_id, at)
    name = _checked(forum, guest, is_named=False)
    if n is None or not 0 < n <= MOST_AT_ONCE:
        wrong = lazy("Enter how many people, 1 to %(most)s", most=MOST_AT_ONCE)
        raise Invalid(CORRECT, fields={"n": wrong})
    row = ForumGuest(
        forum_id=forum_id,
        name=name,
        group_id=guest.group_id,
        age=guest.age.value if guest.age else "",
        sex=guest.sex.value if guest.sex else "",
        n=n,
        registered_at=at,
        came_at=at,
    )
    session.add(row)
    session.flush()
    crowd = Crowd(Channel.FORUM, n, row.age, row.sex)
    ledger.count_crowd(ActKind.FORUM, row.id, forum.project_id, crowd, min(at, forum.ends_at))
    audit.note(acts.HEADS_ADDED, "forum_guest", row.id, by=officer, at=at, forum=forum_id)
    return row


def remove_heads(officer: Actor, forum_id: int, line_id: int, *, at: datetime) -> None:
    """Take out people who were counted by mistake. Raises `Forbidden`, `NotFound`."""
    ours(officer, forum_id)
    row = session.get(ForumGuest, line_id)
    if row is None or row.forum_id != forum_id or row.person_id is not None:
        raise NotFound(NOTHING)
    ledger.withdraw(ActKind.FORUM, [row.id])
    session.delete(row)
    session.flush()
    audit.note(acts.HEADS_REMOVED, "forum_guest", line_id, by=officer, at=at, forum=forum_id)


def _begun(officer: Actor, forum_id: int, at: datetime) -> Forum:
    database.lock(f"forum:{forum_id}")
    forum = ours(officer, forum_id)
    if at < forum.starts_at - ATTEND_BEFORE:
        raise OutOfOrder(lazy("Attendance is taken from an hour before a forum begins."))
    return forum


def _checked(forum: Forum, guest: Guest, *, is_named: bool) -> str:
    name = thai.cleaned(guest.name)
    wrong: dict[str, object] = {}
    if (is_named and not name) or len(name) > LONGEST_NAME:
        wrong["name"] = lazy("Enter a name of %(most)s characters at most", most=LONGEST_NAME)
    if guest.group_id is not None:
        group = session.get(ForumGroup, guest.group_id)
        if group is None or group.forum_id != forum.id:
            wrong["group"] = lazy("Choose one of these")
    if wrong:
        raise Invalid(CORRECT, fields=wrong)
    return name
