"""Photos that belong to matters with a past, written down at once; one picture may serve many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.attachments.cleaning import Photo
from portal.attachments.models import Attachment, Purpose, Standing
from portal.attachments.notes import Compared
from portal.attachments.storage import Size, name, store
from portal.foundation import tenancy
from portal.foundation.database import session


@dataclass(frozen=True, slots=True)
class PastPhoto:
    """A photo of a matter that is there already. `reviewed_at`: since when the public sees it."""

    id: UUID
    form_id: UUID
    photo: Photo
    owner_kind: str
    owner_id: int
    purpose: Purpose
    position: int
    filed_at: datetime
    reviewed_at: datetime | None
    compared: Compared | None = None


def record_many(pasts: Iterable[PastPhoto]) -> int:
    """Keep these photos; return how many. The same `Photo` is stored once and linked again."""
    here = tenancy.municipality_id()
    firsts: dict[int, UUID] = {}
    links: dict[str, str] = {}
    rows = []
    for past in pasts:
        first = firsts.setdefault(id(past.photo), past.id)
        for size, content in ((Size.LARGE, past.photo.large), (Size.SMALL, past.photo.thumb)):
            if first == past.id:
                store().put(name(here, past.id, size), content)
            else:
                links[name(here, past.id, size)] = name(here, first, size)
        rows.append(_row(past))
    store().link(links)
    session.add_all(rows)
    session.flush()
    return len(rows)


def _row(past: PastPhoto) -> Attachment:
    photo = past.photo
    return Attachment(
        id=past.id,
        form_id=past.form_id,
        purpose=past.purpose,
        owner_kind=past.owner_kind,
        owner_id=past.owner_id,
        position=past.position,
        kind=photo.kind,
        was_moving=photo.was_moving,
        width=photo.width,
        height=photo.height,
        bytes=len(photo.large),
        received=photo.received,
        sha256=photo.sha256,
        dhash=photo.dhash,
        state=Standing.CLAIMED,
        filed_at=past.filed_at,
        reviewed_at=past.reviewed_at,
        metres_off=past.compared.metres_off if past.compared else None,
        is_older=past.compared.is_older if past.compared else None,
    )
