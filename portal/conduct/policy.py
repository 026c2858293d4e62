"""Who may open a matter about conduct: whoever holds a key to it, and is not meant by it.

No role opens anything here. Keys are given when a matter is filed, to the recipients of that day;
naming other recipients later gives nobody a key to what is there already.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import ColumnElement, and_, false, or_, select

from portal.conduct.lifecycle import Meant
from portal.conduct.models import ConductKey, ConductMatter
from portal.conduct.naming import shares_a_name
from portal.foundation.policy import STAFF, Actor, Role

NAMING = frozenset({Role.CLERK, Role.MAYOR})
"""Who names the recipients of the municipality. An administrator does not."""
ROLE_MEANT = {Meant.CLERK: Role.CLERK, Meant.MAYOR: Role.MAYOR, Meant.COUNCIL: Role.COUNCIL}


class Matter(Protocol):
    """What a rule needs to know of a matter."""

    accused_unit_id: int | None


def may_read(actor: Actor, matter: Matter, keys: Collection[int]) -> bool:
    """Whether this person may open the matter; `keys` are the people who hold one now."""
    if actor.role not in STAFF or actor.person_id is None or actor.person_id not in keys:
        return False
    return matter.accused_unit_id is None or matter.accused_unit_id != actor.unit_id


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """The same rule for a list of matters."""
    if actor.role not in STAFF or actor.person_id is None:
        return false()
    held = select(ConductKey.matter_id).where(
        ConductKey.person_id == actor.person_id,
        ConductKey.ended_at.is_(None),
        ConductKey.municipality_id == actor.municipality_id,
    )
    elsewhere = or_(
        ConductMatter.accused_unit_id.is_(None), ConductMatter.accused_unit_id != actor.unit_id
    )
    if actor.unit_id is None:
        return ConductMatter.id.in_(held)
    return and_(ConductMatter.id.in_(held), elsewhere)


def may_name(actor: Actor) -> bool:
    """Whether this person may name the recipients."""
    return actor.role in NAMING


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of staff who could be given a key."""

    person_id: int
    role: Role
    unit_id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Accused:
    """Whom a matter is about, as far as the reporter knows."""

    meant: Meant
    words: str = ""
    unit_id: int | None = None


def is_meant(candidate: Candidate, accused: Accused) -> bool:
    """Whether this may be whom it is about: by office, by unit, or by any part of a name.

    Better one reader too few than the accused among them.
    """
    if candidate.role is ROLE_MEANT.get(accused.meant):
        return True
    if accused.unit_id is not None and candidate.unit_id == accused.unit_id:
        return True
    return shares_a_name(candidate.name, accused.words)


def readers(
    named: Collection[Candidate], mayors: Collection[Candidate], accused: Accused
) -> list[Candidate]:
    """Who gets a key: the recipients who are not meant.

    The mayor, too, where the clerk is meant (also by name or unit), or where nobody is left.
    """
    left = [one for one in named if not is_meant(one, accused)]
    clerk_is_meant = accused.meant is Meant.CLERK or any(
        one.role is Role.CLERK and is_meant(one, accused) for one in named
    )
    if clerk_is_meant or not left:
        known = {one.person_id for one in left}
        left += [one for one in mayors if one.person_id not in known and not is_meant(one, accused)]
    return left
