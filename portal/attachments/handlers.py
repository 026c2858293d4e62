"""What follows from facts about attachments."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portal.attachments import services
from portal.attachments.events import AttachmentDropped
from portal.foundation.outbox import listens


@listens(AttachmentDropped)
def remove_files(fact: AttachmentDropped, _at: datetime) -> None:
    """Remove the files, now that the transaction that dropped the photo is certain."""
    services.remove_files(UUID(str(fact.attachment_id)))
