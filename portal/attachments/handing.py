"""Photos go with a matter: into the one it is merged with and back, or to another municipality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.attachments.models import Attachment, Purpose, Standing
from portal.attachments.queries import AttachmentLine, lines
from portal.attachments.storage import Size, name, store
from portal.foundation import tenancy
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


@dataclass(frozen=True, slots=True)
class Packed:
    """A photo on its way to another municipality: its two pictures as they may be seen there.

    What was covered stays covered: the picture without boxes does not travel.
    """

    facts: dict[str, Any]
    pictures: dict[Size, bytes]


KEPT = (
    *("kind", "was_moving", "width", "height", "bytes", "received", "sha256", "dhash"),
    *("position", "metres_off", "is_older"),
)


def pack(owner_kind: str, owner_id: int) -> list[Packed]:
    """The photos of what was reported, with their pictures; a lost picture's photo is left out."""
    rows = session.scalars(
        select(Attachment)
        .where(
            Attachment.owner_kind == owner_kind,
            Attachment.owner_id == owner_id,
            Attachment.purpose == Purpose.BEFORE,
            Attachment.state == Standing.CLAIMED,
        )
        .order_by(Attachment.filed_at, Attachment.position, Attachment.id)
    ).all()
    packed = []
    for row in rows:
        files = {
            size: store().read(name(row.municipality_id, row.id, size))
            for size in (Size.LARGE, Size.SMALL)
        }
        pictures = {size: content for size, content in files.items() if content is not None}
        if len(pictures) == len(files):
            packed.append(Packed({each: getattr(row, each) for each in KEPT}, pictures))
    return packed


def unpack(packed: Sequence[Packed], owner_kind: str, owner_id: int, at: datetime) -> list[UUID]:
    """Keep them here as photos of this matter, not yet looked at for the public."""
    form_id, ids = uuid4(), []
    for photo in packed:
        row = Attachment(
            id=uuid4(),
            form_id=form_id,
            purpose=Purpose.BEFORE,
            owner_kind=owner_kind,
            owner_id=owner_id,
            state=Standing.CLAIMED,
            filed_at=at,
            **photo.facts,
        )
        for size, content in photo.pictures.items():
            store().put(name(tenancy.municipality_id(), row.id, size), content)
        session.add(row)
        ids.append(row.id)
    session.flush()
    return ids


def adopt(owner_kind: str, owner_id: int, by_kind: str, by_id: int) -> list[UUID]:
    """Give the photos of one matter to one of another kind; return their ids."""
    rows = session.scalars(
        select(Attachment).where(
            Attachment.owner_kind == owner_kind,
            Attachment.owner_id == owner_id,
            Attachment.state == Standing.CLAIMED,
        )
    ).all()
    for row in rows:
        row.owner_kind, row.owner_id, row.purpose = by_kind, by_id, Purpose.AFTER
    session.flush()
    return [row.id for row in rows]
