"""The pages of this room, for reporters, for everyone, and for the desk."""

from __future__ import annotations

from portal.complaints.asking import question_settings, settings
from portal.complaints.emergency import views as emergency
from portal.complaints.routing import views as routing
from portal.complaints.suggesting import views as suggesting
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
    "emergency",
    "filing",
    "intake",
    "misuse",
    "photos",
    "proof",
    "public",
    "public_map",
    "question_settings",
    "readers",
    "routing",
    "second_looks",
    "settings",
    "suggesting",
    "tracking",
]
