"""A photo as it was sent becomes a photo that can be kept and shown.

Everything that comes in is decoded and encoded anew: turned upright, shrunk, in sRGB, without the
notes that cameras write into files and without anything hidden behind the picture. Pure over bytes.
"""

from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

import pillow_heif
from PIL import Image, ImageCms

from portal.attachments import kinds, notes
from portal.attachments.notes import Notes
from portal.foundation.errors import Invalid, TooLarge
from portal.foundation.i18n import lazy

MOST_BYTES = 15 * 1024 * 1024
"""Of a file as it is sent."""

MOST_PIXELS = 60_000_000
"""Asked before decoding; the largest telephones make 50 to 200, and then send 12 to 50."""

LONGEST_SIDE = 1600
LARGE_BYTES = 400_000
THUMB_SIDE = 320
THUMB_QUALITY = 72
QUALITIES = (82, 74, 66, 58, 50, 42, 34)
"""JPEG qualities tried in turn until the picture is small enough; then it is made smaller."""

SMALLER = 0.8

_FORMATS = {"jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP", "heic": "HEIF"}
_MOVING = frozenset({"gif", "webp", "png"})
_EASY = frozenset({"L", "RGB", "RGBA", "CMYK"})
"""Modes that can be made smaller as they are; others are first put into RGB."""

_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# A decoded picture of 60 million pixels takes up to 240 MB: large ones wait for each other.
_LARGE_PIXELS = 16_000_000
_one_large = threading.BoundedSemaphore(1)

pillow_heif.register_heif_opener(thumbnails=False)


@dataclass(frozen=True, slots=True)
class Photo:
    """A cleaned photo: two JPEG files and what is known of it."""

    large: bytes
    thumb: bytes
    width: int
    height: int
    kind: str
    was_moving: bool
    received: int
    sha256: str
    dhash: int
    notes: Notes


def clean(content: bytes) -> Photo:
    """Check, turn, shrink and encode one photo; take its place and drop all else it says.

    Raises `TooLarge` for more than 15 MB or 60 million pixels, `Invalid` for what is no photo or is
    broken, both in words.
    """
    if len(content) > MOST_BYTES:
        raise TooLarge(lazy("This photo is larger than 15 MB. Send a smaller one."))
    kind = kinds.kind_of(content)
    with readable(), open_picture(content, kind) as opened:
        noted = notes.read(opened)
        was_moving = kind in _MOVING and getattr(opened, "n_frames", 1) > 1
        with _room_for(opened):
            picture = _upright(opened)
    large, width, height = _encoded(picture)
    return Photo(
        large=large,
        thumb=_thumb(picture),
        width=width,
        height=height,
        kind=kind,
        was_moving=was_moving,
        received=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        dhash=_dhash(picture),
        notes=noted,
    )


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture as it is kept: two JPEG files."""

    large: bytes
    thumb: bytes
    width: int
    height: int


def encoded(picture: Image.Image) -> Encoded:
    """A picture of our own, changed, as it is kept."""
    large, width, height = _encoded(picture)
    return Encoded(large, _thumb(picture), width, height)


@contextmanager
def readable() -> Iterator[None]:
    """Put into words whatever a decoder says about a broken file."""
    try:
        yield
    except (Invalid, TooLarge):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except Exception:  # noqa: BLE001 - decoders raise all kinds of errors on hostile bytes
        raise Invalid(
            lazy("This photo is broken: it may not have been sent whole. Please send it again.")
        ) from None


def _too_many_pixels() -> TooLarge:
    millions = MOST_PIXELS // 1_000_000
    return TooLarge(
        lazy(
            "This photo has more than %(millions)s million pixels. Send a smaller one.",
            millions=millions,
        )
    )


def open_picture(content: bytes, kind: str) -> Image.Image:
    """Open a picture without decoding it, once its size is known to be bearable."""
    if kind == "webp":
        width, height = kinds.webp_size(content) or (0, 0)
        if width * height > MOST_PIXELS:
            raise _too_many_pixels()
    opened = Image.open(io.BytesIO(content), formats=(_FORMATS[kind],))
    if opened.width * opened.height > MOST_PIXELS:
        raise _too_many_pixels()
    return opened


@contextmanager
def _room_for(opened: Image.Image) -> Iterator[None]:
    if opened.width * opened.height < _LARGE_PIXELS:
        yield
        return
    with _one_large:
        yield


def _upright(opened: Image.Image) -> Image.Image:
    """Decode, shrink, turn as the camera was held, put on white and into sRGB."""
    turn = _turn(opened)
    profile = opened.info.get("icc_profile")
    # JPEG can be decoded at a half, a quarter or an eighth, which is where the time goes.
    opened.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
    opened.load()
    picture = opened if opened.mode in _EASY else _in_rgb(opened)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    turned = picture.transpose(turn) if turn is not None else picture
    return _on_white(_in_srgb(turned, profile))


def _turn(opened: Image.Image) -> Image.Transpose | None:
    """Return how to put the picture upright, by the camera's note (EXIF 2.3, tag 0x0112)."""
    try:
        return _TURNS.get(opened.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - notes of any camera; unreadable ones turn nothing
        return None


def _in_rgb(picture: Image.Image) -> Image.Image:
    """Put palettes and deep greys into 8 bits a colour, keeping what is transparent."""
    if picture.mode.startswith(("I", "F")):
        low, high = cast("tuple[float, float]", picture.getextrema())
        top = 65535 if high > 255 or low < 0 else 255  # noqa: PLR2004 - 16 bits, 8 bits
        return picture.convert("F").point(lambda level: level * (255 / top)).convert("L")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Translate the camera's colours (Display P3, CMYK …) to sRGB, which is all that is kept."""
    if not profile or picture.mode not in {"RGB", "CMYK", "L"}:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        translated = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture  # a broken or foreign profile: the colours as they are
    return translated or picture


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGBA":
        white = Image.new("RGB", picture.size, "white")
        white.paste(picture, mask=picture.getchannel("A"))
        return white
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _encoded(picture: Image.Image) -> tuple[bytes, int, int]:
    """Return a progressive JPEG small enough, with its width and height."""
    content = _small_enough(picture)
    while content is None:
        size = (int(picture.width * SMALLER) or 1, int(picture.height * SMALLER) or 1)
        picture = picture.resize(size, Image.Resampling.LANCZOS)
        content = _small_enough(picture)
    return content, picture.width, picture.height


def _small_enough(picture: Image.Image) -> bytes | None:
    """Return the picture at the best quality that is small enough, None when there is none.

    Most photos fit at the first quality; for others the best is found by halving.
    """
    content = _jpeg(picture, QUALITIES[0])
    if len(content) <= LARGE_BYTES:
        return content
    fitting = None
    low, high = 1, len(QUALITIES)
    while low < high:
        middle = (low + high) // 2
        content = _jpeg(picture, QUALITIES[middle])
        if len(content) <= LARGE_BYTES:
            fitting, high = content, middle
        else:
            low = middle + 1
    return fitting


def _thumb(picture: Image.Image) -> bytes:
    small = picture.copy()
    small.thumbnail((THUMB_SIDE, THUMB_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return _jpeg(small, THUMB_QUALITY)


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    into = io.BytesIO()
    # Nothing but the pixels: Pillow would write notes and profile of `info` again.
    picture.info.clear()
    picture.save(into, "JPEG", quality=quality, progressive=True, optimize=True, exif=b"")
    return into.getvalue()


def _dhash(picture: Image.Image) -> int:
    """Return 64 bits: is each of 9 x 8 grey fields brighter than the next (Krawetz 2013).

    As a signed number, for a BIGINT column.
    """
    small = picture.convert("L").resize((9, 8), Image.Resampling.BOX)
    levels = small.tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            at = row * 9 + column
            bits = bits << 1 | (levels[at] > levels[at + 1])
    return bits - (1 << 64) if bits >> 63 else bits
