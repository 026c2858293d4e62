"""Sign up for a task, give the place back; staff take people down who have no account."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import select

from portal.foundation import audit, database, limits, thai
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, OutOfOrder, SignInNeeded, TooMany
from portal.foundation.i18n import lazy
from portal.foundation.limits import Limit
from portal.foundation.policy import STAFF, Actor
from portal.participation.projects import services as projects
from portal.participation.projects.terms import Tool
from portal.participation.residents.acting import Channel
from portal.participation.tasks import acts
from portal.participation.tasks.models import WorkSignup, WorkTask
from portal.participation.tasks.services import places
from portal.participation.tasks.services.loading import CORRECT, recorded, standing, task_of
from portal.participation.tasks.terms import LONGEST_NAME, LONGEST_REASON, Standing

OF_ONE: Final = Limit("sign-ups of one person", 30, 60)


def refuse_officers(actor: Actor) -> None:
    """Raise `Forbidden` for whoever works here: they come by their office."""
    if actor.role in STAFF:
        raise Forbidden(lazy("Residents sign up here. Officers come by their office."))


def sign_up(actor: Actor, task_id: int, name: str, words: str, *, at: datetime) -> WorkSignup:
    """Take a place, or wait for one where all are taken; twice is once.

    Raises what the stage says of this person now; `SignInNeeded`; `Forbidden` for officers;
    `OutOfOrder` where the task has begun, was called off, or another one is at the same time;
    `Invalid`, `TooMany`.
    """
    database.lock(f"work_task:{task_id}")
    row = standing(task_of(task_id))
    projects.admit(actor, row.stage_id, Tool.TASKS, at)
    refuse_officers(actor)
    if actor.person_id is None:
        raise SignInNeeded(lazy("Sign in, so that we can tell you when something changes."))
    known = place_of(task_id, actor.person_id)
    if known is not None:
        return known
    _refuse_begun(row, at)
    _refuse_overlap(row, actor.person_id)
    who, said = _checked(name, words)
    if not limits.count(OF_ONE, f"account {actor.person_id}"):
        raise TooMany(lazy("Many sign-ups came from here within the hour. Try again later."))
    is_free = places.taken(task_id) < row.people
    made = WorkSignup(
        task_id=task_id,
        person_id=actor.person_id,
        standing=(Standing.PLACED if is_free else Standing.WAITING).value,
        channel=Channel.WEB.value,
        name=who,
        words=said,
        signed_at=at,
    )
    session.add(made)
    session.flush()
    return made


def _checked(name: str, words: str) -> tuple[str, str]:
    who, said = thai.cleaned(name), thai.cleaned(words)
    wrong: dict[str, object] = {}
    if not who or len(who) > LONGEST_NAME:
        wrong["name"] = lazy("Enter a name of %(most)s characters at most", most=LONGEST_NAME)
    if len(said) > LONGEST_REASON:
        wrong["words"] = lazy("Shorten the text to %(most)s characters", most=LONGEST_REASON)
    if wrong:
        raise Invalid(CORRECT, fields=wrong)
    return who, said


def place_of(task_id: int, person_id: int | None) -> WorkSignup | None:
    """Somebody's line on the list of a task."""
    if person_id is None:
        return None
    return session.scalar(
        select(WorkSignup).where(WorkSignup.task_id == task_id, WorkSignup.person_id == person_id)
    )


def _refuse_begun(row: WorkTask, at: datetime) -> None:
    if row.starts_at <= at:
        raise OutOfOrder(lazy("This task has begun. Come by: whoever leads it takes you down."))


def _refuse_overlap(row: WorkTask, person_id: int) -> None:
    other = session.scalar(
        select(WorkTask.id)
        .join(WorkSignup, WorkSignup.task_id == WorkTask.id)
        .where(
            WorkSignup.person_id == person_id,
            WorkTask.cancelled_at.is_(None),
            WorkTask.starts_at < row.ends_at,
            WorkTask.ends_at > row.starts_at,
        )
        .limit(1)
    )
    if other is not None:
        raise OutOfOrder(
            lazy(
                "You are on the list of another task at the same time. Give that place back first."
            )
        )


def give_back(actor: Actor, task_id: int, *, at: datetime) -> None:
    """Leave the list; whoever waits first gets the place. Raises `OutOfOrder`, `NotFound`."""
    database.lock(f"work_task:{task_id}")
    row = task_of(task_id)
    mine = place_of(task_id, actor.person_id)
    if mine is None:
        return
    if row.ends_at <= at or mine.minutes is not None:
        raise OutOfOrder(lazy("This task is over, or you were seen there: your name stays."))
    session.delete(mine)
    session.flush()
    places.fill(row, at)


def take_down(
    officer: Actor, task_id: int, name: str, channel: Channel, *, at: datetime
) -> WorkSignup:
    """Put somebody without an account on the list, also where it is full: they stand there.

    Raises `Invalid`, `Forbidden`, `NotFound`, `OutOfOrder`.
    """
    database.lock(f"work_task:{task_id}")
    row = standing(task_of(task_id))
    recorded(officer, row.project_id)
    who, _said = _checked(name, "")
    if channel is Channel.WEB:
        raise Invalid(CORRECT, fields={"channel": lazy("Say how they told you")})
    made = WorkSignup(
        task_id=task_id,
        name=who,
        standing=Standing.PLACED.value,
        channel=channel.value,
        signed_at=at,
    )
    session.add(made)
    session.flush()
    audit.note(acts.SIGNED_UP, "work_signup", made.id, by=officer, at=at, task=task_id)
    return made
