"""Black boxes over faces and plates: where they are, and the picture with them burned in. Pure."""

from __future__ import annotations

import io
import math
import re
from dataclasses import dataclass

from PIL import Image, ImageDraw

from portal.attachments.cleaning import Encoded, encoded
from portal.foundation import thai
from portal.foundation.errors import Invalid
from portal.foundation.i18n import lazy

WHOLE = 1000
"""A picture is so wide and so high, whatever its pixels."""
COLUMNS = "ABCDEFGHIJKL"
ROWS = 9
MOST = 30
LEAST = 4
"""Thousandths: a smaller box covers nothing."""
CELL = re.compile(rf"([{COLUMNS}])([1-{ROWS}])", re.IGNORECASE)
RANGE = re.compile(rf"({CELL.pattern})\s*[:-]\s*({CELL.pattern})", re.IGNORECASE)
NUMBERS = re.compile(r"(\d{1,4})[\s,]+(\d{1,4})[\s,]+(\d{1,4})[\s,]+(\d{1,4})")
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture, in thousandths of its width and height."""

    left: int
    top: int
    width: int
    height: int

    @property
    def numbers(self) -> list[int]:
        """As it is kept."""
        return [self.left, self.top, self.width, self.height]


def parsed(text: str) -> tuple[Box, ...]:
    """What somebody typed or drew, a box a line: `B3`, `B3:D5`, or four numbers in thousandths.

    Raises `Invalid`, naming the line that cannot be read.
    """
    lines = [line.strip() for line in re.split(r"[\n;]", thai.arabic_digits(text)) if line.strip()]
    if not lines:
        raise _wrong(lazy("Draw a box, or name a field of the grid"))
    if len(lines) > MOST or len(text) > LONGEST:
        raise _wrong(lazy("Use %(most)s boxes or fewer", most=MOST))
    return tuple(map(_box, lines))


def written(boxes: list[list[int]] | None) -> str:
    """Boxes as lines that can be changed."""
    return "\n".join(", ".join(map(str, numbers)) for numbers in boxes or ())


def _box(line: str) -> Box:
    if cell := CELL.fullmatch(line):
        return _of_cells(cell[0], cell[0])
    if cells := RANGE.fullmatch(line):
        return _of_cells(cells[1], cells[4])
    if numbers := NUMBERS.fullmatch(line):
        left, top, width, height = map(int, numbers.groups())
        box = Box(left, top, min(width, WHOLE - left), min(height, WHOLE - top))
        if box.width >= LEAST and box.height >= LEAST:
            return box
    raise _wrong(lazy("“%(line)s” cannot be read. Name fields like B3 or B3:D5.", line=line[:40]))


def _of_cells(one: str, other: str) -> Box:
    columns = sorted(COLUMNS.index(cell[0].upper()) for cell in (one, other))
    rows = sorted(int(cell[1]) - 1 for cell in (one, other))
    left, right = (
        WHOLE * (columns[0] + n) // len(COLUMNS) for n in (0, columns[1] - columns[0] + 1)
    )
    top, bottom = (WHOLE * (rows[0] + n) // ROWS for n in (0, rows[1] - rows[0] + 1))
    return Box(left, top, right - left, bottom - top)


def _wrong(words: object) -> Invalid:
    return Invalid(lazy("There is something to correct"), fields={"boxes": words})


def burned(content: bytes, boxes: tuple[Box, ...]) -> Encoded:
    """The picture with these boxes in it: nothing of what was there is left in the files."""
    with Image.open(io.BytesIO(content), formats=("JPEG",)) as opened:
        picture = opened.convert("RGB")
    pen = ImageDraw.Draw(picture)
    across, down = picture.width / WHOLE, picture.height / WHOLE
    for box in boxes:
        right, bottom = (box.left + box.width) * across, (box.top + box.height) * down
        corner = (math.floor(box.left * across), math.floor(box.top * down))
        pen.rectangle((corner, (math.ceil(right), math.ceil(bottom))), fill="black")
    return encoded(picture)
