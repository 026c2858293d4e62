"""A photo's bytes for whoever puts it into something else: a document, an export."""

from __future__ import annotations

from uuid import UUID

from portal.attachments import queries
from portal.attachments.storage import Size, name, store
from portal.foundation import tenancy


def picture(attachment_id: UUID, *, is_public: bool) -> bytes | None:
    """The large JPEG as it is shown, covered parts black; None where it was taken away.

    `is_public`: what is made of it may be read by anyone, so only a photo that somebody looked at.
    """
    if not queries.may_be_seen(attachment_id, is_public=is_public):
        return None
    return store().read(name(tenancy.municipality_id(), attachment_id, Size.LARGE))
