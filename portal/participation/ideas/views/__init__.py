"""The pages of ideas."""

from __future__ import annotations

from portal.participation.ideas.views import (
    acting,
    appealing,
    deciding,
    desk,
    filing,
    hotspots,
    listing,
    panel,
    reading,
    ruling,
    taking_down,
)
from portal.participation.ideas.views.door import blueprint

__all__ = [
    "acting",
    "appealing",
    "blueprint",
    "deciding",
    "desk",
    "filing",
    "hotspots",
    "listing",
    "panel",
    "reading",
    "ruling",
    "taking_down",
]
