"""Who sets what is promised and when the office is open."""

from __future__ import annotations

from portal.foundation.policy import Actor, Role

SETTERS = frozenset({Role.ADMINISTRATOR, Role.CLERK})


def may_set(actor: Actor) -> bool:
    """Whether this person may change the standards and the working calendar."""
    return actor.role in SETTERS
