"""What a new municipality begins with: no outline and no areas, or the demo's invented ones."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.municipalities.profiles import Profile
from portal.places import geojson, queries, services

DEMO = Path(__file__).with_name("demo.geojson")


def preset(profile: Profile, *, at: datetime) -> None:
    """Give the demo its outline and areas; others begin without, so that every place is inside."""
    if not profile.demo:
        return
    document = json.loads(DEMO.read_text(encoding="utf-8"))
    outline, *areas = document["features"]
    services.set_boundary(outline, at=at)
    services.set_areas({"type": "FeatureCollection", "features": areas})


def dump() -> dict[str, Any]:
    """The boundary and the open areas as GeoJSON, for a set-up file."""
    here = queries.ground()
    return {
        "boundary": geojson.write(here.outline) if here.outline else None,
        "areas": {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {
                        "code": area.code,
                        "kind": area.kind,
                        "title_th": area.title.th,
                        "title_en": area.title.en,
                    },
                    "geometry": geojson.write(area.shape) if area.shape else None,
                }
                for area in here.areas
            ],
        },
    }


def load(kept: dict[str, Any], *, at: datetime) -> None:
    """Take over what `dump` gave; areas that the file does not name stay. Raises `Invalid`."""
    if kept["boundary"]:
        services.set_boundary(kept["boundary"], at=at)
    if kept["areas"]["features"]:
        services.set_areas(kept["areas"])
