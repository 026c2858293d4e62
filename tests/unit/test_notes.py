"""Where and when a photo says it was taken, and what of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from portal.attachments import cleaning, notes
from portal.attachments.notes import Compared, Notes
from portal.complaints import origins
from portal.foundation.clock import BANGKOK
from tests import pictures

pytestmark = pytest.mark.no_database
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=BANGKOK)


@dataclass
class Matter:
    """What a photo is compared with."""

    lat: float | None = 16.4312
    lon: float | None = 102.8345
    filed_at: datetime = NOON


def taken(clock: str = "", zone: str = "", satellite: tuple[str, tuple[int, ...]] | None = None):
    exif = Image.Exif()
    if clock:
        exif.get_ifd(0x8769)[0x9003] = clock
    if zone:
        exif.get_ifd(0x8769)[0x9011] = zone
    if satellite:
        exif.get_ifd(0x8825).update({29: satellite[0], 7: satellite[1]})
    return cleaning.clean(pictures.jpeg(exif=exif.tobytes())).notes.taken_at


@pytest.mark.parametrize(
    ("noted", "read"),
    [
        ({"clock": "2026:11:23 12:00:00"}, NOON),
        ({"clock": "2026:11:23 05:00:00", "zone": "+00:00"}, NOON),
        ({"clock": "1999:01:01 00:00:00"}, None),
        ({"clock": "0000:00:00 00:00:00"}, None),
        ({"clock": "yesterday"}, None),
        ({"clock": "2026:11:23 12:00:00", "zone": "half past"}, None),
        (
            {"clock": "2031:01:01 00:00:00", "satellite": ("2026:11:23", (5, 0, 0))},
            NOON,
        ),
        ({"satellite": ("2026:11:23", (25, 0, 0))}, None),
        ({}, None),
    ],
)
def test_when_it_was_taken(noted, read):
    assert taken(**noted) == read


@pytest.mark.parametrize(
    ("told", "read"),
    [
        (("16.4312", "102.8345", "2026:11:23 12:00:00"), Notes((16.4312, 102.8345), NOON)),
        (("", "", "2026:11:23 05:00:00|+00:00"), Notes(None, NOON)),
        (("nan", "inf", "x" * 5000), Notes()),
        (("91", "0", ""), Notes()),
        (("", "", ""), Notes()),
    ],
)
def test_what_a_browser_tells_is_read_the_same_way(told, read):
    assert notes.told(*told) == read


@pytest.mark.parametrize(
    ("place", "minutes", "kept"),
    [
        ((16.4312, 102.8345), 0, Compared(0, is_older=False)),
        ((16.4357, 102.8345), 60, Compared(500, is_older=False)),
        ((16.4312, 102.8345), -9, Compared(0, is_older=False)),
        ((16.4312, 102.8345), -11, Compared(0, is_older=True)),
        (None, None, Compared()),
    ],
)
def test_only_the_distance_and_a_sign_are_kept(place, minutes, kept):
    at = None if minutes is None else NOON.astimezone(UTC) + timedelta(minutes=minutes)
    assert origins.compared(Matter(), Notes(place, at)) == kept


def test_a_complaint_without_a_place_has_no_distance():
    assert origins.compared(Matter(lat=None, lon=None), Notes((1.0, 2.0))) == Compared()
