"""Look after the municipality's own people: add, give role and scope, close and open accounts."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select

from portal.accounts import acts, policy, reach
from portal.accounts.models import Person, PersonScope
from portal.accounts.services import sessions
from portal.accounts.services.proving import NewPerson, add
from portal.foundation import audit
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid, NotFound, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import EVERYTHING, SCOPED, STAFF, Actor, Role, Scope

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
FIELDS = {"unit": "units", "category": "categories", "area": "areas"}
"""What the list of limits of a kind is called in a form."""
NEEDS_UNIT = frozenset({Role.OFFICER, Role.HEAD})


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody is to the municipality: role, unit, and what their work is limited to."""

    role: Role
    unit_id: int | None = None
    scope: Scope = EVERYTHING


def enlist(actor: Actor, email: str, name: str, post: Post, *, at: datetime) -> tuple[int, str]:
    """Add a member of staff; returns the id and the first password, which is kept nowhere."""
    _must_manage(actor)
    wrong = _wrong(post)
    if not name.strip():
        wrong["name"] = lazy("Enter the name")
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(4))
    person_id = add(NewPerson(email, name, post.role, post.unit_id, password), at)
    limit(person_id, post.scope)
    return person_id, password


def change(actor: Actor, person_id: int, post: Post, *, at: datetime) -> None:
    """Give another role, unit or scope. Their sessions end, so that it holds at once."""
    row = _load(actor, person_id)
    wrong = _wrong(post)
    if person_id == actor.person_id and post.role is not Role(row.role):
        wrong["role"] = lazy("You cannot change your own role. Ask another administrator.")
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)
    if post.role is not Role.ADMINISTRATOR:
        _leave_an_administrator(row)
    before = row.role
    row.role, row.unit_id = post.role.value, post.unit_id
    limit(person_id, post.scope)
    if person_id != actor.person_id:
        sessions.end_all(person_id, at)
    audit.note(
        acts.MEMBER_CHANGED,
        "person",
        person_id,
        by=actor,
        at=at,
        before=before,
        after=row.role,
        unit=post.unit_id,
        units=sorted(post.scope.units),
        categories=sorted(post.scope.categories),
        areas=sorted(post.scope.areas),
    )


def close(actor: Actor, person_id: int, *, at: datetime) -> None:
    """Let somebody sign in no more, from this moment on. What they did stays under their name."""
    row = _load(actor, person_id)
    if person_id == actor.person_id:
        raise OutOfOrder(lazy("You cannot close your own account. Ask another administrator."))
    if not row.is_active:
        raise OutOfOrder(lazy("This account is closed already."))
    _leave_an_administrator(row)
    row.is_active = False
    sessions.end_all(person_id, at)
    audit.note(acts.MEMBER_ENDED, "person", person_id, by=actor, at=at)


def restore(actor: Actor, person_id: int, *, at: datetime) -> None:
    """Let somebody sign in again, with the role and scope they had."""
    row = _load(actor, person_id)
    if row.is_active:
        raise OutOfOrder(lazy("This account is open already."))
    row.is_active = True
    audit.note(acts.MEMBER_RESTORED, "person", person_id, by=actor, at=at)


def limit(person_id: int, scope: Scope) -> None:
    """Write down what somebody's work is limited to, in place of what stood there."""
    session.execute(delete(PersonScope).where(PersonScope.person_id == person_id))
    for kind, targets in _by_kind(scope).items():
        session.add_all(
            PersonScope(person_id=person_id, kind=kind, target_id=target)
            for target in sorted(targets)
        )
    session.flush()


def check(post: Post) -> None:
    """Raise `Invalid`, naming the fields, for a post that cannot be given. For the operator."""
    wrong = _wrong(post)
    if wrong:
        raise Invalid(lazy("There is something to correct"), fields=wrong)


def _by_kind(scope: Scope) -> dict[str, frozenset[int]]:
    return {"unit": scope.units, "category": scope.categories, "area": scope.areas}


def _wrong(post: Post) -> dict[str, object]:
    """What is wrong with a post, by field."""
    wrong: dict[str, object] = {}
    if post.role not in STAFF:
        wrong["role"] = lazy("Choose a role from the list")
    if post.unit_id is not None and post.unit_id not in reach.titles("unit"):
        wrong["unit"] = lazy("Choose a unit from the list")
    if post.role in NEEDS_UNIT and post.unit_id is None:
        wrong["unit"] = lazy("Officers and heads belong to a unit. Choose one.")
    for kind, targets in _by_kind(post.scope).items():
        field = FIELDS[kind]
        if targets and post.role not in SCOPED:
            wrong[field] = lazy("Only dispatchers, officers and heads can be limited.")
        elif not targets <= reach.titles(kind).keys():
            wrong[field] = lazy("Choose from the list")
    return wrong


def _must_manage(actor: Actor) -> None:
    if not policy.may_manage(actor):
        raise Forbidden(lazy("Only an administrator looks after the staff."))


def _load(actor: Actor, person_id: int) -> Person:
    _must_manage(actor)
    row = session.scalar(select(Person).where(Person.id == person_id).with_for_update())
    if row is None or Role(row.role) not in STAFF:
        raise NotFound(lazy("There is no such person."))
    return row


def _leave_an_administrator(row: Person) -> None:
    """Refuse to take away the last one who could give roles."""
    if Role(row.role) is not Role.ADMINISTRATOR or not row.is_active:
        return
    others = session.scalar(
        select(func.count())
        .select_from(Person)
        .where(
            Person.role == Role.ADMINISTRATOR.value, Person.is_active.is_(True), Person.id != row.id
        )
    )
    if not others:
        raise OutOfOrder(lazy("Nobody else could give roles any more. Name another first."))
