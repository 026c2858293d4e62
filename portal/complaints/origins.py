"""Where and when a photo of the result was taken, seen from its complaint.

Of the place only the distance stays, of the time only whether it lay before the complaint.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from portal.attachments.notes import Compared, Notes
from portal.places import geometry

ROUNDED_TO = 10
"""Metres: a telephone knows its place no better."""
CLOCKS_DIFFER = timedelta(minutes=10)
"""A camera's clock may be so wrong without anybody noticing."""


class Reported(Protocol):
    """What of a complaint a photo is compared with."""

    lat: float | None
    lon: float | None
    filed_at: datetime


def compared(complaint: Reported, noted: Notes) -> Compared:
    """How far from the complaint's place, and whether before it came in; None where unknown."""
    metres_off = is_older = None
    if noted.place is not None and complaint.lat is not None and complaint.lon is not None:
        metres = geometry.distance(complaint.lat, complaint.lon, *noted.place)
        metres_off = round(metres / ROUNDED_TO) * ROUNDED_TO
    if noted.taken_at is not None:
        is_older = noted.taken_at < complaint.filed_at - CLOCKS_DIFFER
    return Compared(metres_off, is_older)
