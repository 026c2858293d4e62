"""Who may set, see and decide about personal data."""

from __future__ import annotations

from portal.foundation.policy import Actor, Role

KEEPERS = frozenset({Role.CLERK, Role.ADMINISTRATOR})
"""Who answers for personal data: the clerk, and whoever keeps the portal going."""
LOOKERS = frozenset({Role.DISPATCHER, Role.HEAD, Role.CLERK})
"""Who takes personal data out of words; each where they may read the case."""
HOLDERS = frozenset({Role.CLERK})
"""Who says that a case must be kept whole."""


def may_keep_books(actor: Actor) -> bool:
    """Whether this person sets periods and keeps the registers."""
    return actor.role in KEEPERS


def may_hold(actor: Actor) -> bool:
    """Whether this person may say that a complaint must be kept."""
    return actor.role in HOLDERS


def may_look(actor: Actor) -> bool:
    """Whether this person may finish requests to erase."""
    return actor.role in LOOKERS
