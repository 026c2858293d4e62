"""The files that the database names: what a backup takes along and puts back."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from portal.attachments.models import Attachment, Standing
from portal.attachments.storage import Size, name, store
from portal.foundation import tenancy
from portal.foundation.database import session

AT_ONCE = 500


def names() -> Iterator[str]:
    """The name of every file that the present municipality's photos have."""
    here = tenancy.municipality_id()
    last: UUID | None = None
    question = (
        select(Attachment.id)
        .where(Attachment.state != Standing.DROPPED)
        .order_by(Attachment.id)
        .limit(AT_ONCE)
    )
    while ids := list(
        session.scalars(question if last is None else question.where(Attachment.id > last))
    ):
        for each in ids:
            for size in Size:
                yield name(here, each, size)
        last = ids[-1]


def may_lack(file: str) -> bool:
    """Whether a photo may be whole without this file: an original is kept for some, for a time."""
    return "-original." in file


def read(file: str) -> bytes | None:
    """The bytes of a file; None where it is gone."""
    return store().read(file)


def put(file: str, content: bytes) -> None:
    """Put a file back. Raises ValueError for a name that no photo has."""
    store().put(file, content)
