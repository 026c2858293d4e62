"""Which characters the document's font can show; a tagged document may hold no others."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
FAMILY = "Sarabun"
MISSING = "\u25a1"  # □, or a question mark where the font has none
_FORMAT = 4
_LAST = 0xFFFF


@cache
def shown() -> frozenset[int]:
    """The characters of the regular cut, read from its table `cmap` (format 4)."""
    font = (FONTS / "Sarabun-Regular.ttf").read_bytes()
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for number in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * number)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if kind == _FORMAT:
            return frozenset(_segments(font, start + offset))
    raise ValueError("the font has no table of characters")


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        name, _sum, offset, _length = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if name == tag:
            return int(offset)
    raise ValueError("the font lacks a table")


def _segments(font: bytes, start: int) -> set[int]:
    """The characters of every segment; those that lead to no glyph are not checked one by one."""
    (twice,) = struct.unpack_from(">H", font, start + 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", font, start + 14)
    starts = struct.unpack_from(f">{count}H", font, start + 16 + twice)
    found: set[int] = set()
    for first, last in zip(starts, ends, strict=True):
        found.update(range(first, last + 1))
    return found - {_LAST}


def showable(text: str) -> str:
    """The text with a sign in the place of what the font cannot show: emoji, other scripts."""
    known = shown()
    stand_in = MISSING if ord(MISSING) in known else "?"
    return "".join(
        one if ord(one) in known or one in "\n\t" else stand_in for one in text if one != "\ufe0f"
    )
