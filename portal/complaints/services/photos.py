"""Cover faces and plates on a complaint's photo, or take that back; each is a line of history."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from portal.attachments import covering
from portal.complaints.lifecycle import Verb
from portal.complaints.models import MATTER
from portal.complaints.services import moving
from portal.complaints.services.moving import Move

if TYPE_CHECKING:
    from datetime import datetime

    from portal.attachments.covering import Change
    from portal.foundation.policy import Actor


def change_photo(officer: Actor, complaint_id: int, to: Change, *, seen: int, at: datetime) -> UUID:
    """Put a photo with other boxes, or none, in the place of the former; returns its id."""
    complaint = moving.staff_loads(officer, complaint_id, Verb.COVER_PHOTO, seen)
    before = moving.on_map(complaint)
    other = covering.change(officer, (MATTER, complaint_id), to, at=at)
    if complaint.cover_id == to.of:
        complaint.cover_id = other
    if not to.boxes:
        complaint.photos_wait = True
    details = {"boxes": len(to.boxes)}
    moving.make(complaint, Move(officer, Verb.COVER_PHOTO, at, details=details))
    moving.settle_books(complaint, before)
    return other
