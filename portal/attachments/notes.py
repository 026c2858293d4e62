"""What a camera notes beside a picture: where and when. Read once, compared, and forgotten.

Cameras write what they like, so whatever cannot be right is as good as nothing. Tags are those of
EXIF 2.32 (CIPA DC-008-2019).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from PIL import Image

from portal.foundation.clock import BANGKOK

_EXIF = 0x8769
_GPS = 0x8825
_TAKEN, _TAKEN_ZONE = 0x9003, 0x9011
_SATELLITE_TIME, _SATELLITE_DAY = 7, 29
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""A clock that shows less was never set."""
DIGITS = 6
"""Of a place in degrees: a tenth of a metre."""

Place = tuple[float, float]
"""(lat, lon) in degrees."""


@dataclass(frozen=True, slots=True)
class Notes:
    """Where and when a photo says it was taken; None where it does not say."""

    place: Place | None = None
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """What is kept of the notes: how far off it was taken, and whether too early."""

    metres_off: int | None = None
    is_older: bool | None = None


Compare = Callable[[Notes], Compared]


def read(opened: Image.Image) -> Notes:
    """What this picture says, as far as it can be right."""
    try:
        exif = opened.getexif()
        gps, more = exif.get_ifd(_GPS), exif.get_ifd(_EXIF)
    except Exception:  # noqa: BLE001 - notes of any camera; they are an extra
        return Notes()
    return Notes(_place(gps), _satellite_time(gps) or _camera_time(more))


def told(lat: str, lon: str, taken: str) -> Notes:
    """The same as a browser read it before it made the photo small: degrees, and an EXIF time."""
    try:
        place = sound(float(lat), float(lon))
    except ValueError:
        place = None
    clock, _space, zone = taken.strip().partition("|")
    return Notes(place, _camera_time({_TAKEN: clock, _TAKEN_ZONE: zone}))


def sound(lat: float, lon: float) -> Place | None:
    """A place on the globe; None for what is none, and for the zeros of a camera without one."""
    is_place = abs(lat) <= 90 and abs(lon) <= 180 and (lat, lon) != (0.0, 0.0)  # noqa: PLR2004 - globe
    return (round(lat, DIGITS), round(lon, DIGITS)) if is_place else None


def _place(gps: Mapping[int, Any]) -> Place | None:
    try:
        lat, lon = (_degrees(gps[at]) for at in (2, 4))
    except Exception:  # noqa: BLE001 - as above
        return None
    return sound(-lat if gps.get(1) == "S" else lat, -lon if gps.get(3) == "W" else lon)


def _degrees(angle: tuple[float, float, float]) -> float:
    degrees, minutes, seconds = (float(part) for part in angle)
    total = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(total):
        raise ValueError(total)
    return total


def _satellite_time(gps: Mapping[int, Any]) -> datetime | None:
    """The time of the satellites, which no wrong clock of a camera can shift."""
    try:
        day = datetime.strptime(str(gps[_SATELLITE_DAY]).strip("\0 "), "%Y:%m:%d")  # noqa: DTZ007 - UTC is put to it below
        hours, minutes, seconds = (int(float(part)) for part in gps[_SATELLITE_TIME])
        return _trusted(day.replace(hour=hours, minute=minutes, second=seconds, tzinfo=UTC))
    except Exception:  # noqa: BLE001 - as above
        return None


def _camera_time(more: Mapping[int, Any]) -> datetime | None:
    """The camera's own clock, which shows the time of Thailand where it does not say which."""
    try:
        taken = datetime.strptime(str(more[_TAKEN]).strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - its zone is put to it below
        zone = str(more.get(_TAKEN_ZONE) or "").strip("\0 ")
        if not zone:
            return _trusted(taken.replace(tzinfo=BANGKOK))
        return _trusted(datetime.fromisoformat(f"{taken.isoformat()}{zone}"))
    except Exception:  # noqa: BLE001 - as above
        return None


def _trusted(moment: datetime) -> datetime | None:
    moment = moment.astimezone(UTC)
    return moment if moment >= EARLIEST else None
