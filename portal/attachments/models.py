"""The table of attachments. The files themselves stand in the store, by the same id."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from portal.foundation.database import Base, Json, Owned


class Purpose(StrEnum):
    """What a photo shows."""

    BEFORE = "before"
    AFTER = "after"
    DOCUMENT = "document"


class Standing(StrEnum):
    """How far a photo has come: waiting for its form, part of a matter, or taken away again."""

    PENDING = "pending"
    CLAIMED = "claimed"
    DROPPED = "dropped"


class Attachment(Owned, Base):
    """One photo. Made before the matter it belongs to, which claims it by the form's id."""

    __tablename__ = "attachment"
    __table_args__ = (
        Index("ix_attachment_owner", "municipality_id", "owner_kind", "owner_id", "state"),
        Index(None, "municipality_id", "form_id"),
        Index("ix_attachment_state", "municipality_id", "state"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    """Made by the browser, so that a repeated sending is the same photo."""
    form_id: Mapped[UUID] = mapped_column(Uuid)
    """Known only to the browser that has the form; who holds it may claim or drop the photo."""
    purpose: Mapped[str] = mapped_column(String(16))
    owner_kind: Mapped[str | None] = mapped_column(String(32))
    owner_id: Mapped[int | None] = mapped_column(BigInteger)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(8))
    """What was sent (jpeg, png, webp, heic, gif); what is kept is always JPEG."""
    was_moving: Mapped[bool] = mapped_column(default=False)
    """Only the first picture of a moving one was kept."""
    width: Mapped[int]
    height: Mapped[int]
    bytes: Mapped[int]
    received: Mapped[int]
    """Bytes as they were sent; bounds what one form may send."""
    sha256: Mapped[str] = mapped_column(String(64))
    """Of the file as it was sent."""
    dhash: Mapped[int] = mapped_column(BigInteger)
    """How the picture looks, in 64 bits: near-copies differ in few of them."""
    state: Mapped[str] = mapped_column(String(16))
    filed_at: Mapped[datetime]
    reviewed_at: Mapped[datetime | None]
    lat: Mapped[float | None]
    """Where the photo says it was taken: offered to its sender, forgotten when claimed."""
    lon: Mapped[float | None]
    taken_at: Mapped[datetime | None]
    """When the photo says it was taken; forgotten with the place."""
    metres_off: Mapped[int | None]
    """How far from its matter's place it was taken; all that is kept of the two."""
    is_older: Mapped[bool | None]
    """Whether it was taken before its matter came in; empty where the photo does not say."""
    boxes: Mapped[list[list[int]] | None] = mapped_column(Json)
    """What is covered: left, top, width and height of each box in thousandths of the picture."""
    covered_at: Mapped[datetime | None]
    """Since when; so long the picture without boxes has been kept apart."""
    came_from_id: Mapped[int | None] = mapped_column(BigInteger)
    """The matter of the same kind that it was sent with, where that was merged with another."""
