"""What opens a complaint for its reporter in this browser: number and code, or being signed in."""

from __future__ import annotations

from flask import session

from portal.complaints import services
from portal.complaints.queries import reporter
from portal.complaints.services import Key
from portal.foundation.web import actor

Number = tuple[int, int]
"""Calendar year and running number, as in the address."""


def key(number: Number) -> Key | None:
    """What opens this complaint here; None where nothing does, or where there is none."""
    complaint_id = reporter.by_number(*number)
    if complaint_id is None:
        return None
    shown = [*session.get("opened", []), session.get("receipt")]
    found = Key(actor(), complaint_id, by_code=complaint_id in shown)
    return found if found.by_code or services.is_mine(found.actor, complaint_id) else None
