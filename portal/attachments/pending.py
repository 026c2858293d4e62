"""A photo as a row of the table, and what the row knows until its form is sent."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from portal.attachments.cleaning import Photo
from portal.attachments.models import Attachment, Purpose, Standing
from portal.attachments.notes import Notes


def row(photo: Photo, attachment_id: UUID, form_id: UUID, at: datetime) -> Attachment:
    """A photo that waits for its form; not yet written."""
    lat, lon = photo.notes.place or (None, None)
    return Attachment(
        id=attachment_id,
        form_id=form_id,
        purpose=Purpose.BEFORE,
        kind=photo.kind,
        was_moving=photo.was_moving,
        width=photo.width,
        height=photo.height,
        bytes=len(photo.large),
        received=photo.received,
        sha256=photo.sha256,
        dhash=photo.dhash,
        state=Standing.PENDING,
        filed_at=at,
        lat=lat,
        lon=lon,
        taken_at=photo.notes.taken_at,
    )


def notes_of(photo: Attachment) -> Notes:
    """Where and when it says it was taken."""
    place = (photo.lat, photo.lon) if photo.lat is not None and photo.lon is not None else None
    return Notes(place, photo.taken_at)


def forget_notes(photo: Attachment) -> None:
    """Keep neither of the two any longer."""
    photo.lat = photo.lon = photo.taken_at = None
