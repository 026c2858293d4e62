"""Photos go with a matter that is merged into another, and come back when that is undone."""

from __future__ import annotations

from sqlalchemy import select

from portal.attachments.models import Attachment, Purpose, Standing
from portal.attachments.queries import AttachmentLine, lines
from portal.foundation.database import session


def hand_over(owner_kind: str, from_id: int, to_id: int) -> list[AttachmentLine]:
    """Give the photos of what was reported to another matter; return them in their order.

    Each keeps where it came from. Whether the public sees it stays as it was decided.
    """
    rows = session.scalars(
        select(Attachment)
        .where(
            Attachment.owner_kind == owner_kind,
            Attachment.owner_id == from_id,
            Attachment.purpose == Purpose.BEFORE,
            Attachment.state == Standing.CLAIMED,
        )
        .order_by(Attachment.filed_at, Attachment.position, Attachment.id)
    ).all()
    for row in rows:
        row.owner_id, row.came_from_id = to_id, from_id
    session.flush()
    return lines(rows)


def hand_back(owner_kind: str, from_id: int) -> int:
    """Return the photos that were sent with this matter to it; return how many came back."""
    rows = session.scalars(
        select(Attachment).where(
            Attachment.owner_kind == owner_kind, Attachment.came_from_id == from_id
        )
    ).all()
    for row in rows:
        row.owner_id, row.came_from_id = from_id, None
    session.flush()
    return len(rows)
