"""The pages of forums: for everyone, for who records, for who counts at the door."""

from __future__ import annotations

from portal.participation.forums.views import desk, minuting, planning, public, room
from portal.participation.forums.views.door import blueprint

__all__ = ["blueprint", "desk", "minuting", "planning", "public", "room"]
