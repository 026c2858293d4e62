"""The pages of this room: to tell, to follow, and for those with a key."""

from __future__ import annotations

from portal.conduct.views import following, listing, matter, recipients, telling
from portal.conduct.views.door import blueprint

__all__ = ["blueprint", "following", "listing", "matter", "recipients", "telling"]
