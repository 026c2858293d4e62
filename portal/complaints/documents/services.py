"""Write down that somebody made a document of a complaint."""

from __future__ import annotations

from datetime import datetime

from portal.complaints import policy
from portal.complaints.documents import acts
from portal.complaints.queries.case import Found
from portal.foundation import audit
from portal.foundation.errors import Forbidden
from portal.foundation.i18n import lazy
from portal.foundation.policy import Actor


def note_document(officer: Actor, found: Found, *, with_contact: bool, at: datetime) -> None:
    """Keep who took everything about a complaint out of the portal, and whether its contact, too.

    Raises `Forbidden` for whoever may not read it.
    """
    row = found.row
    if not policy.may_read(officer, row, found.co_units):
        raise Forbidden(lazy("You do not have permission to do this with this complaint."))
    audit.note(acts.DOCUMENT_MADE, "complaint", row.id, by=officer, at=at, contact=with_contact)
