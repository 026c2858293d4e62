"""The blueprint that all pages of this room hang on."""

from __future__ import annotations

from portal.foundation.web import room

blueprint = room("complaints", "portal.complaints")
