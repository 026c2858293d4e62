"""Who may change the municipality's profile."""

from __future__ import annotations

from portal.foundation.policy import Actor, Role


def may_change(actor: Actor, municipality_id: int) -> bool:
    """Only the municipality's own administrator."""
    return actor.role is Role.ADMINISTRATOR and actor.municipality_id == municipality_id
