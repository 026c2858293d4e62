"""The blueprint that all set-up pages hang on."""

from __future__ import annotations

from portal.foundation.web import room

blueprint = room("set_up", "portal.set_up")
