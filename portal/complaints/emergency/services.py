"""Accept many complaints at once."""

from __future__ import annotations

from datetime import datetime

from portal.announcements import queries as announcements
from portal.complaints import policy
from portal.complaints.emergency import queries
from portal.complaints.emergency.acts import ACCEPTED_MANY
from portal.complaints.lifecycle import Verb
from portal.complaints.services import triage
from portal.foundation import audit
from portal.foundation.errors import Forbidden, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor

AT_ONCE = 200
"""Complaints accepted by one press: a second or two of work."""


def accept_many(officer: Actor, category_id: int | None, at: datetime) -> int:
    """Accept the oldest that wait since the emergency began, of one category or of all.

    Each gets its own step, and its reporter sees it. Returns how many.
    """
    if officer.role not in policy.TRIAGE:
        raise Forbidden(lazy("You do not have permission to accept many at once."))
    emergency = announcements.present(at)
    if emergency is None:
        raise OutOfOrder(lazy("The emergency mode is not on."))
    found = queries.waiting(officer, emergency.began_at, category_id, AT_ONCE)
    for complaint_id, version in found:
        triage.acknowledge(officer, complaint_id, seen=version, at=at)
    if found:
        code = Verb.ACKNOWLEDGE.value
        audit.note(
            ACCEPTED_MANY, "emergency", emergency.id, by=officer, at=at, act=code, rows=len(found)
        )
    return len(found)
