"""The pages of this room: the day, one stop, what is sent, and the map that is set."""

from __future__ import annotations

from portal.field.views import day, kept, settings, stop
from portal.field.views.door import blueprint

__all__ = ["blueprint", "day", "kept", "settings", "stop"]
