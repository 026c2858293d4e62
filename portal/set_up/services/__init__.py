"""The verbs of the set-up: each asks who may, and writes its line into the log."""

from __future__ import annotations

from portal.foundation import tenancy
from portal.foundation.errors import Forbidden
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.set_up import policy

REFUSED = lazy("You do not have permission to change this.")


def must_set(actor: Actor) -> None:
    """Refuse whoever may not change a part of the set-up."""
    if not policy.may_set(actor, tenancy.municipality_id()):
        raise Forbidden(REFUSED)


def must_own(actor: Actor) -> None:
    """Refuse whoever may not change profile and whole set-up."""
    if not policy.may_own(actor, tenancy.municipality_id()):
        raise Forbidden(REFUSED)
