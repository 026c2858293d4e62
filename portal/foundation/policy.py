"""Who acts: roles and the actor, built once a request. The rooms' policies ask about them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.foundation.i18n import lazy


class Role(StrEnum):
    """What somebody is to the municipality. One role each."""

    VISITOR = "visitor"
    RESIDENT = "resident"
    DISPATCHER = "dispatcher"
    OFFICER = "officer"
    HEAD = "head"
    CLERK = "clerk"
    MAYOR = "mayor"
    COUNCIL = "council"
    ADMINISTRATOR = "administrator"


ROLE_WORDS = {
    Role.VISITOR: lazy("Visitor"),
    Role.RESIDENT: lazy("Resident"),
    Role.DISPATCHER: lazy("Dispatcher"),
    Role.OFFICER: lazy("Officer"),
    Role.HEAD: lazy("Head of unit"),
    Role.CLERK: lazy("Clerk"),
    Role.MAYOR: lazy("Mayor"),
    Role.COUNCIL: lazy("Council member"),
    Role.ADMINISTRATOR: lazy("Administrator"),
}

ANYONE = frozenset(Role)
STAFF = frozenset(Role) - {Role.VISITOR, Role.RESIDENT}
"""Everyone who signs in at the staff door."""
DESK = frozenset({Role.DISPATCHER, Role.OFFICER, Role.HEAD, Role.CLERK})
"""Those who work on complaints."""


SCOPED = frozenset({Role.DISPATCHER, Role.OFFICER, Role.HEAD})
"""Roles whose reach can be limited to units, categories and areas."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What somebody's work is limited to. An empty set limits nothing.

    What has no unit, category or area lies outside of a limit by it.
    """

    units: frozenset[int] = frozenset()
    categories: frozenset[int] = frozenset()
    areas: frozenset[int] = frozenset()


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and for which municipality."""

    role: Role
    municipality_id: int
    person_id: int | None = None
    unit_id: int | None = None
    name: str = ""
    scope: Scope = EVERYTHING

    @property
    def units(self) -> frozenset[int]:
        """The units whose matters are this person's: those of the scope, else the own one."""
        own = frozenset() if self.unit_id is None else frozenset({self.unit_id})
        return self.scope.units or own

    @property
    def is_staff(self) -> bool:
        """Whether this is one of the municipality's own people."""
        return self.role in STAFF


def visitor(municipality_id: int) -> Actor:
    """Somebody who has not signed in."""
    return Actor(Role.VISITOR, municipality_id)


def machine(municipality_id: int) -> Actor:
    """The portal itself, for nightly work: no person, the clerk's reach."""
    return Actor(Role.CLERK, municipality_id)
