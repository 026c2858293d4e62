"""The room’s door: one blueprint for all of its pages."""

from __future__ import annotations

from portal.foundation.web import room

blueprint = room("response_times", "portal.response_times")
