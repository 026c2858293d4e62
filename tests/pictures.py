"""Photos for tests, drawn here: nothing real is in them."""

from __future__ import annotations

import io
import math
import struct
import zlib
from datetime import datetime
from typing import Any

import pillow_heif
from PIL import Image, ImageDraw

RED, GREEN, BLUE, GREY = (200, 30, 30), (30, 160, 60), (40, 60, 200), (120, 120, 120)
HERE = (16.4312, 102.8345)
"""Where the photos that know a place were taken."""


def scene(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Four coloured quarters: red, green / blue, grey, so that turning shows."""
    picture = Image.new("RGB", (width, height), GREY)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width // 2 - 1, height // 2 - 1), fill=RED)
    draw.rectangle((width // 2, 0, width, height // 2 - 1), fill=GREEN)
    draw.rectangle((0, height // 2, width // 2 - 1, height), fill=BLUE)
    return picture.convert(mode)


def busy(width: int, height: int) -> Image.Image:
    """Much detail everywhere, as in a photo of leaves: hard to make small."""
    tile = Image.effect_noise((256, 256), 90)
    picture = Image.new("RGB", (width, height))
    for left in range(0, width, 256):
        for top in range(0, height, 256):
            shade = (left // 256 * 7 + top // 256 * 13) % 3
            bands = [Image.new("L", tile.size, 90)] * 3
            bands[shade] = tile.rotate(90 * (shade + 1))
            picture.paste(Image.merge("RGB", bands), (left, top))
    return picture


def noise(width: int, height: int) -> Image.Image:
    """Nothing but noise in every colour: what JPEG is worst at."""
    return Image.merge("RGB", [Image.effect_noise((width, height), 200) for _ in range(3)])


def file(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """The picture as a file of this kind."""
    into = io.BytesIO()
    picture.save(into, kind, **options)
    return into.getvalue()


def jpeg(width: int = 640, height: int = 480, **options: Any) -> bytes:
    """An ordinary photo."""
    return file(scene(width, height), "JPEG", quality=90, **options)


def heic(picture: Image.Image | None = None, **options: Any) -> bytes:
    """A photo of an Apple telephone."""
    into = io.BytesIO()
    pillow_heif.from_pillow(picture or scene()).save(into, quality=70, **options)
    return into.getvalue()


def notes(
    *,
    orientation: int = 1,
    place: tuple[float, float] | None = None,
    taken: datetime | None = None,
) -> bytes:
    """What a camera writes beside the picture, with its own name in it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SECRETCAMERA"
    if place is not None:
        lat, lon = place
        exif.get_ifd(0x8825).update(
            {1: "S" if lat < 0 else "N", 2: _angle(lat), 3: "W" if lon < 0 else "E", 4: _angle(lon)}
        )
    if taken is not None:
        shown = {0x9003: f"{taken:%Y:%m:%d %H:%M:%S}", 0x9011: f"{taken:%z}"[:3] + ":00"}
        exif.get_ifd(0x8769).update(shown)
    return exif.tobytes()


def _angle(degrees: float) -> tuple[float, float, float]:
    rest, whole = math.modf(abs(degrees))
    seconds, minutes = math.modf(rest * 60)
    return whole, minutes, round(seconds * 60, 3)


def deep_png() -> bytes:
    """A grey PNG of 16 bits, dark on the left and bright on the right."""
    picture = Image.new("I;16", (64, 64))
    picture.putdata([column * 1024 for _row in range(64) for column in range(64)])
    return file(picture, "PNG")


def moving(kind: str = "GIF") -> bytes:
    """A moving picture of three frames: red, green, blue."""
    frames = [Image.new("RGB", (120, 80), colour) for colour in (RED, GREEN, BLUE)]
    if kind == "GIF":
        frames = [frame.convert("P", palette=Image.Palette.ADAPTIVE) for frame in frames]
    return file(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A small PNG that claims to be huge, and is: all its rows are zeros, packed well."""
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + width // 8)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def webp_bomb() -> bytes:
    """The head of a WebP that claims 16,000 pixels each way."""
    side = (16_000 - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + side + side
    return b"RIFF" + struct.pack("<I", len(body)) + body


PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<<>>\n%%EOF\n"
