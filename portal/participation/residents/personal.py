"""Personal duties: that somebody was seen to live here."""

from __future__ import annotations

from datetime import datetime

from portal.foundation.personal import Copy, Gone, Limit, Subject
from portal.participation.residents import queries, services

COLUMNS: dict[str, tuple[str, ...]] = {
    "verification": ("person_id", "area_id", "likeness"),
    "likely_double": ("first_id", "second_id"),
}
NOT_PERSONAL: dict[str, str] = {}


def export(subject: Subject) -> Copy:
    """Give every time somebody was seen."""
    lines = queries.kept_of(subject.person_id) if subject.person_id else []
    return Copy({"verifications": lines})


def erase(subject: Subject, _ground: str, _at: datetime) -> list[Gone]:
    """Forget it."""
    count = services.erase(subject.person_id) if subject.person_id else 0
    return [Gone("verification", COLUMNS["verification"], (), count)] if count else []


def expire(_limit: Limit, _at: datetime) -> list[Gone]:
    """Nothing expires by itself: it lives as long as the account."""
    return []
