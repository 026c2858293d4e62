"""Personal duties: addresses people were written to, and what is to be read out to them."""

from __future__ import annotations

from datetime import datetime

from portal.channels import queries, services
from portal.foundation.personal import Copy, Gone, Kept, Limit, Subject

KEEPS = (Kept.NOTICES,)
COLUMNS = {
    "notice": ("address", "subject", "body"),
    "call_task": ("text",),
    "call_attempt": ("person_id",),
}
NOT_PERSONAL = {"notice_text.text": "the municipality’s own form of a notice"}


def export(subject: Subject) -> Copy:
    """Give every notice about these complaints or to these addresses, and every call."""
    return Copy({"messages": queries.kept_about(subject.complaint_ids, subject.addresses)})


def erase(subject: Subject, _ground: str, _at: datetime) -> list[Gone]:
    """Take away notices and calls about these complaints or to these addresses."""
    count = services.erase(subject.complaint_ids, subject.addresses)
    fields = ("address", "subject", "body", "text")
    return [Gone("notice", fields, subject.complaint_ids, count)] if count else []


def expire(limit: Limit, _at: datetime) -> list[Gone]:
    """Take away what was written or asked for before the limit and is done with."""
    count = services.expire(limit.before, kept=limit.held, dry=limit.dry)
    return [Gone("notice", ("address", "subject", "body", "text"), (), count)] if count else []
