"""Who may read the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.foundation.policy import Role

if TYPE_CHECKING:
    from portal.foundation.policy import Actor

OVERSEERS = frozenset({Role.CLERK, Role.ADMINISTRATOR})
"""Who answers for the administration, and who looks after its accounts."""


def may_read(actor: Actor) -> bool:
    """Whether this person may read and export the log of the municipality."""
    return actor.role in OVERSEERS
