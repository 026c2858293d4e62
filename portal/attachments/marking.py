"""Write over a photo who is looking at it and when, so that whoever passes it on is named in it."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

FONTS: Final = Path(__file__).parent.parent / "foundation/static/vendor/sarabun-5.3.0"
RUNS: Final = re.compile("[\u0e00-\u0e7f]+|[^\u0e00-\u0e7f]+")
ACROSS: Final = 22
"""Letters of this height fit so often into the shorter side."""
QUALITY: Final = 82
TURN: Final = 30
SEEN: Final = 120
"""Of 255: the words are read, and the photo still is."""


def marked(content: bytes, words: str) -> bytes:
    """The photo with these words across all of it, as JPEG."""
    with Image.open(io.BytesIO(content)) as opened:
        photo = opened.convert("RGB")
    size = max(min(photo.size) // ACROSS, 12)
    line = _line(words, size)
    step = line.height * 3
    length = int((photo.width**2 + photo.height**2) ** 0.5) + line.width
    layer = Image.new("L", (length, length))
    for row, top in enumerate(range(0, length, step)):
        for left in range(-(row % 2) * line.width // 2, length, line.width + size * 2):
            layer.paste(line, (left, top))
    turned = layer.rotate(TURN, resample=Image.Resampling.BILINEAR)
    left, top = (length - photo.width) // 2, (length - photo.height) // 2
    mask = turned.crop((left, top, left + photo.width, top + photo.height))
    dark = mask.point(lambda seen: seen * SEEN // 255)
    shifted = Image.new("L", photo.size)
    shifted.paste(dark, (1, 1))
    photo.paste((0, 0, 0), mask=shifted)
    photo.paste((255, 255, 255), mask=dark)
    written = io.BytesIO()
    photo.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def _line(words: str, size: int) -> Image.Image:
    """The words once, white on black: Thai and other letters each in their own cut of the font."""
    runs = [
        (run, _font("thai" if "\u0e00" <= run[0] <= "\u0e7f" else "latin", size))
        for run in RUNS.findall(words)
    ]
    width = sum(int(font.getlength(run)) + 1 for run, font in runs)
    line = Image.new("L", (max(width, 1), size * 2))
    pen, at = ImageDraw.Draw(line), 0
    for run, font in runs:
        pen.text((at, size * 3 // 2), run, font=font, fill=255, anchor="ls")
        at += int(font.getlength(run)) + 1
    return line


@lru_cache(maxsize=32)
def _font(cut: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"sarabun-{cut}-700.woff2", size)
