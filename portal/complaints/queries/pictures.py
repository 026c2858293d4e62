"""Photos as a page draws them, large: which of how many, and their size before they are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from portal.attachments.queries import AttachmentLine


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as a page draws it: which of how many, and its size in pixels."""

    id: UUID
    n: int
    of: int
    width: int
    height: int


def numbered(photos: Sequence[AttachmentLine]) -> list[Picture]:
    """These photos in their order."""
    return [
        Picture(one.id, n, len(photos), one.width, one.height) for n, one in enumerate(photos, 1)
    ]
