"""A municipality's seal: decoded and made anew as a small PNG that may be transparent. Pure."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from portal.attachments import cleaning, kinds
from portal.foundation.errors import Invalid, TooLarge
from portal.foundation.i18n import lazy

MOST_BYTES = 5 * 1024 * 1024
SIDE = 176
"""Pixels: four times its size in the page's head."""
LEAST_SIDE = 44


def clean(content: bytes) -> bytes:
    """Make a square PNG of what was sent, without anything behind the picture.

    Raises `TooLarge`, and `Invalid` for what is no picture, is broken, or is too small.
    """
    if len(content) > MOST_BYTES:
        raise TooLarge(lazy("This picture is larger than 5 MB. Send a smaller one."))
    kind = kinds.kind_of(content)
    with cleaning.readable(), cleaning.open_picture(content, kind) as found:
        found.load()
        upright = ImageOps.exif_transpose(found).convert("RGBA")
    if min(upright.size) < LEAST_SIDE:
        raise Invalid(
            lazy(
                "This picture is smaller than %(side)s pixels. Send a larger one.", side=LEAST_SIDE
            )
        )
    upright.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    square = Image.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    left, top = (SIDE - upright.width) // 2, (SIDE - upright.height) // 2
    square.paste(upright, (left, top))
    written = io.BytesIO()
    square.save(written, "PNG", optimize=True)
    return written.getvalue()
