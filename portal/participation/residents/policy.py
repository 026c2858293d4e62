"""Who verifies, prints codes, and decides on doubles."""

from __future__ import annotations

from portal.foundation.policy import Actor, Role

PRINTS = frozenset({Role.CLERK, Role.HEAD})
DECIDES = frozenset({Role.CLERK, Role.HEAD, Role.DISPATCHER})


def may_print(actor: Actor) -> bool:
    """Say whether they may print codes that verify people, and end them."""
    return actor.role in PRINTS


def may_decide(actor: Actor) -> bool:
    """Say whether they may decide that two accounts are one person."""
    return actor.role in DECIDES
