"""Who may speak on every page, and switch the emergency mode."""

from __future__ import annotations

from portal.foundation.policy import Actor, Role

ANNOUNCERS = frozenset({Role.CLERK, Role.ADMINISTRATOR, Role.DISPATCHER})


def may_announce(actor: Actor) -> bool:
    """The clerk, the administrator and the dispatchers, of their own municipality."""
    return actor.role in ANNOUNCERS
