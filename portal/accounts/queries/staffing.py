"""Members of staff as who looks after them sees them: role, unit, scope, open or closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from portal.accounts.models import Person, PersonScope
from portal.foundation import thai
from portal.foundation.database import KEPT, session
from portal.foundation.policy import EVERYTHING, STAFF, Role, Scope

_SCOPE = (
    select(PersonScope.kind, PersonScope.target_id)
    .where(PersonScope.person_id == bindparam("person_id"))
    .execution_options(**KEPT)
)


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One member of staff."""

    id: int
    name: str
    email: str
    role: Role
    unit_id: int | None
    scope: Scope
    is_active: bool
    is_demo: bool
    added_at: datetime


def scope_of(person_id: int) -> Scope:
    """What this person's work is limited to."""
    rows = session.execute(_SCOPE, {"person_id": person_id})
    return _scope([(row.kind, row.target_id) for row in rows])


def scopes() -> dict[int, Scope]:
    """The limits of everybody who has any."""
    found: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    rows = session.execute(select(PersonScope.person_id, PersonScope.kind, PersonScope.target_id))
    for row in rows:
        found[row.person_id].append((row.kind, row.target_id))
    return {person_id: _scope(limits) for person_id, limits in found.items()}


def staff_lines() -> list[StaffLine]:
    """Every member of staff there was, those who may sign in first, then by name."""
    limits = scopes()
    rows = session.scalars(select(Person).where(Person.role.in_([role.value for role in STAFF])))
    lines = [_line(row, limits.get(row.id, EVERYTHING)) for row in rows]
    return sorted(lines, key=lambda line: (not line.is_active, thai.sort_key(line.name)))


def member(person_id: int) -> StaffLine | None:
    """One member of staff; None for everybody else."""
    row = session.scalar(
        select(Person).where(
            Person.id == person_id, Person.role.in_([role.value for role in STAFF])
        )
    )
    return _line(row, scope_of(row.id)) if row is not None else None


def _line(row: Person, scope: Scope) -> StaffLine:
    return StaffLine(
        row.id,
        row.name,
        row.email or "",
        Role(row.role),
        row.unit_id,
        scope,
        row.is_active,
        row.is_demo,
        row.added_at,
    )


def _scope(limits: Iterable[tuple[str, int]]) -> Scope:
    of: defaultdict[str, set[int]] = defaultdict(set)
    for kind, target_id in limits:
        of[kind].add(target_id)
    return Scope(frozenset(of["unit"]), frozenset(of["category"]), frozenset(of["area"]))
