"""Personal duties: a photo may show people, plates and homes."""

from __future__ import annotations

from datetime import datetime

from portal.attachments import covering, queries, services
from portal.attachments.storage import Size, name, store
from portal.foundation import tenancy
from portal.foundation.personal import Copy, Gone, Kept, Limit, Subject

MATTER = "complaint"
KEEPS: tuple[Kept, ...] = (Kept.ORIGINALS,)
"""As they were sent, where parts are covered. Photos of a matter go with it,
and those of forms that were never sent within two days."""
COLUMNS = {"attachment": ("lat", "lon")}
NOT_PERSONAL: dict[str, str] = {}


def export(subject: Subject) -> Copy:
    """Give the photos of these complaints, each with its picture."""
    here = tenancy.municipality_id()
    lines: list[dict[str, object]] = []
    files: dict[str, bytes] = {}
    for owner_id, photos in queries.of_many(MATTER, subject.complaint_ids).items():
        for photo in photos:
            file = f"photos/{photo.id}.jpg"
            content = store().read(name(here, photo.id, Size.LARGE))
            if content is not None:
                files[file] = content
            lines.append(
                {
                    "file": file if content is not None else None,
                    "complaint_id": str(owner_id),
                    "purpose": photo.purpose.value,
                    "added": photo.filed_at,
                    "width": photo.width,
                    "height": photo.height,
                }
            )
    return Copy({"photos": lines}, files)


def erase(subject: Subject, _ground: str, at: datetime) -> list[Gone]:
    """Take away every photo of these complaints."""
    ids = list(subject.complaint_ids)
    count = services.erase(MATTER, ids, at=at)
    return [Gone("attachment", ("file",), tuple(ids), count)] if count else []


def expire(limit: Limit, at: datetime) -> list[Gone]:
    """Let go of photos as they were before parts were covered; the rest goes with its matter."""
    gone = covering.forget_originals(limit, at)
    owners = tuple(dict.fromkeys(owner for owner, _photo in gone))
    return [Gone("attachment", ("original",), owners, len(gone))] if gone else []
