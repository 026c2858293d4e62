"""Pages of a long list by position, not by count: the list may grow while somebody reads it.

A position is the sort key of a page's first or last row and the way to go from there. It travels
in the address as one opaque word. It is no secret and grants nothing; a word that was changed or
made up is ignored, so that the reader gets the first page instead of an error.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Generic, TypeVar, cast

Row = TypeVar("Row")
Part = int | str | datetime | None
"""What a sort key is made of; None where a column may be empty."""

_LONGEST: Final = 400
_CHECK: Final = 4  # bytes; enough to tell a slip from a word of ours
_LARGEST: Final = 2**63


@dataclass(frozen=True, slots=True)
class Position:
    """A place between two rows: the key of the row left behind, and which way to go on."""

    key: tuple[Part, ...]
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page: its rows, and the cursors of the pages before and after it (None at the ends)."""

    items: Sequence[Row]
    newer: str | None = None
    older: str | None = None


def encoded(position: Position) -> str:
    """The position as one word of letters, digits, `-` and `_`. Datetimes come back in UTC."""
    parts = [_packed(part) for part in position.key]
    text = json.dumps([int(position.backwards), *parts], ensure_ascii=False, separators=(",", ":"))
    raw = text.encode()
    return base64.urlsafe_b64encode(_check(raw) + raw).decode().rstrip("=")


def decoded(cursor: str | None, kinds: tuple[type, ...]) -> Position | None:
    """The position, or None when the word is missing, changed or does not fit `kinds`.

    `kinds` names the type of each part of the key (`int`, `str` or `datetime`); each may be None.
    """
    content = _unwrapped(cursor or "")
    if not isinstance(content, list) or len(content) != len(kinds) + 1:
        return None
    try:
        key = tuple(_unpacked(part, kind) for part, kind in zip(content[1:], kinds, strict=True))
    except (TypeError, ValueError, OverflowError):
        return None
    return Position(key, backwards=content[0] == 1)


def page(
    rows: Sequence[Row],
    limit: int,
    key: Callable[[Row], tuple[Part, ...]],
    position: Position | None = None,
) -> Page[Row]:
    """Make a page of rows that were read from `position` on.

    The caller reads up to `limit + 1` rows in reading direction: in list order, or, when
    `position.backwards`, in reverse. The row too many tells that there is another page.
    """
    backwards = position is not None and position.backwards
    more = len(rows) > limit
    items = list(rows[:limit])
    if backwards:
        items.reverse()
    if not items:
        return Page(items)
    newer = more if backwards else position is not None
    older = backwards or more
    return Page(
        items,
        encoded(Position(key(items[0]), backwards=True)) if newer else None,
        encoded(Position(key(items[-1]))) if older else None,
    )


def _check(raw: bytes) -> bytes:
    return hashlib.blake2b(raw, digest_size=_CHECK, person=b"paging").digest()


def _unwrapped(cursor: str) -> Any:  # noqa: ANN401 - anything JSON can hold
    if not cursor or len(cursor) > _LONGEST or not cursor.isascii():
        return None
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        if _check(raw[_CHECK:]) != raw[:_CHECK]:
            return None
        return json.loads(raw[_CHECK:])
    except (binascii.Error, ValueError):
        return None


def _packed(part: Part) -> int | str | None:
    return part.astimezone(UTC).isoformat() if isinstance(part, datetime) else part


def _unpacked(part: object, kind: type) -> Part:
    """The part as its kind; raises TypeError or ValueError when it is none."""
    if part is None:
        return None
    if kind is datetime and isinstance(part, str):
        moment = datetime.fromisoformat(part)
        fits, part = moment.tzinfo is not None, moment
    elif kind is int:
        fits = type(part) is int and -_LARGEST <= part < _LARGEST
    else:
        fits = kind is str and isinstance(part, str) and "\x00" not in part
    if not fits:
        raise TypeError
    return cast("Part", part)
