"""Who sees which figures. The public ones name nobody; those by officer are for who answers."""

from __future__ import annotations

from portal.foundation.policy import Actor, Role
from portal.response_times.figures.sheets import PUBLIC_BY, STAFF_BY, By

READERS = frozenset({Role.DISPATCHER, Role.OFFICER, Role.HEAD, Role.CLERK, Role.MAYOR})
OVER_OFFICERS = frozenset({Role.HEAD, Role.CLERK, Role.MAYOR})
OF_ONE_UNIT = frozenset({Role.OFFICER, Role.HEAD})
NO_UNIT = -1
"""Of somebody who belongs to a unit but has none yet: nothing is theirs."""


def may_choose(actor: Actor) -> tuple[By, ...]:
    """By what this person may tell cases apart: by officer only from head of unit on."""
    return STAFF_BY if actor.role in OVER_OFFICERS else PUBLIC_BY


def unit_seen(actor: Actor, asked: int) -> int:
    """The unit whose figures this person sees; 0 is the whole municipality."""
    if actor.role in OF_ONE_UNIT:
        return actor.unit_id or NO_UNIT
    return max(asked, 0)
