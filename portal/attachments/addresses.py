"""Signed addresses of photos. Whoever was shown the page may see its photos, for a day or two.

The question who may see a photo is answered where its address is written into a page; the file's
own door checks the signature, that the photo was not taken away, and, where the address came from
a page that anyone may read, that anyone may still see it.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from flask import current_app

from portal.attachments.storage import Size

PERIOD = 86_400
"""Seconds in which an address stays the same, so that browsers keep the picture."""

_FORM = struct.Struct(">Q16sBI")
_SIZES = (Size.LARGE, Size.SMALL)
_PUBLIC = 2
"""Added to the size where the address stands on a public page."""
_MARKED = 4
"""Added where the photo is only shown with the viewer's name."""
_SEAL = 16
"""Bytes of the signature kept: 128 bits."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What an address says: whose photo, which one, in which size, until when."""

    municipality_id: int
    attachment_id: UUID
    size: Size
    until: datetime
    is_public: bool = False
    """It came from a page that anyone may read, and ends when the photo is kept from the public."""
    is_marked: bool = False
    """It is only shown with the name of whoever looks written over it."""


def period(at: datetime) -> int:
    """Return the number of the day (UTC) that addresses written now belong to.

    A page that holds photo addresses hangs on it: its tag must too.
    """
    return int(at.timestamp()) // PERIOD


def write(
    photo: tuple[int, UUID],
    size: Size,
    *,
    secret: str,
    at: datetime,
    is_public: bool = False,
    is_marked: bool = False,
) -> str:
    """Return a token, the same all day long; it is good until the end of the next day.

    `photo` is the municipality's id and the photo's.
    """
    municipality_id, attachment_id = photo
    way = _SIZES.index(size) | (_PUBLIC if is_public else 0) | (_MARKED if is_marked else 0)
    body = _FORM.pack(municipality_id, attachment_id.bytes, way, period(at) + 2)
    return urlsafe_b64encode(body + _seal(body, secret)).rstrip(b"=").decode("ascii")


def read(token: str, *, secret: str, at: datetime) -> Ticket | None:
    """Return what a token says; None when it is forged, damaged or too old."""
    try:
        whole = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except (NotBase64, ValueError):
        return None
    body, seal = whole[:-_SEAL], whole[-_SEAL:]
    if len(body) != _FORM.size or not hmac.compare_digest(seal, _seal(body, secret)):
        return None
    municipality_id, photo, way, day = _FORM.unpack(body)
    until = datetime.fromtimestamp(day * PERIOD, UTC)
    if at >= until:
        return None
    size, is_public = _SIZES[way & 1], bool(way & _PUBLIC)
    is_marked = bool(way & _MARKED)
    return Ticket(municipality_id, UUID(bytes=photo), size, until, is_public, is_marked)


def _seal(body: bytes, secret: str) -> bytes:
    return hmac.digest(secret.encode(), b"photo address\0" + body, hashlib.sha256)[:_SEAL]


def secret() -> str:
    """Return the portal's secret key, which signs addresses."""
    return str(current_app.config["PORTAL"].secret_key)
