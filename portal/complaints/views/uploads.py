"""Photos that came with a form because the browser runs no script: the attachments' own way."""

from __future__ import annotations

from portal.attachments.parcels import (
    NOTHING,
    Parcel,
    keep,
    opened,
    remove,
    waiting,
    wants_removal,
)

__all__ = ["NOTHING", "Parcel", "keep", "opened", "remove", "waiting", "wants_removal"]
