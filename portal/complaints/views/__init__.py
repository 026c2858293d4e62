"""The pages of this room, for reporters, for everyone, and for the desk."""

from __future__ import annotations

from portal.complaints.views import (
    behind,
    case,
    contact,
    deeds,
    desk,
    doubts,
    filing,
    intake,
    misuse,
    photos,
    proof,
    public,
    public_map,
    readers,
    second_looks,
    tracking,
)
from portal.complaints.views.door import blueprint

__all__ = [
    "behind",
    "blueprint",
    "case",
    "contact",
    "deeds",
    "desk",
    "doubts",
    "filing",
    "intake",
    "misuse",
    "photos",
    "proof",
    "public",
    "public_map",
    "readers",
    "second_looks",
    "tracking",
]
