"""Questions about attachments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, or_, select

from portal.attachments import addresses
from portal.attachments.models import Attachment, Purpose, Standing
from portal.attachments.storage import Size
from portal.foundation import database, tenancy
from portal.foundation.database import session

__all__ = [
    "AttachmentLine",
    "Purpose",
    "Size",
    "address",
    "line",
    "of",
    "of_form",
    "of_many",
    "period",
]

period = addresses.period


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """One photo, as pages show it. `place` is (lat, lon) by its own notes, until claimed."""

    id: UUID
    owner_id: int | None
    purpose: Purpose
    kind: str
    was_moving: bool
    position: int
    width: int
    height: int
    bytes: int
    filed_at: datetime
    reviewed_at: datetime | None
    place: tuple[float, float] | None
    boxes: list[list[int]] | None = None
    """What is covered, in thousandths of the picture."""
    covered_at: datetime | None = None
    """Since when; none where the picture without boxes is no longer kept."""


_LINES = (
    select(
        Attachment.id,
        Attachment.owner_id,
        Attachment.purpose,
        Attachment.kind,
        Attachment.was_moving,
        Attachment.position,
        Attachment.width,
        Attachment.height,
        Attachment.bytes,
        Attachment.filed_at,
        Attachment.reviewed_at,
        Attachment.boxes,
        Attachment.covered_at,
        Attachment.lat,
        Attachment.lon,
    )
    .where(Attachment.owner_kind == bindparam("owner_kind"), Attachment.state == Standing.CLAIMED)
    .order_by(Attachment.filed_at, Attachment.position, Attachment.id)
)
_OF_ONE = _LINES.where(Attachment.owner_id == bindparam("owner_id"))
_OF_MANY = _LINES.where(Attachment.owner_id.in_(bindparam("owner_ids", expanding=True)))


def of(owner_kind: str, owner_id: int) -> list[AttachmentLine]:
    """Return a matter's photos in the order they were added."""
    rows = database.run(_OF_ONE, {"owner_kind": owner_kind, "owner_id": owner_id})
    return [line(row) for row in rows]


def of_many(owner_kind: str, owner_ids: Sequence[int]) -> dict[int, list[AttachmentLine]]:
    """Return the photos of many matters by matter, in one query; none has no entry."""
    found: dict[int, list[AttachmentLine]] = {}
    if not owner_ids:
        return found
    rows = database.run(_OF_MANY, {"owner_kind": owner_kind, "owner_ids": list(owner_ids)})
    for row in rows:
        if row.owner_id is not None:
            found.setdefault(row.owner_id, []).append(line(row))
    return found


def sent_with(owner_kind: str, owner_id: int) -> list[AttachmentLine]:
    """Return a matter’s photos that lie now with the one it was merged with."""
    return lines(
        session.scalars(
            select(Attachment)
            .where(
                Attachment.owner_kind == owner_kind,
                Attachment.came_from_id == owner_id,
                Attachment.state == Standing.CLAIMED,
            )
            .order_by(Attachment.filed_at, Attachment.position, Attachment.id)
        )
    )


def from_elsewhere(owner_kind: str, owner_id: int) -> set[UUID]:
    """Return the ids of a matter's photos that were sent with others, merged with it."""
    return set(
        session.scalars(
            select(Attachment.id).where(
                Attachment.owner_kind == owner_kind,
                Attachment.owner_id == owner_id,
                Attachment.came_from_id.is_not(None),
            )
        )
    )


def of_form(form_id: UUID) -> list[AttachmentLine]:
    """Return the photos that wait for this form, in their order: to draw the form again."""
    return lines(
        session.scalars(
            select(Attachment)
            .where(Attachment.form_id == form_id, Attachment.state == Standing.PENDING)
            .order_by(Attachment.position)
        )
    )


def address(attachment_id: UUID, size: Size, at: datetime, *, is_public: bool = False) -> str:
    """Return the address of a photo below the municipality's own: `/photos/….jpg`.

    One for a page that anyone may read stops working when the photo is kept from the public; any
    stops when the photo is taken away.

    It is the same all day and good until the end of the next (UTC). A page tag must change with
    `period(at)`, else a kept page shows photos whose address has run out.
    """
    photo = (tenancy.municipality_id(), attachment_id)
    token = addresses.write(photo, size, secret=addresses.secret(), at=at, is_public=is_public)
    return f"/photos/{token}.jpg"


def marked_address(attachment_id: UUID, size: Size, at: datetime) -> str:
    """The same for staff, to be seen only with the name of whoever looks written over it."""
    photo = (tenancy.municipality_id(), attachment_id)
    token = addresses.write(photo, size, secret=addresses.secret(), at=at, is_marked=True)
    return f"/photos/marked/{token}.jpg"


_STANDING = select(Attachment.state, Attachment.reviewed_at).where(
    Attachment.id == bindparam("attachment_id")
)


def may_be_seen(attachment_id: UUID, *, is_public: bool) -> bool:
    """Whether a photo is still there for an address that was written for it."""
    row = database.run(_STANDING, {"attachment_id": attachment_id}).one_or_none()
    if row is None or row.state == Standing.DROPPED:
        return False
    return row.reviewed_at is not None if is_public else True


def lines(rows: Iterable[Attachment]) -> list[AttachmentLine]:
    """Return rows as finished records."""
    return [line(row) for row in rows]


def line(row: Attachment | Row[*tuple[Any, ...]]) -> AttachmentLine:
    """Return a row as a finished record."""
    return AttachmentLine(
        id=row.id,
        owner_id=row.owner_id,
        purpose=Purpose(row.purpose),
        kind=row.kind,
        was_moving=row.was_moving,
        position=row.position,
        width=row.width,
        height=row.height,
        bytes=row.bytes,
        filed_at=row.filed_at,
        reviewed_at=row.reviewed_at,
        place=(row.lat, row.lon) if row.lat is not None and row.lon is not None else None,
        boxes=row.boxes,
        covered_at=row.covered_at,
    )


@dataclass(frozen=True, slots=True)
class Origin:
    """Where and when a photo of the result was taken, as far as it is kept."""

    owner_id: int
    metres_off: int | None
    is_older: bool | None


def origins(owner_kind: str, owner_ids: Sequence[int]) -> list[Origin]:
    """What is kept of the places and times of these matters’ photos of the result."""
    if not owner_ids:
        return []
    rows = session.execute(
        select(Attachment.owner_id, Attachment.metres_off, Attachment.is_older)
        .where(
            Attachment.owner_kind == owner_kind,
            Attachment.owner_id.in_(owner_ids),
            Attachment.state == Standing.CLAIMED,
            Attachment.purpose == Purpose.AFTER,
            or_(Attachment.metres_off.is_not(None), Attachment.is_older.is_not(None)),
        )
        .order_by(Attachment.filed_at, Attachment.id)
    )
    return [Origin(row.owner_id or 0, row.metres_off, row.is_older) for row in rows]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """How a photo of a matter looks, in 64 bits, and what it is meant to show."""

    owner_id: int
    purpose: Purpose
    dhash: int


def fingerprints(owner_kind: str, owner_ids: Sequence[int]) -> list[Fingerprint]:
    """How the photos of these matters look, in the order they were added."""
    if not owner_ids:
        return []
    rows = session.execute(
        select(Attachment.owner_id, Attachment.purpose, Attachment.dhash)
        .where(
            Attachment.owner_kind == owner_kind,
            Attachment.owner_id.in_(owner_ids),
            Attachment.state == Standing.CLAIMED,
        )
        .order_by(Attachment.filed_at, Attachment.id)
    )
    return [Fingerprint(row.owner_id or 0, Purpose(row.purpose), row.dhash) for row in rows]
