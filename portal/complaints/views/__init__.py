"""The pages of this room, for reporters, for everyone, and for the desk."""

from __future__ import annotations

from portal.complaints.asking import question_settings, settings
from portal.complaints.bulk import views as bulk
from portal.complaints.documents import views as documents
from portal.complaints.duplicates import settings as duplicate_settings
from portal.complaints.duplicates import views as duplicates
from portal.complaints.emergency import views as emergency
from portal.complaints.following import views as following
from portal.complaints.handing_over import directory_views as bodies
from portal.complaints.handing_over import form_views as replying
from portal.complaints.handing_over import views as handing_over
from portal.complaints.marking import views as marking
from portal.complaints.replying import on_case
from portal.complaints.replying import views as reply_templates
from portal.complaints.routing import views as routing
from portal.complaints.saved_filters import views as saved_filters
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
    "bodies",
    "bulk",
    "case",
    "contact",
    "deeds",
    "desk",
    "documents",
    "doubts",
    "duplicate_settings",
    "duplicates",
    "emergency",
    "filing",
    "following",
    "handing_over",
    "intake",
    "marking",
    "misuse",
    "on_case",
    "photos",
    "proof",
    "public",
    "public_map",
    "question_settings",
    "readers",
    "reply_templates",
    "replying",
    "routing",
    "saved_filters",
    "second_looks",
    "settings",
    "suggesting",
    "tracking",
]
