"""The people of a unit that is closed."""

from __future__ import annotations

from sqlalchemy import select

from portal.accounts.models import Person, PersonScope
from portal.foundation.database import session

UNIT = "unit"


def hand_over(former: int, heir: int) -> int:
    """Let a unit's people belong to another one, and their limits name it; returns how many."""
    people = session.scalars(select(Person).where(Person.unit_id == former)).all()
    for person in people:
        person.unit_id = heir
    limited = session.scalars(
        select(PersonScope).where(PersonScope.kind == UNIT, PersonScope.target_id == former)
    ).all()
    for scope in limited:
        asked = select(PersonScope).where(
            PersonScope.person_id == scope.person_id,
            PersonScope.kind == UNIT,
            PersonScope.target_id == heir,
        )
        if session.scalars(asked).first() is None:
            scope.target_id = heir
        else:
            session.delete(scope)
    session.flush()
    return len(people)
