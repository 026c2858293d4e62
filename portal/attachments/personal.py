"""Personal duties: a photo may show people, plates and homes."""

from __future__ import annotations

from datetime import datetime

from portal.attachments import queries, services
from portal.attachments.storage import Size, name, store
from portal.foundation import tenancy


def export(owner_kind: str, owner_ids: list[int]) -> list[dict[str, object]]:
    """Return everything kept of the photos of these matters, each with its picture as bytes."""
    here = tenancy.municipality_id()
    return [
        {
            "id": str(photo.id),
            "matter": owner_id,
            "purpose": photo.purpose.value,
            "filed_at": photo.filed_at,
            "width": photo.width,
            "height": photo.height,
            "content": store().read(name(here, photo.id, Size.LARGE)),
        }
        for owner_id, photos in queries.of_many(owner_kind, owner_ids).items()
        for photo in photos
    ]


def erase(owner_kind: str, owner_ids: list[int], *, at: datetime) -> int:
    """Take away every photo of these matters; return how many there were."""
    return services.erase(owner_kind, owner_ids, at=at)


def expire(before: datetime, *, at: datetime) -> int:
    """Take away photos whose form was never sent; those of a matter go with the matter."""
    return services.remove_unclaimed(before, at=at)
