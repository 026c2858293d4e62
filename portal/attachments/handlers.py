"""What follows from facts about attachments."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portal.attachments import services
from portal.attachments.events import AttachmentDropped, OriginalForgotten
from portal.foundation.outbox import listens


@listens(AttachmentDropped)
def remove_files(fact: AttachmentDropped, _at: datetime) -> None:
    """Remove the files, now that the transaction that dropped the photo is certain."""
    services.remove_files(UUID(str(fact.attachment_id)))


@listens(OriginalForgotten)
def remove_original(fact: OriginalForgotten, _at: datetime) -> None:
    """Remove the picture without boxes, now that its going is certain."""
    services.remove_original(UUID(str(fact.attachment_id)))
