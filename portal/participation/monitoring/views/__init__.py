"""The pages of works that are followed: for everyone, for who inspects, for who records."""

from __future__ import annotations

from portal.participation.monitoring.views import committee, desk, inspecting, public, recording
from portal.participation.monitoring.views.door import blueprint

__all__ = ["blueprint", "committee", "desk", "inspecting", "public", "recording"]
