"""The pages of plans."""

from __future__ import annotations

from portal.participation.plans.views import desk, files, items, panel, public
from portal.participation.plans.views.door import blueprint

__all__ = ["blueprint", "desk", "files", "items", "panel", "public"]
