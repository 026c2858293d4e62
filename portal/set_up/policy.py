"""Who may set the municipality up."""

from __future__ import annotations

from portal.foundation.policy import Actor, Role

OWNERS = frozenset({Role.ADMINISTRATOR})
"""Who changes the profile, and takes over a whole set-up."""
SETTERS = frozenset({Role.ADMINISTRATOR, Role.CLERK})
"""Who changes units, areas, words and texts."""


def may_own(actor: Actor, municipality_id: int) -> bool:
    """Whether this person changes profile and whole set-up of this municipality."""
    return actor.role in OWNERS and actor.municipality_id == municipality_id


def may_set(actor: Actor, municipality_id: int) -> bool:
    """Whether this person changes a part of the set-up of this municipality."""
    return actor.role in SETTERS and actor.municipality_id == municipality_id
