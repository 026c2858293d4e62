"""Who may set projects up, and who may act in a stage."""

from __future__ import annotations

from portal.foundation.policy import Actor, Role

SETS_UP = frozenset({Role.CLERK, Role.HEAD, Role.ADMINISTRATOR})
CLOSES = SETS_UP | {Role.OFFICER, Role.DISPATCHER}
"""The officer who owes a closing statement may write it, whatever else they may not."""


def may_set_up(actor: Actor) -> bool:
    """Say whether they may make projects at all."""
    return actor.role in SETS_UP


def may_change(actor: Actor, unit_id: int | None) -> bool:
    """Say whether they may change a project of this unit: heads only those of their own units."""
    if actor.role is Role.HEAD:
        return unit_id is not None and unit_id in actor.units
    return may_set_up(actor)


def may_close(actor: Actor, unit_id: int | None, officer_id: int | None) -> bool:
    """Say whether they may write the closing statement: who owes it, and who may change it."""
    owes = officer_id is not None and actor.person_id == officer_id and actor.is_staff
    return owes or may_change(actor, unit_id)
