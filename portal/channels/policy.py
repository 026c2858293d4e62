"""Who may call a reporter: whoever may open the reporter's contact."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, false

from portal.complaints import policy as complaints
from portal.complaints.policy import Matter
from portal.foundation.policy import DESK, Actor, Role

POSTMASTERS = frozenset({Role.ADMINISTRATOR, Role.CLERK})
"""Who looks after notices that do not arrive."""


def may_call(actor: Actor, matter: Matter, co_units: Collection[int] = ()) -> bool:
    """Whether this person may make the calls about this complaint."""
    return complaints.may_see_contact(actor, matter, co_units)


def callable_by(actor: Actor) -> ColumnElement[bool]:
    """The same rule for a list of calls joined with their complaints."""
    return complaints.readable_by(actor) if actor.role in DESK else false()


def may_try_again(actor: Actor) -> bool:
    """Whether this person may have a notice sent once more."""
    return actor.role in POSTMASTERS
