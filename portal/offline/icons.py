"""The portal's sign as a picture for a phone's home screen, in the municipality's colour."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageDraw

SIZES = (192, 512)
UNITS = 32
"""The sign is drawn on a ground of so many units, as `images/icon.svg` is."""
SMALLER = 0.72
"""Phones cut the corners off: what matters stays within."""
WHITE = "#ffffff"
YELLOW = "#ffd24a"
FINER = 4
"""Drawn larger and made small: lines without steps."""


@lru_cache(maxsize=64)
def drawn(size: int, colour: str) -> bytes:
    """A square PNG of `size` pixels on a ground of `colour` (#rrggbb)."""
    side = size * FINER
    picture = Image.new("RGB", (side, side), colour)
    pen = ImageDraw.Draw(picture)
    unit = side * SMALLER / UNITS
    edge = side * (1 - SMALLER) / 2

    def at(place: float) -> float:
        return edge + place * unit

    def line(x: float, y: float, to_x: float, to_y: float, ink: str) -> None:
        ends = (at(x), at(y), at(to_x), at(to_y))
        pen.line(ends, fill=ink, width=round(3 * unit))
        for end_x, end_y in ((x, y), (to_x, to_y)):
            _dot(pen, at(end_x), at(end_y), 1.5 * unit, ink)

    line(6, 21, 26, 21, WHITE)
    for x in (8, 17):
        _dot(pen, at(x), at(21), 3.5 * unit, WHITE)
    line(26, 8, 26, 21, YELLOW)
    small = picture.resize((size, size), Image.Resampling.LANCZOS)
    kept = io.BytesIO()
    small.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _dot(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float, ink: str) -> None:
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=ink)
