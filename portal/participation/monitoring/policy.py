"""Who records works, closes findings and keeps the committee."""

from __future__ import annotations

from portal.foundation.policy import DESK, Actor, Role
from portal.participation.projects.policy import SETS_UP, may_change

READERS = DESK | SETS_UP | {Role.MAYOR, Role.COUNCIL}
"""Who opens the desk of works."""
RECORDERS = DESK | SETS_UP
KEEPERS = frozenset({Role.CLERK, Role.ADMINISTRATOR})
"""Who enters the members of the committee."""


def may_record(actor: Actor, unit_id: int | None) -> bool:
    """Say whether they may record the work of a project of this unit: its own people, the clerk."""
    own = unit_id is not None and unit_id in actor.units and actor.role in DESK
    return own or may_change(actor, unit_id)


def may_keep_committee(actor: Actor) -> bool:
    """Say whether they may enter members of the committee."""
    return actor.role in KEEPERS
