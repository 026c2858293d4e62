"""Decide what stops the clock."""

from __future__ import annotations

from datetime import datetime

from portal.foundation.database import session
from portal.foundation.errors import Forbidden, Invalid
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor
from portal.response_times import policy
from portal.response_times.models import ClockRule
from portal.response_times.queries import clock_rules as standing


def decide(actor: Actor, *, outside_body_stops: bool, at: datetime) -> None:
    """Decide whether the clock stands still while an outside body has a matter.

    It holds for what is handed out from then on; what is out already keeps the former rule until
    it comes back.

    Raises:
        Forbidden: not for this person.
        Invalid: it is so already.

    """
    if not policy.may_set(actor):
        raise Forbidden(lazy("You do not have permission to change what stops the clock."))
    if standing.outside_body_stops(at) is outside_body_stops:
        raise Invalid(
            fields={"outside_body": lazy("This is how it is already. Nothing was changed.")}
        )
    session.add(
        ClockRule(outside_body_stops=outside_body_stops, entered_at=at, entered_by=actor.person_id)
    )
    session.flush()
