"""The pages of drafts."""

from __future__ import annotations

from portal.participation.drafts.views import desk, panel, public
from portal.participation.drafts.views.door import blueprint

__all__ = ["blueprint", "desk", "panel", "public"]
