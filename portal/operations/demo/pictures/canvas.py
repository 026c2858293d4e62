"""A drawing surface for flat illustrations: 1200 × 900 units, drawn twice as large and shrunk."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFilter

from portal.operations.demo.dice import Dice

WIDTH, HEIGHT = 1200, 900
_SCALE = 2
_QUALITY = 84

Colour = tuple[int, int, int]
Point = tuple[float, float]


class Canvas:
    """Draws in units from the top left corner; `random` is the picture's own."""

    def __init__(self, random: Dice) -> None:
        """Begin with an empty sheet."""
        self.random = random
        self.image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), (255, 255, 255))
        self.pen = ImageDraw.Draw(self.image)

    def polygon(self, points: Sequence[Point], colour: Colour) -> None:
        """Fill a polygon."""
        self.pen.polygon([(x * _SCALE, y * _SCALE) for x, y in points], fill=colour)

    def box(self, corner: Point, size: Point, colour: Colour, *, round_by: float = 0) -> None:
        """Fill a rectangle from its top left corner, with rounded corners if wished."""
        (x, y), (width, height) = corner, size
        frame = (x * _SCALE, y * _SCALE, (x + width) * _SCALE, (y + height) * _SCALE)
        self.pen.rounded_rectangle(frame, radius=round_by * _SCALE, fill=colour)

    def oval(self, middle: Point, size: Point, colour: Colour) -> None:
        """Fill an ellipse around its middle."""
        (x, y), (width, height) = middle, size
        frame = (
            (x - width / 2) * _SCALE,
            (y - height / 2) * _SCALE,
            (x + width / 2) * _SCALE,
            (y + height / 2) * _SCALE,
        )
        self.pen.ellipse(frame, fill=colour)

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """Draw a line with round joints and ends."""
        scaled = [(x * _SCALE, y * _SCALE) for x, y in points]
        self.pen.line(scaled, fill=colour, width=round(width * _SCALE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.oval((x, y), (width, width), colour)

    def arc_line(self, start: Point, end: Point, sag: float, pen: tuple[Colour, float]) -> None:
        """Draw a line that hangs through by `sag` between two points."""
        points = [
            (
                start[0] + (end[0] - start[0]) * step / 24,
                start[1] + (end[1] - start[1]) * step / 24 + sag * math.sin(math.pi * step / 24),
            )
            for step in range(25)
        ]
        self.line(points, *pen)

    def blob(self, middle: Point, size: Point, colour: Colour) -> None:
        """Fill an uneven round shape: a pothole, a puddle, a heap."""
        shift = self.random.random() * math.tau
        points = []
        for step in range(72):
            angle = math.tau * step / 72
            reach = 1 + 0.05 * math.sin(5 * angle + shift) + 0.03 * math.sin(9 * angle - shift)
            across, down = math.cos(angle) * reach / 2, math.sin(angle) * reach / 2
            points.append((middle[0] + across * size[0], middle[1] + down * size[1]))
        self.polygon(points, colour)

    def fade(self, top: float, bottom: float, colours: tuple[Colour, Colour]) -> None:
        """Fill a band with colours that run from the upper into the lower."""
        first, last = round(top * _SCALE), round(bottom * _SCALE)
        for y in range(first, last):
            part = (y - first) / max(last - first, 1)
            self.pen.line([(0, y), (WIDTH * _SCALE, y)], fill=mix(*colours, part))

    def veil(self, colour: Colour, strength: float) -> None:
        """Lay a colour over everything: night, smoke."""
        self.image = Image.blend(self.image, Image.new("RGB", self.image.size, colour), strength)
        self.pen = ImageDraw.Draw(self.image)

    def glow(self, shape: Sequence[Point], colour: Colour, strength: float) -> None:
        """Light up a soft-edged polygon."""
        mask = Image.new("L", (WIDTH // 4, HEIGHT // 4), 0)
        ImageDraw.Draw(mask).polygon([(x / 4, y / 4) for x, y in shape], fill=round(255 * strength))
        mask = mask.filter(ImageFilter.GaussianBlur(7)).resize(self.image.size)
        self.image.paste(Image.new("RGB", self.image.size, colour), (0, 0), mask)
        self.pen = ImageDraw.Draw(self.image)

    def jpeg(self) -> bytes:
        """Return the picture as a JPEG of 1200 × 900 pixels."""
        small = self.image.reduce(_SCALE)
        file = io.BytesIO()
        small.save(file, "JPEG", quality=_QUALITY)
        return file.getvalue()


def mix(one: Colour, other: Colour, part: float) -> Colour:
    """Return the colour `part` of the way from one to the other."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def darker(colour: Colour, part: float = 0.18) -> Colour:
    """Return a shade of the colour."""
    return mix(colour, (20, 24, 40), part)


def lighter(colour: Colour, part: float = 0.25) -> Colour:
    """Return a tint of the colour."""
    return mix(colour, (255, 255, 255), part)
