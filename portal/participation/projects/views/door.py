"""The blueprint that the pages of projects hang on."""

from __future__ import annotations

from portal.foundation.web import room

blueprint = room("projects", "portal.participation.projects")
