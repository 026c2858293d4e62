"""Cover parts of a photo, and take that back while the picture without boxes is kept.

The covered photo is another photo with another id: every address of the former stops working in
the moment of the change, in whichever size, and its files go with it. Without boxes the picture
stands under the new id, in a size to which no address leads.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.attachments import boxes as drawn
from portal.attachments import policy, services
from portal.attachments.boxes import Box
from portal.attachments.cleaning import Encoded
from portal.attachments.events import OriginalForgotten
from portal.attachments.models import Attachment, Standing
from portal.attachments.storage import Size, name, store
from portal.foundation import outbox, tenancy
from portal.foundation.database import session
from portal.foundation.errors import Forbidden, NotFound, OutOfOrder
from portal.foundation.i18n import lazy
from portal.foundation.personal import Limit
from portal.foundation.policy import Actor

COPIED = (
    *("form_id", "purpose", "owner_kind", "owner_id", "position", "kind", "was_moving"),
    *("received", "sha256", "dhash", "state", "filed_at", "reviewed_at", "metres_off"),
    *("is_older", "came_from_id"),
)
"""What stays the same of a photo whose picture is another."""


@dataclass(frozen=True, slots=True)
class Change:
    """Another picture of a photo, ready to be kept."""

    of: UUID
    boxes: tuple[Box, ...]
    picture: Encoded
    original: bytes | None


def prepare(attachment_id: UUID, boxes: tuple[Box, ...]) -> Change:
    """Work out the picture with these boxes, none for the one without. Asks no database.

    Raises `NotFound` where there is no such picture.
    """
    content = uncovered(attachment_id)
    if content is None:
        raise NotFound(lazy("There is no such photo."))
    return Change(attachment_id, boxes, drawn.burned(content, boxes), content if boxes else None)


def uncovered(attachment_id: UUID) -> bytes | None:
    """The picture as it was before anything was covered."""
    here = tenancy.municipality_id()
    kept = store().read(name(here, attachment_id, Size.ORIGINAL))
    return kept or store().read(name(here, attachment_id, Size.LARGE))


def change(actor: Actor, owner: tuple[str, int], to: Change, *, at: datetime) -> UUID:
    """Put the other picture in the photo's place; returns the new id.

    A photo whose boxes are taken away waits for a look again before the public sees it. Raises
    `OutOfOrder` where the picture without boxes is no longer kept.
    """
    if not policy.may_review(actor):
        raise Forbidden(lazy("Only the desk may cover parts of a photo."))
    row = session.scalars(
        select(Attachment)
        .where(
            Attachment.id == to.of,
            Attachment.state == Standing.CLAIMED,
            Attachment.owner_kind == owner[0],
            Attachment.owner_id == owner[1],
        )
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound(lazy("There is no such photo."))
    here, other = tenancy.municipality_id(), uuid4()
    if row.boxes and row.covered_at is None:
        raise OutOfOrder(lazy("The photo without boxes has been deleted; they stay."))
    fresh = _copy(row, other, to, at)
    picture = to.picture
    files = [(Size.LARGE, picture.large), (Size.SMALL, picture.thumb)]
    for size, content in [*files, *([(Size.ORIGINAL, to.original)] if to.original else [])]:
        store().put(name(here, other, size), content)
    services.replaced(row, at)
    session.add(fresh)
    session.flush()
    return other


def _copy(row: Attachment, other: UUID, to: Change, at: datetime) -> Attachment:
    fresh = Attachment(id=other, **{field: getattr(row, field) for field in COPIED})
    picture = to.picture
    fresh.width, fresh.height, fresh.bytes = picture.width, picture.height, len(picture.large)
    fresh.boxes = [box.numbers for box in to.boxes] or None
    fresh.covered_at = at if to.boxes else None
    if not to.boxes:
        fresh.reviewed_at = None
    return fresh


def forget_originals(limit: Limit, at: datetime) -> list[tuple[int, UUID]]:
    """Let go of pictures without boxes whose time is over, or tell which would go.

    Returns the matter and the photo of each; the boxes stay for good.
    """
    rows = session.scalars(
        select(Attachment)
        .where(
            Attachment.covered_at.is_not(None),
            Attachment.filed_at < limit.before,
            Attachment.state == Standing.CLAIMED,
            Attachment.owner_id.not_in(limit.held),
        )
        .order_by(Attachment.filed_at, Attachment.id)
        .limit(limit.most)
    ).all()
    if not limit.dry:
        for row in rows:
            row.covered_at = None
            outbox.record(OriginalForgotten(row.id), at)
    return [(row.owner_id or 0, row.id) for row in rows]
