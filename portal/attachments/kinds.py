"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

import struct

from portal.foundation.errors import Invalid
from portal.foundation.i18n import Lazy, lazy

HEAD = 64
"""Bytes looked at."""

HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
AVIF_BRANDS = frozenset({b"avif", b"avis"})
STILL_BRANDS = frozenset({b"mif1", b"msf1", b"miaf"})

PDF = lazy("This is a PDF document, not a photo. Take a photo of it, or a screenshot.")
VIDEO = lazy("This is a video. Send a photo instead, for example a screenshot of the video.")
OTHER_PICTURE = lazy("This kind of picture cannot be taken. Send it as JPEG, PNG, WebP or HEIC.")
DOCUMENT = lazy("This is a document, not a photo. Take a photo of it, or a screenshot.")
EMPTY = lazy("This file is empty.")
UNKNOWN = lazy("This file is not a photo that can be read.")

_REFUSED: tuple[tuple[bytes, Lazy], ...] = (
    (b"%PDF", PDF),
    (b"PK\x03\x04", DOCUMENT),
    (b"\xd0\xcf\x11\xe0", DOCUMENT),
    (b"{\\rtf", DOCUMENT),
    (b"\x1a\x45\xdf\xa3", VIDEO),
    (b"\x00\x00\x01\xba", VIDEO),
    (b"II*\x00", OTHER_PICTURE),
    (b"MM\x00*", OTHER_PICTURE),
    (b"BM", OTHER_PICTURE),
    (b"<", OTHER_PICTURE),
)


def kind_of(content: bytes) -> str:
    """Return jpeg, png, gif, webp or heic. Raises `Invalid`, saying what the file is instead."""
    if not content:
        raise Invalid(EMPTY)
    head = content[:HEAD]
    for kind, found in (
        ("jpeg", head.startswith(b"\xff\xd8\xff")),
        ("png", head.startswith(b"\x89PNG\r\n\x1a\n")),
        ("gif", head.startswith((b"GIF87a", b"GIF89a"))),
        ("webp", head.startswith(b"RIFF") and head[8:12] == b"WEBP"),
        ("heic", _is_heic(head)),
    ):
        if found:
            return kind
    raise Invalid(_refusal(head))


def _brands(head: bytes) -> list[bytes]:
    """Return the brands of an ISO media file, the main one first; none for other files."""
    if head[4:8] != b"ftyp":
        return []
    end = min(int.from_bytes(head[:4], "big"), len(head))
    return [head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))]


def _is_heic(head: bytes) -> bool:
    brands = _brands(head)
    if not brands or brands[0] in AVIF_BRANDS:
        return False
    return brands[0] in HEIC_BRANDS or (
        brands[0] in STILL_BRANDS and bool(HEIC_BRANDS.intersection(brands))
    )


def _refusal(head: bytes) -> Lazy:
    brands = _brands(head)
    if brands:
        return OTHER_PICTURE if brands[0] in AVIF_BRANDS | STILL_BRANDS else VIDEO
    if head.startswith(b"RIFF") and head[8:12] == b"AVI ":
        return VIDEO
    stripped = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    return next((words for sign, words in _REFUSED if stripped.startswith(sign)), UNKNOWN)


def webp_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height from a WebP file's head (RFC 9649), None when it is broken.

    Asked before any decoder is, because the decoder reserves memory for the size on opening.
    """
    chunk, head = content[12:16], content[20:30]
    if len(head) < 10:  # noqa: PLR2004 - the longest of the three heads
        return None
    if chunk == b"VP8X":
        width, height = (int.from_bytes(head[at : at + 3], "little") + 1 for at in (4, 7))
        return width, height
    if chunk == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 ":
        width, height = struct.unpack("<HH", head[6:10])
        return width & 0x3FFF, height & 0x3FFF
    return None
