"""Who gives roles. The administrator does; reading cases is no part of it."""

from __future__ import annotations

from portal.foundation.policy import Actor, Role

MANAGERS = frozenset({Role.ADMINISTRATOR})


def may_manage(actor: Actor) -> bool:
    """Whether this person adds staff, changes roles and scopes, and closes accounts."""
    return actor.role in MANAGERS
