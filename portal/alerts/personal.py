"""Personal duties: addresses that asked to be told of new complaints."""

from __future__ import annotations

from datetime import datetime

from portal.alerts import queries, services
from portal.foundation.personal import Copy, Gone, Kept, Limit, Subject

KEEPS: tuple[Kept, ...] = ()
COLUMNS = {"alert": ("email", "person_id", "lat", "lon")}
NOT_PERSONAL: dict[str, str] = {}


def export(subject: Subject) -> Copy:
    """Give every alert of this account or of these addresses."""
    return Copy({"alerts": queries.kept_of(subject.person_id, subject.addresses)})


def erase(subject: Subject, _ground: str, _at: datetime) -> list[Gone]:
    """End every alert of this account or of these addresses."""
    count = services.erase(subject.person_id, subject.addresses)
    return [Gone("alert", COLUMNS["alert"], (), count)] if count else []


def expire(_limit: Limit, _at: datetime) -> list[Gone]:
    """Nothing of its own expires: an alert lives until its reader ends it."""
    return []
