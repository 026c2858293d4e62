"""Facts about attachments."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from portal.foundation.outbox import Event


@dataclass(frozen=True)
class AttachmentDropped(Event):
    """A photo is no longer wanted; its files go once this is certain, after the commit."""

    attachment_id: UUID | str


@dataclass(frozen=True)
class OriginalForgotten(Event):
    """The picture without boxes is no longer kept; its file goes once this is certain."""

    attachment_id: UUID | str
