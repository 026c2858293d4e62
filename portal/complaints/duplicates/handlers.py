"""What is heard: a new complaint is compared with what lies around it."""

from __future__ import annotations

from datetime import datetime

from portal.complaints.duplicates import services
from portal.complaints.events import ComplaintFiled
from portal.foundation.outbox import listens


@listens(ComplaintFiled)
def note_duplicates(fact: ComplaintFiled, at: datetime) -> None:
    """Keep what it seems to repeat, for the desk's list."""
    services.note(fact.complaint_id, at)
