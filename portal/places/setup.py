"""What a new municipality begins with: no outline and no areas, or the demo's invented ones."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from portal.municipalities.profiles import Profile
from portal.places import services

DEMO = Path(__file__).with_name("demo.geojson")


def preset(profile: Profile, *, at: datetime) -> None:
    """Give the demo its outline and areas; others begin without, so that every place is inside."""
    if not profile.demo:
        return
    document = json.loads(DEMO.read_text(encoding="utf-8"))
    outline, *areas = document["features"]
    services.set_boundary(outline, at=at)
    services.set_areas({"type": "FeatureCollection", "features": areas})
