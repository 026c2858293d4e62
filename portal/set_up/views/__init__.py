"""The set-up pages."""

from __future__ import annotations

from portal.set_up.views import files, ground, profile, units, wording
from portal.set_up.views.door import blueprint

__all__ = ["blueprint", "files", "ground", "profile", "units", "wording"]
