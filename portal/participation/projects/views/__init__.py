"""The pages of projects: for everyone, and for those who set them up."""

from __future__ import annotations

from portal.participation.projects.views import desk, public, stages
from portal.participation.projects.views.door import blueprint

__all__ = ["blueprint", "desk", "public", "stages"]
